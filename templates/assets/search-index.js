// The index in the browser: fetches the files that a query needs, and reads them. docs/search.md describes the files.
// An entry is known here by its number: the entries of the shards before its own, and its place in that.

import { entriesOf, joined, readNumbers, sizesOf } from "./search-numbers.js";
import { closeness, crc32, initials, rested } from "./search-words.js";

// bytes of a first query, of which every file takes what it can cost at most: docs/search.md
export const BUDGET = 211_000;
const SHARES = { w: 0.78, t: 0.78, v: 0.78, l: 0.55, e: 0.55, f: 0.7, r: 0.78, c: 0.65 };
const SHARE_OF_NEWEST = 0.5; // in whose files there is more of words than of numbers
export const HEAD = 650;
const FORM = 16_000; // what says how the index is made up

const TOGETHER = 10; // results that are put in order by what their cards say: those that are shown together
const AGAIN = 400; // milliseconds after which a file that failed is asked for once more

export class SearchIndex {
  constructor(address) {
    this.address = address;
    this.budget = this.left = BUDGET;
    performance.setResourceTimingBufferSize(2000);
    this.files = new Map(); // path → what was fetched
    this.read = new Map(); // folder and term → the entries that have it; path of a dictionary → its terms
    this.pathsOfTerms = new Map();
    this.signs = new Map(); // term → of some texts that have it, which these are, and the signs of what stands behind it
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
    this.sizes = { f: this.form.facets, r: this.form.rows };
    for (const [folder, [names, steps]] of Object.entries(this.form.dictionaries)) {
      const sizes = sizesOf(steps);
      this.sizes[folder] = Object.fromEntries(names.split(" ").map((name, place) => [name, sizes[place]]));
    }
    for (const [folder, steps] of Object.entries(this.form.buckets)) this.sizes[folder] = sizesOf(steps);
    const [ofCards, ...ofTexts] = this.form.newest; // the sizes of the newest entries' own files
    this.newest = ofCards ? { w: ["w/new.json"], t: ofTexts.map((_, number) => `t/new-${number}.json`) } : { w: [], t: [] };
    this.sizesOfNewest = Object.fromEntries([...this.newest.w, ...this.newest.t].map((path, place) => [path, this.form.newest[place]]));
  }

  /** The reader goes on, from an answer to what is not the first query any more; `again`, to more of the same, which may take more. */
  refill(again) {
    this.budget = again ? 2 * this.budget : BUDGET;
    this.left = this.budget;
  }

  /** What files cost at most; nothing, if they are there or were asked for. */
  cost(...paths) {
    const each = (path) => {
      if (this.files.has(path)) return 0;
      const folder = path[0];
      const [, name] = path.split(/[/.]/);
      const size = path in this.sizesOfNewest ? this.sizesOfNewest[path] : folder === "c" ? this.form.cards[1] : this.sizes[folder][folder in this.form.buckets ? parseInt(name, 16) : name];
      const share = path in this.sizesOfNewest ? SHARE_OF_NEWEST : SHARES[folder];
      return size ? HEAD + share * size : 0;
    };
    return paths.reduce((sum, path) => sum + each(path), 0);
  }

  /** Whether that can be fetched, and so much is still left to `keep`. */
  affords(keep, ...paths) {
    return this.cost(...paths) <= Math.max(this.left - keep, 0);
  }

  /** Whether all facets are in one file. */
  get together() {
    return "all" in this.form.facets;
  }

  /** The files of a facet: of its values, and of what each entry has. */
  pathsOf(facet) {
    return this.together ? ["f/all.json"] : [`f/${facet}.json`, `r/${facet}.json`];
  }

