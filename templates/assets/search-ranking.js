// From what is typed to entries, best first: which terms a word may mean, whose lists are worth fetching, what an entry scores.
// While somebody types, only what cards show is looked at; texts are, where that gives nothing, and when the query is finished.

import { BUDGET } from "./search-index.js";
import { Sums } from "./search-numbers.js";
import { allowedMistakes, beginningOf, folded, mistakes, rested, termOf, wordsOf } from "./search-words.js";

const CARDS = 11; // the classes below this are of what cards show
const BEGUN = 0.6; // what a term counts that goes on where the word typed ends
const MISTAKEN = [1, 0.5, 0.3];
const COMPLETIONS = 8; // of a word that may go on
const GLANCED = 2; // of one that is being typed
const LIKELY = 4; // words for a mistyped one
const BARELY = /^\p{Script=Latin}{1,2}$/u; // a word just begun, behind others: it tells too little to fetch what begins so
const LONGEST_QUERY = 32; // words; what is pasted beyond that is not looked for
const COMMON = 0.4; // words of more than this share of entries need not be there
const ENOUGH = 10; // entries, with which texts are not searched for what a word may go on to
// entries in the lists that one query has fetched, about, at most: of cards, and of texts
const READ = { shown: 200_000, often: 80_000 };
const FOLDERS = { shown: "w", often: "t" };
// bytes kept back while somebody types; of what is left in a pause; for cards; by dictionaries, for the lists that they lead to
export const FINISH = 0.58 * BUDGET;
const PAUSED = 0.25;
const CARDS_SHOWN = 10;
const LISTS = 0.15 * BUDGET;
const EARLY = 0.7 * BUDGET; // with so much left, lists need not wait for dictionaries

/** How many entries a bit length of a dictionary stands for: at least, and about. */
const atLeast = (bits) => (bits ? 2 ** (bits - 1) : 0);
const about = (bits) => 2 ** (bits - 0.5);

/** One query, while it is `typed`, when the reader `paused`, or when all was `asked`. */
export class Ranking {
  constructor(index, when) {
    this.index = index;
    this.typed = when === "typed";
    const cards = CARDS_SHOWN * index.cost("c/0-0.json");
    this.keep = this.typed ? FINISH : when === "paused" ? Math.max(cards, PAUSED * index.left) : cards;
    this.lacks = false; // whether something was not looked for, since it would have cost too much
  }

  /** The terms of a dictionary; null where that would cost too much. */
  async terms(path) {
    if (this.index.affords(this.keep + (this.typed ? 0 : LISTS), path, ...this.index.newest.w)) return this.index.terms(path);
    this.lacks = true;
    return null;
  }

  /** What answers a query: { entries, scores }, no order, whether each has `all` of its words, and whether that `lacks` some of them. */
  async ranked(query) {
    const all = this.asked(query);
    const last = /[\p{L}\p{N}\p{M}]$/u.test(query) ? wordsOf(query).at(-1) : null; // which may go on
    const words = this.typed && all.length > 1 && BARELY.test(last) ? all.filter((word) => word !== last) : all;
    if (!words.length) return { entries: [], scores: [], all: true };
    const choices = await this.choicesOf(words, last);
    const exact = choices.map((each) => each.filter(({ counts }) => counts === 1));
    const found = await (this.typed
      ? this.glanced(choices, exact.filter((_, place) => words[place] !== last))
      : this.finished(words, choices, exact));
    return { ...found, lacks: this.lacks };
  }

  /** The choices for each word; the longest are looked up first, since they tell most. */
  async choicesOf(words, last) {
    const order = words.map((_, place) => place).sort((one, other) => words[other].length - words[one].length || one - other);
    const found = [];
    await Promise.all(order.map(async (place) => (found[place] = await this.choices(words[place], words[place] === last))));
    return found;
  }

  /** What cards alone tell; the texts for words that are `written` already only if that is nothing. */
  async glanced(choices, written) {
    if (choices.flat().every((choice) => this.isCommon(choice))) return { entries: [], scores: [], all: true };
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
    const listed = await Promise.all(pairs.map(async (pair) => (await this.terms(this.index.dictionary(pair)))?.has(pair)));
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
    const paths = new Set();
    const shown = this.worthFetching(choices, "shown", paths);
    const texts = this.worthFetching(searched, "often", paths);
    const left = [...choices.filter(({ term }) => !shown.has(term)), ...searched.filter(({ term }) => !texts.has(term))];
    return { shown, texts, left: new Set(left.map(({ term }) => term)) };
  }

