// Numbers as letters, as site_builder/search/numbers.py writes them, and the lists of entries that are made of them.

/** The entries of a row: for each shard, its distance from the last, how many there are, and their distances in it. */
export function entriesOf(row, starts) {
  const numbers = readNumbers(row);
  const entries = [];
  for (let next = 0, shard = -1; next < numbers.length; ) {
    shard += numbers[next];
    const end = next + 2 + numbers[next + 1];
    let entry = starts[shard] - 1;
    for (next += 2; next < end; next += 1) {
      entry += numbers[next];
      entries.push(entry);
    }
  }
  return entries;
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

const DIGITS = new Uint8Array(128);
[..."0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZwxyz-_"].forEach((letter, digit) => {
  DIGITS[letter.charCodeAt(0)] = digit;
});
