// Facets: which entries have what is ticked, and how many each value would leave. A value may be part of another, as regions are:
// then the other one has its entries, too, however many levels lie between.

import { BUDGET } from "./search-index.js";

const SMALL = 0.28 * BUDGET; // what facets may cost together to be fetched before anybody asks for them

/** The facets that are small enough, together, for that. */
export function smallOf(index, facets) {
  const cost = (...some) => index.cost(...new Set(some.flatMap((each) => index.pathsOf(each))));
  const order = [...facets].sort((one, other) => cost(one) - cost(other));
  return new Set(order.filter((_, place) => cost(...order.slice(0, place + 1)) <= SMALL));
}

/** What tells whether an entry has any of the values with these `slugs`, or of what is part of them. */
export function having(facet, slugs) {
  const { within, numbers, starts, values } = facet;
  const ticked = within.map((each) => each.some((number) => slugs.has(values[number][0])));
  return (entry) => {
    for (let place = starts[entry]; place < starts[entry + 1]; place += 1) if (ticked[numbers[place]]) return true;
    return false;
  };
}

/** How many of these entries have each value, or what is part of it; each entry has at most one value of a facet that has parts. */
export function counted({ within, numbers, starts, values }, entries) {
  const counts = new Uint32Array(values.length);
  for (const entry of entries) {
    for (let place = starts[entry]; place < starts[entry + 1]; place += 1) {
      for (const number of within[numbers[place]]) counts[number] += 1;
    }
  }
  return counts;
}

/** What tells whether an entry is one of these. */
export function among(entries, total) {
  const has = new Uint8Array(total);
  for (const entry of entries) has[entry] = 1;
  return (entry) => has[entry] === 1;
}

/** The slugs of values with those of what is part of them. */
export function withParts({ within, values }, slugs) {
  return values.filter((_, number) => within[number].some((each) => slugs.has(values[each][0]))).map(([slug]) => slug);
}

/**
 * The values to be shown, as many as `most` and those that are `chosen`: [{ slug, name, count, depth }], each before what is part of it,
 * and whether there are more; where counts are not known, all of them, in the order of the file. Years come newest first, what else there is by how many entries it has.
 */
export function listed(facet, counts, chosen, most, isYear) {
  const { within, values } = facet;
  const there = values.map((_, number) => number).filter((number) => !counts || counts[number] || chosen.has(values[number][0]));
  const first = isYear
    ? (one, other) => (values[one][0] < values[other][0] ? 1 : -1)
    : (one, other) => (counts ? counts[other] - counts[one] : 0) || within[one].length - within[other].length || one - other;
  there.sort(first); // what is part of another has no more entries, so that it is never shown without that
  const ticked = there.filter((number) => chosen.has(values[number][0]));
  const shown = [...new Set([...there.slice(0, most), ...ticked.flatMap((number) => within[number])])].sort(first);
  const below = (above) => shown.filter((number) => within[number][1] === above).flatMap((number) => [number, ...below(number)]);
  const lines = below(undefined).map((number) => ({
    slug: values[number][0],
    name: values[number][1],
    count: counts?.[number],
    depth: within[number].length - 1,
  }));
  return { lines, more: lines.length < there.length };
}

/** A facet of which only what is ticked is known, and that not by name. */
export function nameless(slugs) {
  return { values: [...slugs].map((slug) => [slug, slug]), within: [...slugs].map((_, number) => [number]) };
}

/** What tells, for each facet that something is ticked of, whether an entry has any of that; what there is no more is forgotten. */
export async function limiting(index, chosen) {
  const limits = {};
  for (const facet of Object.keys(chosen).filter((each) => chosen[each].size)) {
    const slugs = chosen[facet];
    if (index.together || facet === "region") {
      const known = new Set((await index.facet(facet)).values.map(([slug]) => slug));
      for (const slug of slugs) if (!known.has(slug)) slugs.delete(slug);
    }
    if (index.together) {
      if (slugs.size) limits[facet] = having(await index.rows(facet), slugs);
      continue;
    }
    const entries = await index.valued(facet, facet === "region" ? withParts(await index.facet(facet), slugs) : [...slugs]);
    if (entries.length) limits[facet] = among(entries, index.total);
    else slugs.clear();
  }
  return limits;
}
