// From what is typed to entries, best first: which terms a word may mean, whose lists are worth fetching, what an entry scores.
// While somebody types, only what cards show is looked at; texts are, where that gives nothing, and when the query is finished.

import { allowedMistakes, beginningOf, folded, mistakes, termOf, wordsOf } from "./search-words.js";

// how much a term counts: in a title of one word, of two and so on; in names, in the summary; in the text often or once
const WEIGHTS = [16, 15.9, 15.8, 13, 12.9, 12.8, 11, 10.9, 10.8, 8, 6, 2.2, 1];
const TITLES = 9;
const CARDS = 11; // the classes below this are of what cards show
const WHOLE = 1.5; // what a title counts more of which every word is asked for
const BEGUN = 0.6; // what a term counts that goes on where the word typed ends
const MISTAKEN = [1, 0.5, 0.3];
const COMPLETIONS = 4; // of a word that may go on; half as many where lists are long, and while it is typed
const MANY = 20_000; // entries, from which they are
const BARELY = /^\p{Script=Latin}{1,2}$/u; // a word just begun, behind others: it tells too little to fetch what begins so
const LONGEST_QUERY = 32; // words; what is pasted beyond that is not looked for
const COMMON = 0.4; // words of more than this share of entries need not be there
const ENOUGH = 10; // entries, with which texts are not searched for what a word may go on to
// entries in the lists that one query has fetched, about, at most, where lists are long: of cards, and of texts
const READ = { shown: 200_000, often: 80_000 };

/** How many entries a bit length of a dictionary stands for: at least, and about. */
const atLeast = (bits) => (bits ? 2 ** (bits - 1) : 0);
const about = (bits) => 2 ** (bits - 0.5);

export class Ranking {
  constructor(index) {
    this.index = index;
  }

  /** Whether lists are long. */
  get many() {
    return this.index.total > MANY;
  }

  /** Entries that answer a query, best first: [{ entry, score }], and whether each has `all` of its words. */
  async ranked(query, typed = false) {
    const all = this.asked(query);
    const last = /[\p{L}\p{N}\p{M}]$/u.test(query) ? wordsOf(query).at(-1) : null; // which may go on
    const words = typed && all.length > 1 && BARELY.test(last) ? all.filter((word) => word !== last) : all;
    if (!words.length) return { entries: [], all: true };
    const choices = await Promise.all(words.map((word) => this.choices(word, word === last, typed)));
    const exact = choices.map((each) => each.filter(({ counts }) => counts === 1));
    return typed ? this.glanced(choices, exact.filter((_, place) => words[place] !== last)) : this.finished(words, choices, exact);
  }

  /** What cards alone tell; the texts for words that are `written` already only if that is nothing. */
  async glanced(choices, written) {
    if (choices.flat().every((choice) => this.isCommon(choice))) return { entries: [], all: true };
    const found = await this.scored(choices, this.reading(choices.flat(), []));
    return found.all ? found : this.scored(choices, this.reading(choices.flat(), written.flat()));
  }

  /** All there is; what words go on to is looked for in texts only if there is little else. */
  async finished(words, choices, exact) {
    const found = await this.scored(choices, this.reading(choices.flat(), exact.flat()));
    if (found.all && found.entries.length >= ENOUGH) return found;
    const more = await this.readAll(choices);
    return more.all ? more : this.otherwise(words, choices, more);
  }

  /** The words of a query that are looked for. */
  asked(query) {
    const words = wordsOf(query);
    const terms = words.map(termOf);
    return words.filter((_, place) => terms[place] && terms.lastIndexOf(terms[place]) === place).slice(0, LONGEST_QUERY);
  }

