// Numbers as letters, as site_builder/search/numbers.py writes them, the lists of entries that are made of them, and what these sum up to.

import { rested } from "./search-words.js";

// how much a term counts: in a title of one word, of two and so on; in names, in the summary; in the text often or once
const WEIGHTS = [16, 15.9, 15.8, 13, 12.9, 12.8, 11, 10.9, 10.8, 8, 6, 2.2, 1];
const TITLES = 9;
const AT_ONCE = 4096; // entries that are added before the browser may answer the reader
const WHOLE = 1.5; // what a title counts more of which every word is asked for

/** The entries of a row: for each shard, its distance from the last, how many there are, and their distances in it. */
export function entriesOf(row, starts) {
  const entries = new Uint32Array(row.length);
  let count = 0;
  let shard = -1;
  let entry = 0;
  let left = -2; // -2: a shard is next, -1: how many entries it has, else how many of these are still to come
  let number = 0;
  let shift = 0;
  for (let place = 0; place < row.length; place += 1) {
    const digit = DIGITS[row.charCodeAt(place)];
    number |= (digit & 31) << shift;
    shift += 5;
    if (digit > 31) continue;
    if (left === -2) {
      shard += number;
      entry = starts[shard] - 1;
      left = -1;
    } else if (left === -1) {
      left = number;
    } else {
      entry += number;
      entries[count++] = entry;
      left -= 1;
      if (!left) left = -2;
    }
    number = shift = 0;
  }
  return entries.slice(0, count);
}

/** Lists of the same classes as one. */
export function joined(some, others) {
  const both = (one, other) => Uint32Array.from({ length: one.length + other.length }, (_, place) => one[place] ?? other[place - one.length]);
  return Array.from({ length: Math.max(some.length, others.length) }, (_, place) => both(some[place] ?? [], others[place] ?? []));
}

/** Call with the number of each entry behind a term for every sign of what stands there: its place in the list, and the sign. */
export function eachSign(letters, call) {
  for (let place = 0, entry = 0; place < letters.length; place += 1) {
    const digit = DIGITS[letters.charCodeAt(place)];
    call(entry, digit & 31);
    if (digit < 32) entry += 1;
  }
}

/** The numbers of a text: five bits a letter, the last letter of each from the first set. */
export function readNumbers(letters) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (let place = 0; place < letters.length; place += 1) {
    const digit = DIGITS[letters.charCodeAt(place)];
    number |= (digit & 31) << shift;
    if (digit > 31) {
      shift += 5;
    } else {
      numbers.push(number);
      number = shift = 0;
    }
  }
  return numbers;
}

/** The sizes that the letters of a text stand for, at most: see `steps` in search/numbers.py. */
export function sizesOf(letters) {
  return Array.from(letters, (letter) => DIGITS[letter.charCodeAt(0)]).map((digit) => (digit ? 64 * 2 ** ((digit - 1) / 4) : 0));
}

const DIGITS = new Uint8Array(128);
[..."0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZwxyz-_"].forEach((letter, digit) => {
  DIGITS[letter.charCodeAt(0)] = digit;
});

/** The best of some entries, best first, by what each is `worth`. */
export function best(entries, worth, count) {
  const before = (one, other) => worth[one] > worth[other] || (worth[one] === worth[other] && one > other);
  const found = [];
  for (const entry of entries) {
    if (found.length === count && !(count && before(entry, found[count - 1]))) continue;
    let low = 0;
    for (let high = found.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (before(found[middle], entry)) low = middle + 1;
      else high = middle;
    }
    found.splice(low, 0, entry);
    if (found.length > count) found.pop();
  }
  return found;
}

/** What entries have of the words of a query, of which so many are `unread`. */
export class Sums {
  constructor(total, unread) {
    this.total = total;
    this.unread = unread;
    this.known = []; // the entries that have any word
    this.scores = new Float32Array(total);
    this.have = new Uint8Array(total); // how many of the words that are needed
    this.best = new Float32Array(total); // of one word
    this.inTitle = new Uint8Array(total); // whether one word is
    this.ofTitle = new Uint8Array(total); // how many words are
    this.titleOf = new Uint8Array(total); // how many words it has
  }

  /** Add one word: of the terms that it may mean, the one that counts most. */
  async add(choices, isNeeded) {
    const { best, inTitle, titleOf, total } = this;
    const touched = [];
    // what was not typed so counts as the commonest of its kind does: of two guesses, the rarer is not the better one
    const guessed = Math.max(...choices.filter(({ counts }) => counts < 1).map(({ among }) => among));
    for (const { counts, rows, among } of choices) {
      const rarity = counts * Math.log(1 + total / Math.max(counts < 1 ? guessed : among, 1));
      for (let number = 0; number < rows.length; number += 1) {
        const worth = rarity * WEIGHTS[number];
        const row = rows[number];
        await rested();
        for (let place = 0; place < row.length; place += 1) {
          const entry = row[place];
          if (place % AT_ONCE === AT_ONCE - 1) await rested();
          if (!best[entry]) touched.push(entry);
          if (best[entry] < worth) best[entry] = worth;
          if (number < TITLES) {
            inTitle[entry] = 1;
            titleOf[entry] = number + 1;
          }
        }
      }
    }
    for (let place = 0; place < touched.length; place += 1) {
      const entry = touched[place];
      if (place % AT_ONCE === AT_ONCE - 1) await rested();
      if (!this.scores[entry]) this.known.push(entry);
      this.scores[entry] += best[entry];
      this.have[entry] += isNeeded ? 1 : 0;
      this.ofTitle[entry] += inTitle[entry];
      best[entry] = inTitle[entry] = 0;
    }
  }

  /** The entries that have most words, and how many these are. */
  leaders() {
    const { have, known, ofTitle, scores, titleOf, unread } = this;
    let most = 0;
    for (const entry of known) if (have[entry] > most) most = have[entry];
    const entries = [];
    for (const entry of known) {
      if (!most || have[entry] !== most) continue;
      entries.push(entry);
      const whole = ofTitle[entry] && ofTitle[entry] + unread >= titleOf[entry]; // the last class is of so many words and more
      if (whole) scores[entry] *= WHOLE;
    }
    return { entries, most };
  }
}