  /** A file of the index as it holds it; null where there is none. Asks the server each time whether it is still so. */
  fetched(path) {
    if (!this.files.has(path)) {
      const cost = this.form ? this.cost(path) : FORM;
      const ask = async () => {
        this.left -= cost;
        await rested(); // each call takes a moment, and there may be many
        const answer = await fetch(this.address + path, { cache: "no-cache" });
        if (answer.ok) {
          const said = await answer.json();
          const took = performance.getEntriesByName(answer.url).at(-1)?.transferSize; // with a head of 300 bytes
          if (took) this.left += cost - HEAD - took + 300;
          return said;
        }
        if (answer.status === 404) return null;
        throw new Error(`${path}: ${answer.status}`);
      };
      const waited = () => new Promise((done) => setTimeout(done, AGAIN));
      const asked = ask().catch(() => waited().then(ask));
      asked.catch(() => this.files.delete(path));
      this.files.set(path, asked);
    }
    return this.files.get(path);
  }

  /** Where the terms stand that end as a term does. */
  endings(term) {
    return placed("e", this.form.endings ? [...term].slice(-this.form.endings) : []);
  }

  /** Where the terms stand that begin as a term does. */
  dictionary(term) {
    return placed("l", initials(term, this.form.letters));
  }

  /** Where the lists of a term stand, those of cards (`w`) or of texts (`t`), or those of a value of a facet (`v`): of most entries, and of the newest. */
  paths(folder, term) {
    const key = `${folder} ${term}`;
    if (!this.pathsOfTerms.has(key)) {
      const code = crc32(term);
      const newest = this.newest[folder] ?? [];
      const paths = [`${folder}/${(code % this.form.buckets[folder].length).toString(16)}.json`];
      this.pathsOfTerms.set(key, newest.length ? [...paths, newest[code % newest.length]] : paths);
    }
    return this.pathsOfTerms.get(key);
  }

  /** What a file says; null where the index has no such file. */
  async ifThere(path) {
    return this.cost(path) || this.files.has(path) ? this.fetched(path) : null;
  }

  /** The terms of a dictionary: Map(term → bit lengths of how many entries have it, how `often`, and of how many cards have it `shown`). */
  async terms(path) {
    const [file, newest] = await Promise.all([this.ifThere(path), this.termsOfNewest()]);
    if (!this.read.has(path)) {
      const [words, often, shown] = file || [""];
      const told = (place) => ({ often: parseInt(often[place], 32), shown: parseInt(shown[place], 32) });
      const listed = new Map(words ? words.split(" ").map((word, place) => [word, told(place)]) : []);
      for (const [word, count] of newest.get(path) ?? []) if (!listed.has(word)) listed.set(word, count);
      this.read.set(path, listed);
    }
    return this.read.get(path);
  }

  /** What dictionaries would say of the terms that only the newest entries' cards show: path → [[term, what it says]]. */
  async termsOfNewest() {
    const files = await Promise.all(this.newest.w.map((path) => this.ifThere(path)));
    if (!this.ofNewest) {
      this.ofNewest = new Map();
      for (const term of Object.keys(files[0] ?? {})) {
        for (const path of [this.dictionary(term), ...(term.length > 3 ? [this.endings(term)] : [])]) {
          if (!this.ofNewest.has(path)) this.ofNewest.set(path, []);
          this.ofNewest.get(path).push([term, { often: 1, shown: 1 }]);
        }
      }
    }
    return this.ofNewest;
  }

  /** Whether the text of one of the newest entries has a term. */
  async isInNewest(term) {
    const files = await Promise.all(this.paths("t", term).slice(1).map((path) => this.ifThere(path)));
    return files.some((file) => file && Object.hasOwn(file, term));
  }

  /** The entries whose cards show a term, for each class of these; none where there are no such. */
  shown(term) {
    return this.lists("w", term);
  }

  /** The entries whose texts have a term often, and those that have it once. */
  written(term) {
    return this.lists("t", term);
  }

  /** The entries that have any of these values of a facet. */
  async valued(facet, slugs) {
    const lists = await Promise.all(slugs.map((slug) => this.lists("v", `${facet}/${slug}`)));
    return lists.flat().flatMap((row) => [...row]);
  }

