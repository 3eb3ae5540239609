// What readers type, to the terms of the index: the same as site_builder/search/words.py does with texts, and what both make of
// a word stands in tests/golden/search/words.json. Beyond that, how far a mistyped word is from a right one.

const LONGEST = 32;
// emoji, each a word; and C++, C#, R&D: letters that would be no word without their signs
const SYMBOLS = "[\\u2600-\\u27bf\\u{1f000}-\\u{1f3fa}\\u{1f400}-\\u{1faff}]";
const LETTER = "[\\p{L}\\p{N}\\p{M}]";
const SIGNED = `[A-Za-z](?:\\+\\+|#(?!${LETTER})|&[A-Za-z](?!${LETTER}))|${SYMBOLS}`;
const WORDS = new RegExp(`${SIGNED}|${LETTER}+`, "gu");
const WHOLLY_SIGNED = new RegExp(`^(?:${SIGNED})$`, "u");
const SPELT = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ",
  "ـ": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
};
// scripts that put no spaces between words, cut into overlapping pairs (Chinese, Japanese) or triples (Thai, Lao, Burmese, Khmer)
const PAIRED = "[\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}]";
const UNSPACED = new RegExp(`(${PAIRED}+)|[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff]+`, "gu");
const FIRST_PAIRED = new RegExp(`^${PAIRED}`, "u");
const ARABIC = /^[\u0621-\u064a]+$/;
const ARTICLE = /(?:[وفبك]?ال|لل)(?=..)/;
const ARABIC_ENDING = /(?<=...)(?:ها|ان|ات|ون|ين|يه|ه|ي)$/;

/** The words of a text, as written; of what has no spaces between words, its pieces. */
export function wordsOf(text) {
  const spaced = text.search(UNSPACED) < 0 ? text : text.normalize("NFKC").replace(UNSPACED, cut);
  return spaced.match(WORDS) ?? [];
}

function cut(run, paired) {
  return ` ${piecesOf(run, paired).map(([piece]) => piece).join(" ")} `;
}

/** The pieces of what has no spaces between words, and where each begins. */
function piecesOf(run, paired) {
  const units = [...run.matchAll(/.\p{M}*/gu)];
  const size = paired ? 2 : 3;
  const starts = units.slice(0, Math.max(units.length - size, 0) + 1);
  return starts.map(({ index }, start) => [units.slice(start, start + size).join(""), index]);
}

/** The terms of a text with their places: [term, where it begins, where it ends]; and the text that these are places of. */
export function placesIn(text) {
  const plain = text.search(UNSPACED) < 0 ? text : text.normalize("NFKC");
  const found = [];
  const add = (word, start) => termOf(word) && found.push([termOf(word), start, start + word.length]);
  const between = (from, to) => [...plain.slice(from, to).matchAll(WORDS)].forEach((word) => add(word[0], from + word.index));
  let before = 0;
  for (const run of plain.matchAll(UNSPACED)) {
    between(before, run.index);
    piecesOf(...run).forEach(([piece, start]) => add(piece, run.index + start));
    before = run.index + run[0].length;
  }
  between(before, plain.length);
  return { terms: found, plain };
}

/** The letters that tell the dictionary of a term, of which so many first ones usually do: there are many of Chinese. */
export function initials(term, count) {
  if (!count || !FIRST_PAIRED.test(term)) return [...term].slice(0, count);
  return [String.fromCodePoint(term.codePointAt(0) & ~(count > 1 ? 0x3f : 0xff))];
}

/** A word without case, accents and vowel signs. */
export function folded(word) {
  if (WHOLLY_SIGNED.test(word)) return word.toLowerCase();
  const plain = word.normalize("NFKD").replace(/[^\p{L}\p{N}\u0900-\u1aaf]/gu, "").toLowerCase();
  return [...plain].map((letter) => SPELT[letter] ?? letter).join("");
}

/** The term under which a word is found, "" for none. */
export function termOf(word) {
  let found = folded(word);
  if (/^[a-z]$/.test(found)) return "";
  if (ARABIC.test(found)) {
    found = found.replace(ARTICLE, "").replace(ARABIC_ENDING, "");
  } else if (found.length > 3 && found.endsWith("s") && !/(?:ss|us|is)$/.test(found)) {
    found = found.endsWith("ies") && found.length > 4 ? `${found.slice(0, -3)}y` : found.slice(0, -1);
  }
  return [...found].slice(0, LONGEST).join("");
}

/** What a word that is still being typed begins with: its ending may not be one of a term yet. */
export function beginningOf(word) {
  const found = folded(word);
  const bare = ARABIC.test(found) ? found.replace(ARTICLE, "") : found.replace(/(?<=...)(?:ies|ie|s)$/, "");
  return [...bare].slice(0, LONGEST).join("");
}

/** How many mistakes are allowed in a word: none in a short one. */
export function allowedMistakes(term) {
  const length = [...term].length;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** Letters to change, add, leave out or exchange with their neighbour to make one word of another; `most` + 1 for more. */
export function mistakes(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

const PHRASE = 4;
const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”«»「」『』]/g;

/** What stands in quotation marks, each. */
export const quotedIn = (query) => [...query.matchAll(QUOTED)].map(([, phrase]) => phrase);

/** Whether a query may be what a text says: it is in quotation marks, or has so many words. */
export const mayBePhrase = (query) => quotedIn(query).length > 0 || wordsOf(query).length >= PHRASE;

/** What tells how much more an entry counts for what its card says in the order of a query, or of what is quoted there. */
export function closeness(query) {
  const inTerms = (text) => wordsOf(text).map(termOf).filter(Boolean).join(" ");
  const says = (text, phrase) => ` ${text} `.includes(` ${phrase} `);
  const asked = inTerms(query);
  const quoted = quotedIn(query).map(inTerms).filter(Boolean);
  return (card) => {
    const title = inTerms(card.title);
    const summary = quoted.length ? inTerms(card.summary) : "";
    const phrases = quoted.filter((phrase) => says(title, phrase) || says(summary, phrase)).length;
    const whole = !asked ? 1 : title === asked ? 1.5 : title.startsWith(`${asked} `) ? 1.2 : says(title, asked) ? 1.1 : 1;
    return whole * 2 ** phrases;
  };
}

const SLICE = 6; // milliseconds of work after which the browser may answer the reader
let since = -SLICE;

/** Let the browser answer the reader before we go on, if it has waited for a moment. */
export async function rested() {
  if (performance.now() - since < SLICE) return;
  await (globalThis.scheduler?.yield ? scheduler.yield() : posted());
  since = performance.now();
}

/** Wait until what was changed is on the screen, or for a moment where there is none. */
export function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });
}

/** A turn of the browser's loop, where there is nothing made for it. */
function posted() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => done(port1.close());
    port2.postMessage(0);
  });
}

const TABLE = Array.from({ length: 256 }, (_, number) => {
  let code = number;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code >>> 0;
});

/** The CRC-32 of a text, which decides on the bucket of a term. */
export function crc32(text) {
  let code = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) code = (code >>> 8) ^ TABLE[(code ^ byte) & 0xff];
  return (code ^ 0xffffffff) >>> 0;
}
