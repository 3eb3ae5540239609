// What readers type, to the terms of the index: the same as site_builder/search/words.py does with texts, and what both make of
// a word stands in tests/golden/search/words.json. Beyond that, how far a mistyped word is from a right one.

const LONGEST = 32;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const SPELT = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ",
  "ـ": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
};
const ARABIC = /^[\u0621-\u064a]+$/;
const ARTICLE = /(?:[وفبك]?ال|لل)(?=..)/;
const ARABIC_ENDING = /(?<=...)(?:ها|ان|ات|ون|ين|يه|ه|ي)$/;

/** The words of a text, as written. */
export function wordsOf(text) {
  return text.match(WORDS) ?? [];
}

/** A word without case, accents and vowel signs. */
export function folded(word) {
  const plain = word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
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
