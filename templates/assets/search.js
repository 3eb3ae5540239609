// The search page: what the form and the address say, to results. Both say the same at all times, so that a search can be kept,
// sent and gone back to. What is said to readers stands in the page, in its language.

import { counted, having, listed } from "./search-facets.js";
import { SearchIndex } from "./search-index.js";
import { Ranking } from "./search-ranking.js";

const FACETS = ["region", "topic", "source", "author", "year", "kind"];
const SHOWN = 10;
const GLANCED = 5; // results that are shown of words half typed, which go as they came
const VALUES = 8;
const PAUSE = 500; // milliseconds without a letter after which a reader has typed what is to be typed
const OPEN = ["region", "topic"]; // facets that are open from the start, if they are small
const NO_WORD = /^\s*\p{Script=Latin}?\s*$/u; // nothing yet, or the first letter

const form = document.getElementById("find");
const box = form.elements.q;
const order = form.elements.sort;
const status = document.getElementById("count");
const results = document.getElementById("results");
const more = document.getElementById("more");
const narrowing = document.getElementById("facets");
const hints = document.getElementById("nothing");
const title = document.getElementById("results-title");
const narrow = document.getElementById("narrow");
const say = form.dataset;

const index = new SearchIndex(form.dataset.index);
const ranking = new Ranking(index);
let turn = 0; // tells an answer that comes too late from the one that is waited for
let shown = SHOWN;

// --- the state: what is asked for ------------------------------------------------------------------------

function readAddress() {
  const given = new URLSearchParams(location.search);
  box.value = given.get("q") ?? "";
  order.value = given.get("sort") === "date" ? "date" : "best";
  shown = history.state?.shown ?? SHOWN;
  chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(given.getAll(facet))]));
}

let chosen = {};
readAddress();

let kept = location.search !== ""; // whether the back button leads to what the address says: not to words half typed

/** Have the address say what the form does; with `push`, what it said before can be gone back to. Tell whether it said so already. */
function writeAddress(push) {
  const given = new URLSearchParams();
  if (box.value.trim()) given.set("q", box.value.trim());
  for (const facet of FACETS) for (const slug of chosen[facet]) given.append(facet, slug);
  if (order.value === "date") given.set("sort", "date");
  const address = `${location.pathname}${given.size ? `?${given}` : ""}`;
  const same = address === location.pathname + location.search;
  history[push && !same ? "pushState" : "replaceState"]({ shown }, "", address);
  return same;
}

// --- from the state to results ---------------------------------------------------------------------------

/** Show what answers the form; while words are `typed`, what can be had cheaply: if that is nothing, what is shown stays, and waits. */
async function answer(typed = false) {
  const mine = (turn += 1);
  results.setAttribute("aria-busy", "true");
  let waits = false;
  const query = NO_WORD.test(box.value) ? "" : box.value;
  const limited = () => FACETS.filter((facet) => chosen[facet].size);
  try {
    await index.open();
    if (narrowing.hidden) for (const facet of OPEN) opener(facet).open = index.isSmall(facet);
    const facets = await loaded(limited());
    for (const facet of limited()) forgetUnknown(facets[facet], chosen[facet]);
    const asked = query || limited().length;
    const { entries, all } = query ? await ranking.ranked(query, typed) : { entries: await newest(asked), all: true };
    if (mine !== turn) return;
    const limits = limited().map((facet) => having(facets[facet], chosen[facet]));
    const left = entries.filter(({ entry }) => limits.every((has) => has(entry)));
    if (order.value === "date" && query) byDay(left, await index.days());
    waits = typed && !left.length;
    if (waits) return;
    const cards = asked ? await index.first(left, order.value === "date" ? "" : query, typed ? GLANCED : shown) : [];
    if (mine !== turn) return;
    showCards(cards, query);
    showCount(left.length, asked, typed && query ? "+" : "", all || typed || !left.length);
    more.hidden = !asked || left.length <= shown;
    if (!typed) await showFacets(entries, mine);
  } catch (error) {
    waits = false;
    if (mine === turn) showBroken();
    console.error(error);
  } finally {
    if (mine === turn && !waits) results.setAttribute("aria-busy", "false");
  }
}

/** Forget what an old address asks for that no entry has any more: there is nothing to untick it by. */
function forgetUnknown(facet, slugs) {
  const known = new Set(facet.values.map(([slug]) => slug));
  for (const slug of slugs) if (!known.has(slug)) slugs.delete(slug);
}

async function newest(ordered) {
  const entries = Array.from({ length: index.total }, (_, entry) => ({ entry, score: 1 }));
  if (ordered) byDay(entries, await index.days());
  return entries;
}

function byDay(entries, days) {
  entries.sort((one, other) => days[other.entry] - days[one.entry] || other.entry - one.entry);
}

async function loaded(names) {
  const files = await Promise.all(names.map((facet) => index.facet(facet)));
  return Object.fromEntries(names.map((facet, place) => [facet, files[place]]));
}

// --- what readers see ------------------------------------------------------------------------------------

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The sentence of `say` with names, elements or texts in the places that are named in braces. */
function sentence(message, places) {
  return message.split(/\{(\w+)\}/).map((part, number) => (number % 2 ? places[part] : part));
}