  /** The terms whose lists are fetched: the rarest, as far as the budget goes, until it is enough; what most entries have tells little. */
  worthFetching(choices, size, paths) {
    const rare = choices.filter((choice) => !this.isCommon(choice));
    const often = (choice) => choice.often ?? Infinity;
    const order = [...(rare.length ? rare : choices)].sort((one, other) => other.counts - one.counts || often(one) - often(other));
    const keep = this.keep + (size === "shown" && !this.typed ? LISTS / 2 : 0);
    let sum = 0;
    const fits = (choice, place) => {
      sum += atLeast(choice[size]);
      if (sum > READ[size] && place) return false;
      const those = this.index.paths(FOLDERS[size], choice.term);
      const afforded = this.index.affords(keep, ...new Set([...paths, ...those])) || those.every((path) => paths.has(path));
      if (afforded) those.forEach((path) => paths.add(path));
      else if (choice.counts === 1) this.lacks = true;
      return afforded;
    };
    return new Set(order.filter(fits).map(({ term }) => term));
  }

  isCommon({ often }) {
    return atLeast(often) > COMMON * this.index.total;
  }

  /**
   * The terms that a word may mean, each with how much it counts and what a dictionary says of it, where that is known; the first
   * is the word itself, where there is one.
   */
  async choices(word, open) {
    const { index, typed } = this;
    const term = termOf(word);
    if (!typed && term.length > 4 && index.affords(EARLY, ...index.paths("w", term))) index.shown(term).catch(() => {});
    const listed = await this.terms(index.dictionary(term));
    if (!listed) return [{ term, counts: 1 }]; // for all that is known
    const begun = open && beginningOf(word);
    const goesOn = (other, { shown }) => other !== term && other.startsWith(begun) && (shown || !typed);
    const longer = open ? await this.commonest(listed, goesOn, typed ? GLANCED : COMPLETIONS) : [];
    const found = longer.map(({ term: other, told }) => ({ term: other, counts: BEGUN, ...told }));
    const later = open && typed && found.length > 0;
    if (listed.has(term) || (!later && (await this.isWritten(term)))) found.unshift({ term, counts: 1, ...listed.get(term) });
    return found.length ? found : this.likely(word);
  }

  /** The commonest of the terms of a dictionary that are `wanted`, so many at most; the shorter of two that are as common. */
  async commonest(listed, wanted, count) {
    const found = [];
    const before = (one, other) => one.worth > other.worth || (one.worth === other.worth && one.term.length < other.term.length);
    for (const [term, told] of listed) {
      if (!wanted(term, told)) continue;
      const one = { term, told, worth: this.isCommon(told) ? 0 : told.often }; // what is too common to be fetched comes last
      const behind = found.findIndex((other) => before(one, other));
      if (behind >= 0 || found.length < count) found.splice(behind < 0 ? found.length : behind, 0, one);
      if (found.length > count) found.pop();
    }
    await rested();
    return found;
  }

  /** Whether the text of any entry has a term that dictionaries leave out, as they do with those of very few. */
  async isWritten(term) {
    const [all, ...newest] = this.index.paths("t", term);
    const paths = this.index.form.complete ? newest : [all, ...newest]; // what the newest entries' texts have is in no dictionary
    if (this.index.affords(this.keep + (this.typed ? 0 : LISTS), ...paths)) {
      return this.index.form.complete ? this.index.isInNewest(term) : (await this.index.written(term)).length > 0;
    }
    this.lacks = true;
    return false;
  }

  /** The terms nearest to a mistyped one, with the same first letters or the same last ones. */
  async likely(word) {
    const term = termOf(word);
    const most = allowedMistakes(term);
    if (!most) return [];
    const forms = [...new Set([term, folded(word)])]; // an ending may be part of the mistake
    const [listed, ending] = await Promise.all([this.terms(this.index.dictionary(term)), this.terms(this.index.endings(term))]);
    const near = [];
    for (const [other, told] of new Map([...(listed ?? []), ...(ending ?? [])])) {
      await rested();
      const off = Math.min(...forms.map((form) => mistakes(form, other, most)));
      if (off && off <= most) near.push({ term: other, ...told, off });
    }
    const least = Math.min(...near.map(({ off }) => off));
    return near
      .filter(({ off }) => off === least)
      .sort((one, other) => other.often - one.often || (one.term < other.term ? -1 : 1))
      .slice(0, LIKELY)
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
    const sums = new Sums(total, words.filter((choices) => choices.every(isLeft)).length);
    for (const choices of words) {
      await sums.add(choices, needed.has(choices));
    }
    const { entries, most } = sums.leaders();
    return { entries, scores: sums.scores, all: words.length === choicesOfAll.length && most === needed.size };
  }
}

/** A choice with its rows, and the number of entries it is `among`: what dictionaries say of it is of texts, too. */
function weighed(choice, rows, isRead) {
  const counted = rows.reduce((sum, row) => sum + row.length, 0);
  return { ...choice, rows, among: isRead || !choice.often ? counted : about(choice.often) };
}

