// Phrases within texts: of the entries that have the words of a query, those that may say them in its order are told by the signs
// of what stands behind words; then the pages of the likeliest are fetched, as far as the budget allows, and looked through.

import { HEAD } from "./search-index.js";
import { best, eachSign } from "./search-numbers.js";
import { crc32, placesIn, quotedIn, rested } from "./search-words.js";

const ENOUGH = 5; // of which so many in a row are enough
const BEST = 3; // entries that are looked at whatever signs say, and
const LIKELY = { bare: 6, quoted: 12 }; // those that signs speak for
const AT_ONCE = 3; // pages that are fetched at the same time
const CARDS = 4; // results that there is to be room for besides
const SIGNS = 32;
const PAGE = 0.6; // share of a page that compression leaves at most
const AROUND = 110; // letters of a text that are shown before and behind
let own = 3600;
const FAR = 8; // how much more than any other an entry counts that says it

/** The phrases of a query, in terms: what stands in quotation marks, else all of it. */
function phrasesOf(query) {
  const termsOf = (text) => placesIn(text).terms.map(([term]) => term);
  const quoted = quotedIn(query).map(termsOf).filter((phrase) => phrase.length > 1);
  if (quoted.length) return { phrases: quoted, isQuoted: true };
  const all = termsOf(query).slice(0, 32);
  return { phrases: [all].filter(({ length }) => length > 1), isQuoted: false };
}

/**
 * Have entries that say the phrases of a query come first, and tell where they do: Map(entry → { before, phrase, after }). So much of
 * the budget is left to `keep`.
 */
export async function quotations(index, query, entries, found, keep) {
  const said = new Map();
  const { phrases, isQuoted } = phrasesOf(query);
  if (!phrases.length || !entries.length) return said;
  index.left -= own; // this script was not sent with the page
  own = 0;
  const room = Math.max(keep, CARDS * index.cost("c/0-0.json"));
  const { scores } = found;
  const likely = await likeliest(index, phrases, entries, scores, isQuoted ? LIKELY.quoted : LIKELY.bare);
  const top = scores[best(entries, scores, 1)[0]];
  const there = [...likely].filter((entry) => index.affords(keep, index.placeOf(entry)[0]) && (index.card(entry), true));
  const cards = await Promise.all(there.map(async (entry) => [entry, await index.card(entry)]));
  const inTitle = cards.filter(([, { title }]) => whereIn(title, phrases, isQuoted));
  for (const [entry] of inTitle) scores[entry] += top * 2 * FAR;
  if (inTitle.length && !isQuoted) return said;
  const left = cards.filter(([entry]) => scores[entry] <= top);
  for (let place = 0; place < left.length && !said.size; place += AT_ONCE) {
    const some = left.slice(place, place + AT_ONCE);
    await rested();
    const texts = await Promise.all(some.map(([, card]) => textOf(index, card, room)));
    for (const [number, text] of texts.entries()) {
      await rested();
      const where = text && whereIn(text, phrases, isQuoted);
      if (!where) continue;
      said.set(some[number][0], where);
      scores[some[number][0]] += top * FAR;
    }
  }
  return said;
}

const texts = new Map(); // address of an entry → its text, as its page has it

/** The text of an entry, "" if the budget does not allow to fetch its page. */
async function textOf(index, { url, size }, keep) {
  const cost = HEAD + PAGE * size;
  if (!texts.has(url)) {
    if (cost > index.left - keep) return "";
    index.left -= cost;
    texts.set(url, fetched(url).catch(() => ""));
    const page = await texts.get(url);
    const took = page && performance.getEntriesByName(new URL(url, document.baseURI).href).at(-1)?.transferSize;
    if (took) index.left += cost - HEAD - took + 300;
  }
  return texts.get(url);
}

/** What stands between the marks that the template of pages sets around texts, without its tags. */
async function fetched(url) {
  const answer = await fetch(url);
  const parts = answer.ok ? (await answer.text()).split("<!--text-->").slice(1) : [];
  const bare = parts.map((part) => part.split("<!--/text-->")[0].replace(/<[^>]*>/g, " ")).join("\n");
  return new DOMParser().parseFromString(bare, "text/html").body.textContent.replace(/\s+/gu, " ").trim();
}

/** The entries that are worth looking at: the best ones, and those that have words before the right ones. */
async function likeliest(index, phrases, entries, scores, count) {
  const worth = new Float64Array(scores);
  const among = new Uint8Array(index.total);
  for (const entry of entries) among[entry] = 1;
  for (const phrase of phrases) {
    await rested();
    for (const [place, term] of phrase.slice(0, -1).entries()) {
      const wanted = crc32(phrase[place + 1]) % SIGNS;
      for (const { entries: those, signs } of index.signs.get(term) ?? []) {
        const has = new Uint8Array(those.length);
        eachSign(signs, (number, sign) => (has[number] ||= sign === wanted));
        those.forEach((entry, number) => among[entry] && (worth[entry] *= has[number] ? 4 : 0.25));
      }
    }
  }
  return new Set([...best(entries, scores, BEST), ...best(entries, worth, count)]);
}

/** Where a text says these phrases, or most of one that isn't quoted; null where it doesn't. */
function whereIn(text, phrases, isQuoted) {
  const { terms, plain } = placesIn(text);
  let shown = null;
  for (const phrase of phrases) {
    const { length, end } = longest(terms, phrase, isQuoted);
    if (length < (isQuoted ? phrase.length : Math.min(phrase.length, ENOUGH))) return null;
    shown ??= around(plain, terms[end - length + 1][1], terms[end][2]);
  }
  return shown;
}

/** The longest part of a phrase that stands in a text: how many terms, and which of the text's is the last of them. */
function longest(terms, phrase, isQuoted) {
  let found = { length: 0, end: -1 };
  let last = new Uint8Array(phrase.length + 1);
  for (const [end, [term]] of terms.entries()) {
    const row = new Uint8Array(phrase.length + 1);
    for (let place = 0; place < phrase.length; place += 1) {
      const isBegun = !isQuoted && place === phrase.length - 1; // a word that was not typed to its end
      if (term === phrase[place] || (isBegun && term.startsWith(phrase[place]))) row[place + 1] = last[place] + 1;
      if (row[place + 1] > found.length) found = { length: row[place + 1], end };
    }
    last = row;
  }
  return found;
}

/** A part of a text, and what stands around it: its sentence, or as much as there is room for. */
function around(text, start, end) {
  const behind = text.slice(end, end + AROUND);
  const before = text.slice(Math.max(start - AROUND, 0), start);
  const [, sentence] = /[.!?…。！？؟]\s+([^.!?…。！？؟]*)$/u.exec(before) ?? [];
  const cut = start > AROUND ? `… ${before.replace(/^\S{0,20}\s/u, "")}` : before;
  const rest = /^[^.!?…。！？؟]*[.!?…。！？؟]/u.exec(behind)?.[0];
  const after = rest ?? (end + AROUND < text.length ? `${behind.replace(/\s\S{0,20}$/u, "")} …` : behind);
  return { before: (sentence ?? cut).trimStart(), phrase: text.slice(start, end), after: after.trimEnd() };
}
