// The index in the browser: fetches the files that a query needs, and reads them. docs/search.md describes the files.
// An entry is known here by its number: the entries of the shards before its own, and its place in that.

import { entriesOf, readNumbers } from "./search-numbers.js";
import { closeness, crc32, initials } from "./search-words.js";

const SMALL = 30_000; // bytes of a facet beyond which it is fetched only when it is asked for
const TOGETHER = 10; // results that are put in order by what their cards say: those that are shown together
const AGAIN = 400; // milliseconds after which a file that failed is asked for once more

export class SearchIndex {
  constructor(address) {
    this.address = address;
    this.files = new Map(); // path → what was fetched
    this.read = new Map(); // folder and term → the entries that have it; path of a dictionary → its terms
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

  /** The terms of cards that end as a term does; see `terms`. */
  endings(term) {
    return this.terms("e", this.form.endings ? [...term].slice(-this.form.endings) : []);
  }

  /** The terms that begin as a term does; see `terms`. */
  dictionary(term) {
    return this.terms("l", initials(term, this.form.letters));
  }

  /** The terms of a dictionary: Map(term → bit lengths of how many entries have it, how `often`, and of how many cards have it `shown`). */
  async terms(folder, letters) {
    const name = letters.map((letter) => letter.codePointAt(0).toString(16)).join("-") || "all";
    const path = `${folder}/${name}.json`;
    const there = this.form.dictionaries[folder].includes(name);
    const [words, often, shown] = (there && (await this.fetched(path))) || [""];
    if (!this.read.has(path)) {
      const told = (place) => ({ often: parseInt(often[place], 32), shown: parseInt(shown[place], 32) });
      this.read.set(path, new Map(words ? words.split(" ").map((word, place) => [word, told(place)]) : []));
    }
    return this.read.get(path);
  }

  /** The entries whose cards show a term, for each class of these; none where there are no such. */
  shown(term) {
    return this.lists("w", term);
  }

  /** The entries whose texts have a term often, and those that have it once. */
  written(term) {
    return this.lists("t", term);
  }

  async lists(folder, term) {
    const path = `${folder}/${(crc32(term) % this.form.buckets[folder]).toString(16)}.json`;
    const key = `${folder} ${term}`;
    if (!this.read.has(key)) {
      const file = (await this.fetched(path)) ?? {};
      const classes = Object.hasOwn(file, term) ? file[term] : "";
      this.read.set(key, classes ? classes.split("|").map((row) => entriesOf(row, this.starts)) : []);
    }
    return this.read.get(key);
  }

  /**
   * What a facet says: values [[slug, name, number of the value that it is part of]]; for each value what it is `within`, itself first;
   * and for each entry the numbers of its values, numbers[starts[entry]] onwards.
   */
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
      const within = (number) => (number === undefined ? [] : [number, ...within(file.values[number][2])]);
      file.within = file.values.map((_, number) => within(number));
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