  /**
   * Where no entry has all words: those that have them with two neighbours written as one, or with words that differ by a mistake
   * from those typed, even if these are words, too; else what was `found`.
   */
  async otherwise(words, choices, found) {
    const pairs = words.slice(1).map((word, before) => termOf(words[before] + word));
    const listed = await Promise.all(pairs.map(async (pair) => (await this.index.dictionary(pair)).has(pair)));
    for (const [place, pair] of pairs.entries()) {
      if (!listed[place]) continue;
      const joined = await this.readAll([...choices.slice(0, place), await this.choices(pair, false), ...choices.slice(place + 2)]);
      if (joined.all) return joined;
    }
    const near = await Promise.all(words.map((word) => this.likely(word)));
    const tolerant = await this.readAll(choices.map((each, place) => [...each, ...near[place]]));
    return tolerant.all ? tolerant : found;
  }

  readAll(choices) {
    return this.scored(choices, this.reading(choices.flat(), choices.flat()));
  }

  /** Which terms to look for on cards, which of those that are `searched` for in texts, and which are left out as too common. */
  reading(choices, searched) {
    const shown = this.worthFetching(choices, "shown");
    const texts = this.worthFetching(searched, "often");
    const left = [...choices.filter(({ term }) => !shown.has(term)), ...searched.filter(({ term }) => !texts.has(term))];
    return { shown, texts, left: new Set(left.map(({ term }) => term)) };
  }

  /** The terms whose lists are fetched: where these are long, the rarest until it is enough; what most entries have tells little. */
  worthFetching(choices, size) {
    if (!this.many) return new Set(choices.map(({ term }) => term));
    const rare = choices.filter((choice) => !this.isCommon(choice));
    const order = [...(rare.length ? rare : choices)].sort((one, other) => (one.often ?? 0) - (other.often ?? 0));
    let sum = 0;
    const enough = (choice, place) => (sum += atLeast(choice[size])) <= READ[size] || !place;
    return new Set(order.filter(enough).map(({ term }) => term));
  }

  isCommon({ often }) {
    return this.many && atLeast(often) > COMMON * this.index.total;
  }

  /**
   * The terms that a word may mean, each with how much it counts and what a dictionary says of it, where that is known; the first
   * is the word itself, where there is one.
   */
  async choices(word, open, typed = false) {
    const term = termOf(word);
    const listed = open || this.many ? await this.index.dictionary(term) : null;
    const begun = open && beginningOf(word);
    const goesOn = ([other, { shown }]) => other !== term && other.startsWith(begun) && (shown || !typed);
    const longer = open ? [...listed].filter(goesOn) : [];
    const worth = ([, told]) => (this.isCommon(told) ? 0 : told.often); // what is too common to be fetched comes last
    longer.sort((one, other) => worth(other) - worth(one) || one[0].length - other[0].length);
    const most = COMPLETIONS / (this.many ? 2 : 1) / (typed ? 2 : 1);
    const found = longer.slice(0, most).map(([other, told]) => ({ term: other, counts: BEGUN, ...told }));
    const unlikely = open && (this.index.form.complete || (typed && found.length > 0)); // there is none, or it is left for later
    if (listed?.has(term) || (!unlikely && (await this.exists(term, listed)))) found.unshift({ term, counts: 1, ...listed?.get(term) });
    return found.length ? found : this.likely(word);
  }

  /** Whether any entry has a term that is not `listed`: if dictionaries have been looked at, cards have it not. */
  async exists(term, listed) {
    return (!listed && (await this.index.shown(term)).length > 0) || (await this.index.written(term)).length > 0;
  }

  /** The terms nearest to a mistyped one, with the same first letters or the same last ones. */
  async likely(word) {
    const term = termOf(word);
    const most = allowedMistakes(term);
    if (!most) return [];
    const forms = [...new Set([term, folded(word)])]; // an ending may be part of the mistake
    const [listed, ending] = await Promise.all([this.index.dictionary(term), this.index.endings(term)]);
    const near = [...new Map([...listed, ...ending])]
      .map(([other, told]) => ({ term: other, ...told, off: Math.min(...forms.map((form) => mistakes(form, other, most))) }))
      .filter(({ off }) => off && off <= most);
    const least = Math.min(...near.map(({ off }) => off));
    return near
      .filter(({ off }) => off === least)
      .sort((one, other) => other.often - one.often || (one.term < other.term ? -1 : 1))
      .slice(0, COMPLETIONS)
      .map(({ off, ...told }) => ({ ...told, counts: MISTAKEN[off] }));
  }

