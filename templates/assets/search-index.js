// The index in the browser: fetches the files that a query needs, and ranks entries. docs/search.md describes the files.
// An entry is known here by its number: the entries of the shards before its own, and its place in that.

import { entriesOf, readNumbers } from "./search-numbers.js";
import { allowedMistakes, beginningOf, closeness, crc32, folded, initials, mistakes, termOf, wordsOf } from "./search-words.js";

// how much a term counts: in a title of one word, of two and so on; in names, in the summary, in the text often or once
const WEIGHTS = [16, 16, 16, 13, 13, 13, 11, 11, 11, 8, 6, 2.2, 1];
const TITLES = 9;
const WHOLE = 1.5; // what a title counts more of which every word is asked for
const BEGUN = 0.6; // what a term counts that goes on where the word typed ends
const MISTAKEN = [1, 0.5, 0.3];
const COMPLETIONS = 4; // of a word that may go on; half as many where lists are long, and while it is typed
const MANY = 20_000; // entries, from which they are
const BARELY = /^\p{Script=Latin}{1,2}$/u; // a word just begun, behind others: it tells too little to fetch what begins so
const LONGEST_QUERY = 32; // words; what is pasted beyond that is not looked for
const COMMON = 0.4; // words of more than this share of entries need not be there
const SMALL = 30_000; // bytes of a facet beyond which it is fetched only when it is asked for
const TOGETHER = 10; // results that are put in order by what their cards say: those that are shown together
const AGAIN = 400; // milliseconds after which a file that failed is asked for once more

export class SearchIndex {
  constructor(address) {
    this.address = address;
    this.files = new Map(); // path → what was fetched
    this.read = new Map(); // term → the entries that have it
  }

  /** Fetch what says how the index is made up; where that fails, the next call tries again. */
  async open() {
    if (this.form) return;
    const form = await this.fetched("index.json");
    if (!form) throw new Error("there is no index");
    this.form = form;
    this.starts = [];
    let total = 0;
    for (const size of this.form.shards) {
      this.starts.push(total);
      total += size;
    }
    this.total = total;
  }

  /** Whether a facet is small enough to be fetched before anybody asks for it. */
  isSmall(facet) {
    return "all" in this.form.facets || !(this.form.facets[facet] > SMALL);
  }

  /** A file of the index as it holds it; null where there is none. Asks the server each time whether it is still so. */
  fetched(path) {
    if (!this.files.has(path)) {
      const ask = async () => {
        const answer = await fetch(this.address + path, { cache: "no-cache" });
        if (answer.ok) return answer.json();
        if (answer.status === 404) return null;
        throw new Error(`${path}: ${answer.status}`);
      };
      const rested = () => new Promise((done) => setTimeout(done, AGAIN));
      const asked = ask().catch(() => rested().then(ask));
      asked.catch(() => this.files.delete(path));
      this.files.set(path, asked);
    }
    return this.files.get(path);
  }

  /**
   * Entries that answer a query, best first: [{ entry, score }], and whether each has `all` of its words. Of a query that is still
   * being `typed`, only what is cheap is looked for; `unsure` says that there may be more to find.
   */
  async ranked(query, typed = false) {
    const all = await this.asked(query);
    const last = /[\p{L}\p{N}\p{M}]$/u.test(query) ? wordsOf(query).at(-1) : null; // which may go on
    const words = typed && all.length > 1 && BARELY.test(last) ? all.filter((word) => word !== last) : all;
    if (!words.length) return { entries: [], all: true, unsure: false };
    const choices = await Promise.all(words.map((word) => this.choices(word, word === last, typed)));
    const found = await this.scored(choices);
    if (typed) return { ...found, unsure: !found.all || words !== all || choices.some((each) => each.unsure) };
    return { ...(found.all ? found : await this.otherwise(words, choices, found)), unsure: false };
  }

  /** The words of a query that are looked for. */
  async asked(query) {
    const words = wordsOf(query);
    const terms = words.map(termOf);
    const each = words.filter((_, place) => terms[place] && terms.lastIndexOf(terms[place]) === place).slice(0, LONGEST_QUERY);
    return this.total > MANY ? this.worthFetching(each) : each;
  }