function showCards(cards, query) {
  // a text fragment: the browser itself marks the words on the page that it leads to
  const words = [...new Set(query.match(/[\p{L}\p{N}\p{M}]+/gu))].filter((word) => word.length > 2 || word > "\u3000");
  const mark = words.length ? `#:~:${words.map((word) => `text=${encodeURIComponent(word)}`).join("&")}` : "";
  const said = cards.map((card) => JSON.stringify([card, mark]));
  let same = 0; // a link is not to be changed under the reader's finger
  while (same < said.length && results.children[same]?.said === said[same]) same += 1;
  while (results.children.length > same) results.lastChild.remove();
  results.append(...cards.slice(same).map((card, place) => element("li", { said: said[same + place] }, cardOf(card, mark))));
}

function cardOf(card, mark) {
  const link = element("a", { href: card.url + mark }, card.title);
  if (card.language) Object.assign(link, { lang: card.language, dir: card.direction });
  const outlet = card.outlet && element("cite", {}, element("bdi", {}, card.outlet));
  const authors = card.authors && element("bdi", {}, card.authors);
  const date = element("time", { dateTime: card.date }, card.day);
  const who = outlet && authors ? sentence(say.both, { authors, outlet, date }) : sentence(say.one, { attribution: outlet || authors, date });
  const made = element("article", { className: "card" });
  const about = card.kicker.map((each, place) => [place ? "\u00a0· " : "", element("bdi", {}, each)]).flat();
  if (about.length) made.append(element("p", { className: "kick" }, ...about));
  made.append(element("h3", {}, link), element("p", { className: "meta" }, ...(outlet || authors ? who : [date])));
  if (card.summary) made.append(element("p", { className: "sum" }, card.summary));
  return made;
}

function showCount(count, asked, beyond, all) {
  const found = say.found.replace("{n}", count.toLocaleString(document.documentElement.lang) + beyond);
  const told = !asked ? "" : all ? found : `${found} ${say.some}`;
  if (status.textContent !== told) status.textContent = told; // what is the same is not to be read out again
  hints.hidden = !asked || count > 0;
  title.hidden = !asked;
  narrow.hidden = !asked || !index.total;
}

function showBroken() {
  showCards([], "");
  more.hidden = hints.hidden = true;
  status.textContent = say.broken;
}

async function showFacets(entries, mine) {
  const open = FACETS.filter((facet) => index.isSmall(facet) || chosen[facet].size || opener(facet).open);
  const facets = await loaded(open);
  if (mine !== turn) return;
  for (const facet of open) {
    const others = open.filter((other) => other !== facet && chosen[other].size).map((other) => having(facets[other], chosen[other]));
    const left = entries.map(({ entry }) => entry).filter((entry) => others.every((has) => has(entry)));
    showFacet(facet, facets[facet], counted(facets[facet], left));
  }
  narrowing.hidden = !index.total; // not before it is filled, so that nothing moves
}

function opener(facet) {
  return document.getElementById(`facet-${facet}`);
}

function showFacet(facet, file, counts) {
  const details = opener(facet);
  details.hidden = !file.values.length; // of no entry: nothing to narrow by
  const found = listed(file, counts, chosen[facet], details.dataset.all ? Infinity : VALUES, facet === "year");
  const lines = found.lines.map(({ slug, name, count, depth }) => {
    const tick = element("input", { type: "checkbox", name: facet, value: slug, checked: chosen[facet].has(slug) });
    const number = element("span", {}, count.toLocaleString(document.documentElement.lang));
    const line = element("li", {}, element("label", {}, tick, " ", element("bdi", {}, name), " ", number));
    if (depth) line.style.setProperty("--depth", depth);
    return line;
  });
  if (found.more) {
    const all = element("button", { type: "button" }, say.all);
    all.addEventListener("click", () => {
      details.dataset.all = "yes";
      answer().then(() => details.querySelectorAll("input")[VALUES]?.focus());
    });
    lines.push(element("li", {}, all));
  }
  const focused = details.contains(document.activeElement) ? document.activeElement.value : null;
  details.querySelector("ul").replaceChildren(...lines);
  if (focused) details.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

// --- what readers do -------------------------------------------------------------------------------------

let pause = PAUSE; // twice as long after each that a reader only paused in: who types slowly is not sent all that half a query has
let resting; // while somebody types, the address follows in the pauses: browsers refuse to have it written too often

function ask(push = true) {
  shown = SHOWN;
  clearTimeout(resting);
  pause = PAUSE;
  writeAddress(push);
  kept = true;
  return answer();
}

function type() {
  shown = SHOWN;
  clearTimeout(resting);
  answer(true);
  if (!box.value) pause = PAUSE;
  resting = setTimeout(() => {
    pause *= 2;
    kept = writeAddress(kept) && kept;
    answer();
  }, pause);
}

/** Whether a facet was opened that is too large to be there before it is asked for. */
function isAskedFor(details) {
  return details.open && index.form && !index.isSmall(details.id.slice("facet-".length)) && !details.querySelector("li");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(kept);
});
box.addEventListener("input", type);
order.addEventListener("change", () => ask());
narrowing.addEventListener("change", ({ target }) => {
  if (target.checked) chosen[target.name].add(target.value);
  else chosen[target.name].delete(target.value);
  ask();
});
narrowing.addEventListener("toggle", ({ target }) => isAskedFor(target) && answer(), true);
more.addEventListener("click", async () => {
  const before = results.children.length;
  shown += SHOWN;
  writeAddress(false);
  clearTimeout(resting);
  await answer();
  results.children[before]?.querySelector("a").focus();
});
addEventListener("online", () => status.textContent === say.broken && answer());
addEventListener("popstate", () => {
  clearTimeout(resting);
  readAddress();
  kept = true;
  answer();
});
answer();