  /** The entries that have a term, for each class. */
  async rows({ term }, { shown: onCards, texts }) {
    const [shown, written] = await Promise.all([
      onCards.has(term) ? this.index.shown(term) : [],
      texts.has(term) ? this.index.written(term) : [],
    ]);
    const rows = [...shown];
    if (written.length) rows.length = CARDS;
    return [...rows, ...written].map((row) => row ?? []);
  }

  /** Score entries by the choices for each word; only those with most words count, where the commonest need not be there. */
  async scored(choicesOfAll, reading) {
    const { total } = this.index;
    const words = await Promise.all(
      choicesOfAll.filter((choices) => choices.length).map(async (choices) => {
        const rows = await Promise.all(choices.map((choice) => this.rows(choice, reading)));
        return choices.map((choice, place) => weighed(choice, rows[place], reading.texts.has(choice.term)));
      }),
    );
    const isLeft = ({ term }) => reading.left.has(term);
    const isCommon = ([first]) => first.counts === 1 && (isLeft(first) || first.among > COMMON * total);
    const rare = words.filter((choices) => !isCommon(choices) && !choices.every(isLeft));
    const needed = new Set(rare.length ? rare : words);
    const sums = new Sums(total);
    for (const choices of words) sums.add(choices, needed.has(choices));
    const { entries, most } = sums.leaders();
    return { entries, all: words.length === choicesOfAll.length && most === needed.size };
  }
}

/** A choice with its rows, and the number of entries it is `among`: what dictionaries say of it is of texts, too. */
function weighed(choice, rows, isRead) {
  const counted = rows.reduce((sum, row) => sum + row.length, 0);
  return { ...choice, rows, among: isRead || !choice.often ? counted : about(choice.often) };
}

/** What entries have of the words of a query. */
class Sums {
  constructor(total) {
    this.total = total;
    this.scores = new Float32Array(total);
    this.have = new Uint8Array(total); // how many of the words that are needed
    this.best = new Float32Array(total); // of one word
    this.inTitle = new Uint8Array(total); // whether one word is
    this.ofTitle = new Uint8Array(total); // how many words are
    this.titleOf = new Uint8Array(total); // how many words it has
  }

  /** Add one word: of the terms that it may mean, the one that counts most. */
  add(choices, isNeeded) {
    const { best, inTitle, titleOf, total } = this;
    const touched = [];
    // what was not typed so counts as the commonest of its kind does: of two guesses, the rarer is not the better one
    const guessed = Math.max(...choices.filter(({ counts }) => counts < 1).map(({ among }) => among));
    for (const { counts, rows, among } of choices) {
      const rarity = counts * Math.log(1 + total / Math.max(counts < 1 ? guessed : among, 1));
      rows.forEach((row, number) => {
        const worth = rarity * WEIGHTS[number];
        for (const entry of row) {
          if (!best[entry]) touched.push(entry);
          if (best[entry] < worth) best[entry] = worth;
          if (number < TITLES) {
            inTitle[entry] = 1;
            titleOf[entry] = number + 1;
          }
        }
      });
    }
    for (const entry of touched) {
      this.scores[entry] += best[entry];
      this.have[entry] += isNeeded ? 1 : 0;
      this.ofTitle[entry] += inTitle[entry];
      best[entry] = inTitle[entry] = 0;
    }
  }

  /** The entries that have most words, best first, and how many these are. */
  leaders() {
    const { have, ofTitle, scores, titleOf, total } = this;
    let most = 0;
    for (let entry = 0; entry < total; entry += 1) if (have[entry] > most) most = have[entry];
    const entries = [];
    for (let entry = 0; most && entry < total; entry += 1) {
      if (have[entry] !== most) continue;
      const whole = ofTitle[entry] && ofTitle[entry] >= titleOf[entry]; // the last class is of so many words and more
      entries.push({ entry, score: scores[entry] * (whole ? WHOLE : 1) });
    }
    entries.sort((one, other) => other.score - one.score || other.entry - one.entry);
    return { entries, most };
  }
}