  async lists(folder, term) {
    const key = `${folder} ${term}`;
    if (!this.read.has(key)) {
      const files = await Promise.all(this.paths(folder, term).map((path) => this.ifThere(path)));
      await rested();
      const told = files.filter((file) => file && Object.hasOwn(file, term)).map((file) => file[term].split("|"));
      const signed = folder === "t" ? told.map((classes) => classes.splice(2)[0]) : [];
      const parts = told.map((classes) => classes.map((row) => entriesOf(row, this.starts)));
      this.signs.set(term, parts.map(([, entries], place) => ({ entries, signs: signed[place] })).filter(({ signs }) => signs));
      this.read.set(key, parts.reduce(joined, []));
    }
    return this.read.get(key);
  }

  /** What there is to say of a facet: values [[slug, name, number of the value that it is part of]]; for each what it is `within`, itself first. */
  async facet(name) {
    const [path] = this.pathsOf(name);
    const fetched = await this.fetched(path);
    const file = (this.together ? fetched?.[name] : fetched) ?? { single: true, values: [], entries: "" };
    if (!file.within) {
      const within = (number) => (number === undefined ? [] : [number, ...within(file.values[number][2])]);
      file.within = file.values.map((_, number) => within(number));
    }
    return file;
  }

  /** The same with the numbers of the values of each entry, numbers[starts[entry]] onwards. */
  async rows(name) {
    const [, path] = this.pathsOf(name);
    const [file, rows] = await Promise.all([this.facet(name), path && this.fetched(path)]);
    if (!file.starts) {
      const { single, entries } = rows ?? file;
      const read = readNumbers(entries);
      file.starts = new Uint32Array(this.total + 1);
      file.numbers = new Uint32Array(read.length);
      for (let entry = 0, next = 0, filled = 0; entry < this.total; entry += 1) {
        for (let left = single ? 1 : read[next++]; left > 0; left -= 1) file.numbers[filled++] = read[next++];
        file.starts[entry + 1] = filled;
      }
    }
    return file;
  }

  /** All entries. */
  everything() {
    return new Uint32Array(this.total).keys();
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

  /** The file that the card of an entry stands in, and its place there. */
  placeOf(entry) {
    let shard = this.starts.length - 1;
    while (this.starts[shard] > entry) shard -= 1;
    const [count] = this.form.cards;
    const place = entry - this.starts[shard];
    return [`c/${shard.toString(16)}-${Math.floor(place / count).toString(16)}.json`, place % count];
  }

  /** The card of an entry. */
  async card(entry) {
    const [path, place] = this.placeOf(entry);
    const [title, url, authors, outlet, date, day, language, direction, kicker, summary, size] = (await this.fetched(path))[place];
    return { title, url, authors, outlet, date, day, language, direction, kicker, summary, size: sizesOf(size)[0] };
  }

  /** As many of the first entries as have cards that the budget still allows. */
  afforded(entries, keep = 0) {
    const paths = new Set();
    const fits = (entry) => this.affords(keep, ...paths.add(this.placeOf(entry)[0]));
    const beyond = entries.findIndex((entry) => !fits(entry));
    return beyond < 0 ? entries : entries.slice(0, beyond);
  }

  /** The cards of ranked entries; of those shown together, one whose title is what was typed goes before others. */
  async cards(entries, scores, query, said = new Map()) {
    const cards = await Promise.all(entries.map(async (entry) => ({ ...(await this.card(entry)), said: said.get(entry) })));
    const close = closeness(query);
    const worth = cards.map((card, place) => scores[entries[place]] * close(card));
    const group = (place) => Math.floor(place / TOGETHER);
    const order = cards.map((_, place) => place);
    const later = (one, other) => (cards[one].date < cards[other].date ? 1 : cards[one].date > cards[other].date ? -1 : one - other);
    order.sort((one, other) => group(one) - group(other) || worth[other] - worth[one] || later(one, other));
    return order.map((place) => cards[place]);
  }
}

/** A file of a folder, named by letters. */
function placed(folder, letters) {
  return `${folder}/${letters.map((letter) => letter.codePointAt(0).toString(16)).join("-") || "all"}.json`;
}