  /**
   * Where no entry has all words: those that have them with two neighbours written as one, or with words that differ by a mistake
   * from those typed, even if these are words, too; else what was `found`.
   */
  async otherwise(words, choices, found) {
    const pairs = words.slice(1).map((word, before) => termOf(words[before] + word));
    const listed = await Promise.all(pairs.map(async (pair) => (await this.dictionary(pair)).has(pair)));
    for (const [place, pair] of pairs.entries()) {
      if (!listed[place]) continue;
      const joined = await this.scored([...choices.slice(0, place), await this.choices(pair, false), ...choices.slice(place + 2)]);
      if (joined.all) return joined;
    }
    const near = await Promise.all(words.map((word) => this.likely(word)));
    const tolerant = await this.scored(choices.map((each, place) => [...each, ...near[place]]));
    return tolerant.all ? tolerant : found;
  }

  /** Words without those that most entries have, whose lists are long and tell little; all where there are no others. */
  async worthFetching(words) {
    const often = await Promise.all(words.map(async (word) => (await this.dictionary(termOf(word))).get(termOf(word)) ?? 0));
    const rare = words.filter((_, place) => 2 ** (often[place] - 1) <= COMMON * this.total);
    return rare.length ? rare : words;
  }

  /**
   * The terms that a word may mean, each with how much it counts; the first is the word itself, where there is one. One that is
   * being `typed` is not asked for itself where no dictionary has it, but words that begin so.
   */
  async choices(word, open, typed = false) {
    const term = termOf(word);
    const listed = open ? await this.dictionary(term) : new Map();
    const begun = open && beginningOf(word);
    const longer = open ? [...listed].filter(([other]) => other !== term && other.startsWith(begun)) : [];
    longer.sort((one, other) => other[1] - one[1] || one[0].length - other[0].length);
    const most = COMPLETIONS / (this.total > MANY ? 2 : 1) / (typed ? 2 : 1);
    const found = longer.slice(0, most).map(([other]) => ({ term: other, counts: BEGUN }));
    const missing = open && !listed.has(term);
    const skipped = missing && (this.form.complete || (typed && found.length > 0)); // there is none, or it is left for later
    const rows = skipped ? [] : await this.rows(term);
    found.unsure = typed && ((skipped && !this.form.complete) || longer.length > most);
    if (rows.length) found.unshift({ term, counts: 1, common: this.often(rows) > COMMON * this.total });
    return found.length ? found : this.likely(word);
  }

  /** The terms nearest to a mistyped one, with the same first letters or the same last ones. */
  async likely(word) {
    const term = termOf(word);
    const most = allowedMistakes(term);
    if (!most) return [];
    const forms = [...new Set([term, folded(word)])]; // an ending may be part of the mistake
    const [listed, ending] = await Promise.all([this.dictionary(term), this.terms("e", this.lastLetters(term))]);
    const near = [...new Map([...listed, ...ending])]
      .map(([other, often]) => ({ term: other, often, off: Math.min(...forms.map((form) => mistakes(form, other, most))) }))
      .filter(({ off }) => off && off <= most);
    const least = Math.min(...near.map(({ off }) => off));
    return near
      .filter(({ off }) => off === least)
      .sort((one, other) => other.often - one.often || (one.term < other.term ? -1 : 1))
      .slice(0, COMPLETIONS)
      .map(({ term: other, off }) => ({ term: other, counts: MISTAKEN[off] }));
  }

  lastLetters(term) {
    return this.form.endings ? [...term].slice(-this.form.endings) : [];
  }

  dictionary(term) {
    return this.terms("l", initials(term, this.form.letters));
  }

  /** The terms of a dictionary: Map(term → bit length of the number of entries that have it). */
  async terms(folder, letters) {
    const name = letters.map((letter) => letter.codePointAt(0).toString(16)).join("-") || "all";
    const there = this.form.dictionaries[folder].includes(name);
    const [words, often] = (there && (await this.fetched(`${folder}/${name}.json`))) || ["", ""];
    return new Map(words ? words.split(" ").map((word, place) => [word, parseInt(often[place], 32)]) : []);
  }

  bucket(term) {
    return this.fetched(`w/${(crc32(term) % this.form.buckets).toString(16)}.json`);
  }

  /** The entries that have a term, for each class; none where there is no such term. */
  async rows(term) {
    if (!this.read.has(term)) {
      const classes = (await this.bucket(term))?.[term];
      this.read.set(term, classes ? classes.split("|").map((row) => entriesOf(row, this.starts)) : []);
    }
    return this.read.get(term);
  }

  /** In how many entries a term occurs. */
  often(rows) {
    return rows.reduce((sum, row) => sum + row.length, 0);
  }

  /** Score entries by the choices for each word; only those with most words count, where the commonest need not be there. */
  async scored(choicesOfAll) {
    const words = choicesOfAll.filter((choices) => choices.length);
    const rare = words.filter((choices) => !choices[0].common);
    const needed = rare.length ? rare : words;
    const scores = new Float32Array(this.total);
    const have = new Uint8Array(this.total);
    const best = new Float32Array(this.total);
    const ofTitle = new Uint8Array(this.total);
    const titleOf = new Uint8Array(this.total);
    await Promise.all(words.flat().map(({ term }) => this.rows(term)));
    for (const choices of words) {
      const touched = [];
      const inTitle = new Set();
      // what was not typed so counts as the commonest of its kind does: of two guesses, the rarer is not the better one
      const guessed = choices.filter(({ counts }) => counts < 1).map(({ term }) => this.often(this.read.get(term)));
      for (const { term, counts } of choices) {
        const rows = this.read.get(term);
        const often = counts < 1 ? Math.max(...guessed) : this.often(rows);
        const rarity = counts * Math.log(1 + this.total / often);
        rows.forEach((row, number) => {
          const worth = rarity * WEIGHTS[number];
          for (const entry of row) {
            if (!best[entry]) touched.push(entry);
            if (best[entry] < worth) best[entry] = worth;
            if (number < TITLES) {
              inTitle.add(entry);
              titleOf[entry] = number + 1;
            }
          }
        });
      }
      const counted = needed.includes(choices) ? 1 : 0;
      for (const entry of touched) {
        scores[entry] += best[entry];
        best[entry] = 0;
        have[entry] += counted;
        if (inTitle.has(entry)) ofTitle[entry] += 1;
      }
    }
    const most = have.reduce((one, other) => Math.max(one, other), 0);
    const entries = [];
    for (let entry = 0; entry < this.total; entry += 1) {
      if (!most || have[entry] !== most) continue;
      const whole = ofTitle[entry] && ofTitle[entry] >= titleOf[entry]; // the last class is of so many words and more
      entries.push({ entry, score: scores[entry] * (whole ? WHOLE : 1) });
    }
    entries.sort((one, other) => other.score - one.score || other.entry - one.entry);
    return { entries, all: words.length === choicesOfAll.length && most === needed.length };
  }

  /** What a facet says: values [[slug, name]], and for each entry the numbers of its values, numbers[starts[entry]] onwards. */
  async facet(name) {
    const together = "all" in this.form.facets;
    const fetched = await this.fetched(`f/${together ? "all" : name}.json`);
    const file = (together ? fetched?.[name] : fetched) ?? { single: true, values: [], entries: "" };
    if (!file.starts) {
      const numbers = [];
      file.starts = new Uint32Array(this.total + 1);
      const read = readNumbers(file.entries);
      for (let entry = 0, next = 0; entry < this.total; entry += 1) {
        for (let left = file.single ? 1 : read[next++]; left > 0; left -= 1) numbers.push(read[next++]);
        file.starts[entry + 1] = numbers.length;
      }
      file.numbers = Uint32Array.from(numbers);
    }
    return file;
  }

  /** The day of each entry, as days since 1970. */
  async days() {
    const shards = (await this.fetched("f/days.json")) ?? [];
    if (!this.dayOf) {
      this.dayOf = new Int32Array(this.total);
      shards.forEach((row, shard) => {
        let day = 0;
        readNumbers(row).forEach((more, place) => {
          day += more;
          this.dayOf[this.starts[shard] + place] = day;
        });
      });
    }
    return this.dayOf;
  }

  /** The card of an entry. */
  async card(entry) {
    let shard = this.starts.length - 1;
    while (this.starts[shard] > entry) shard -= 1;
    const place = entry - this.starts[shard];
    const number = Math.floor(place / this.form.cards);
    const cards = await this.fetched(`c/${shard.toString(16)}-${number.toString(16)}.json`);
    const [title, url, authors, outlet, date, day, language, direction, kicker, summary] = cards[place % this.form.cards];
    return { title, url, authors, outlet, date, day, language, direction, kicker, summary };
  }

  /** The first of ranked entries with their cards; of those shown together, one whose title is what was typed goes before others. */
  async first(entries, query, count) {
    const cards = await Promise.all(entries.slice(0, count).map(({ entry }) => this.card(entry)));
    const close = closeness(query);
    const worth = cards.map((card, place) => entries[place].score * close(card));
    const group = (place) => Math.floor(place / TOGETHER);
    const order = cards.map((_, place) => place);
    order.sort((one, other) => group(one) - group(other) || worth[other] - worth[one] || one - other);
    return order.map((place) => cards[place]);
  }
}
