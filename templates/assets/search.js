// The search page: what the form and the address say, to results. Both say the same at all times, so that a search can be kept,
// sent and gone back to. What is said to readers stands in the page, in its language.

import { buttonOf, lineOf, move, numeral, showCards } from "./search-cards.js";
import { counted, limiting, listed, nameless, smallOf } from "./search-facets.js";
import { SearchIndex } from "./search-index.js";
import { best } from "./search-numbers.js";
import { FINISH, Ranking } from "./search-ranking.js";
import { mayBePhrase, painted, rested } from "./search-words.js";

const FACETS = ["region", "topic", "source", "author", "year", "kind"];
const SHOWN = 10;
const GLANCED = 5; // results that are shown of words half typed, which go as they came
const VALUES = 8;
const SCRIPT = 4000; // bytes of the one for phrases, about
const PAUSE = 500; // milliseconds without a letter after which a reader has typed what is to be typed
const LONGEST_PAUSE = 2000;
const SLOW = 700; // milliseconds after which it is said that something is waited for
const OPEN = ["region", "topic"]; // facets that are open from the start, if they are small
const NO_WORD = /^\s*\p{Script=Latin}?\s*$/u; // nothing yet, or the first letter

const form = document.getElementById("find");
const { q: box, sort: order } = form.elements;
const status = document.getElementById("count");
const results = document.getElementById("results");
const more = document.getElementById("more");
const narrowing = document.getElementById("facets");
const hints = document.getElementById("nothing");
const title = document.getElementById("results-title");
const narrow = document.getElementById("narrow");
const say = form.dataset;

const index = new SearchIndex(form.dataset.index);
let turn = 0; // tells an answer that comes too late from the one that is waited for
let shown = SHOWN;
let small; // the facets that are shown before anybody asks for them
let answered = ""; // the query that was answered last, not just while it was typed
let partial = false; // whether that answer lacks something, since a first query's budget was used up

// --- the state: what is asked for ------------------------------------------------------------------------

function readAddress() {
  const given = new URLSearchParams(location.search);
  box.defaultValue = box.value = given.get("q") ?? "";
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
  box.defaultValue = box.value.trim(); // what Safari sets it to when the reader comes back
  if (box.defaultValue) given.set("q", box.defaultValue);
  for (const facet of FACETS) for (const slug of chosen[facet]) given.append(facet, slug);
  if (order.value === "date") given.set("sort", "date");
  const address = `${location.pathname}?${given}`.replace(/\?$/, "");
  const same = address === location.pathname + location.search;
  if (push && !same) keepPlace();
  history[push && !same ? "pushState" : "replaceState"]({ shown }, "", address);
  return same;
}

/** Have the address remember how far the reader has scrolled, to be gone back to. */
function keepPlace() {
  history.replaceState({ shown, top: scrollY }, "");
}

// --- from the state to results ---------------------------------------------------------------------------

/**
 * Show what answers the form. While words are `typed`, what can be had cheaply: if that is nothing, what is shown stays, and waits.
 * In a pause (`paused`), all, but with a part of the budget kept for what may be typed behind it; else all that was `asked` for.
 */
async function answer(when = "asked") {
  const mine = (turn += 1);
  const typed = when === "typed";
  const late = () => mine !== turn;
  results.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => late() || tell(say.waiting), SLOW);
  let waits = false;
  try {
    await rested(); // the letter itself is shown first
    await index.open();
    small ??= smallOf(index, FACETS);
    if (narrowing.hidden) for (const facet of OPEN) opener(facet).open = small.has(facet);
    const limits = await limiting(index, chosen);
    const query = NO_WORD.test(box.value) ? "" : box.value;
    const asked = query || Object.keys(limits).length;
    const days = asked && (order.value === "date" || !query) ? await index.days() : null;
    const found = query ? await new Ranking(index, when).ranked(query) : { entries: [...index.everything()], all: true };
    if (late()) return;
    const tests = Object.values(limits);
    const left = tests.length ? found.entries.filter((entry) => tests.every((has) => has(entry))) : found.entries;
    if ((waits = typed && !left.length)) return;
    const keep = when === "asked" ? 0 : FINISH;
    const phrases = !typed && mayBePhrase(query) && index.left - keep > SCRIPT ? await import("./search-phrases.js").catch(() => null) : null;
    const said = await phrases?.quotations(index, query, left, found, keep);
    if (late()) return;
    const first = best(left, days ?? found.scores, asked ? (typed ? GLANCED : shown) : 0);
    const there = index.afforded(first, typed ? FINISH : 0);
    const cards = await index.cards(there, days ?? found.scores, order.value === "date" ? "" : query, said);
    if (late()) return;
    const partly = !typed && (found.lacks || there.length < first.length);
    showCards(results, cards.slice(0, GLANCED), query, say);
    if (cards.length > GLANCED) await painted(); // half of them at a time: to lay out all takes a moment
    if (late()) return;
    showCards(results, cards, query, say);
    const soon = partly && when === "paused"; // the rest is looked for in a moment
    const beyond = (typed && query) || soon;
    showCount(left.length, asked, { beyond, all: found.all || typed || !left.length, partly: partly && !soon, soon });
    more.hidden = !asked || (left.length <= shown && !partly);
    if (typed) return;
    await showFacets(found.entries, limits, asked ? keep : FINISH, late);
    if (asked) [answered, partial] = [query, partly];
  } catch (error) {
    waits = false;
    if (!late()) showBroken();
    console.error(error);
  } finally {
    clearTimeout(waiting);
    if (!late() && !waits) results.setAttribute("aria-busy", "false");
  }
}

// --- what readers see ------------------------------------------------------------------------------------

function tell(told) {
  if (status.textContent !== told) status.textContent = told; // what is the same is not to be read out again
}

function showCount(count, asked, { beyond, all, partly, soon }) {
  const found = say.found.replace("{n}", numeral(count) + (beyond ? "+" : ""));
  const told = [count || !(partly || soon) ? found : soon ? say.waiting : "", all || !count ? "" : say.some, partly ? say.partly : ""];
  tell(asked ? told.filter(Boolean).join(" ") : "");
  hints.hidden = !asked || count > 0 || partly || soon;
  title.hidden = !asked;
  narrow.hidden = !asked || !index.total || !(count || FACETS.some((facet) => chosen[facet].size));
}

function showBroken() {
  showCards(results, [], "", say);
  more.hidden = hints.hidden = true;
  tell(say.broken);
}

/** Show the facets that are open: their numbers, if these can be had and so much of the budget is left to `keep`. */
async function showFacets(entries, limits, keep, late) {
  for (const facet of FACETS.filter((each) => small.has(each) || chosen[each].size || opener(each).open)) {
    const details = opener(facet);
    const [names, ...rows] = index.pathsOf(facet);
    const fits = details.dataset.load || index.affords(keep, names, ...rows);
    const isNamed = fits || index.affords(keep, names);
    const file = await (fits ? index.rows(facet) : isNamed ? index.facet(facet) : nameless(chosen[facet]));
    if (late()) return;
    const others = Object.keys(limits).filter((other) => other !== facet);
    const left = others.length ? entries.filter((entry) => others.every((other) => limits[other](entry))) : entries;
    showFacet(facet, file, fits ? counted(file, left) : null);
    await rested();
    if (late()) return;
  }
  narrowing.hidden = !index.total; // not before it is filled, so that nothing moves
}

const opener = (facet) => document.getElementById(`facet-${facet}`);

function showFacet(facet, file, counts) {
  const details = opener(facet);
  const found = listed(file, counts, chosen[facet], details.dataset.all ? Infinity : VALUES, facet === "year");
  const lines = found.lines.map((value) => lineOf(facet, value, chosen[facet].has(value.slug)));
  const showAll = () => {
    details.dataset.all = "yes";
    answer().then(() => details.querySelectorAll("input")[VALUES]?.focus());
  };
  const load = async () => { // which says what it takes: that is not of the budget
    details.dataset.load = "yes";
    await answer();
    index.refill();
    details.querySelector("input")?.focus();
  };
  if (found.more) lines.push(buttonOf(say.all, showAll));
  if (!counts) lines.push(buttonOf(say.load.replace("{n}", numeral(Math.ceil(index.cost(...index.pathsOf(facet)) / 1000))), load));
  const focused = details.contains(document.activeElement) ? document.activeElement.value : null;
  details.hidden = !lines.length; // of no entry: nothing to narrow by
  details.querySelector("ul").replaceChildren(...lines);
  if (focused) details.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
}

// --- what readers do -------------------------------------------------------------------------------------

let pause = PAUSE; // twice as long after each that a reader only paused in: who types slowly is not sent all that half a query has
let scrolled;
let resting; // while somebody types, the address follows in the pauses: browsers refuse to have it written too often

/** The reader goes on: if a query was answered, this is not the first one any more. */
function goOn(again = false) {
  if (answered || (again && partial)) index.refill(again && partial);
}

function ask(push = true, again = false) {
  goOn(again);
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
  if (answered && box.value.slice(0, 2) !== answered.slice(0, 2)) {
    index.refill(); // a query that begins otherwise is another one
    answered = "";
  }
  answer("typed");
  if (!box.value) pause = PAUSE;
  resting = setTimeout(() => {
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    kept = writeAddress(kept) && kept;
    const mine = resting;
    answer("paused").then(() => {
      if (partial && resting === mine) resting = setTimeout(answer, LONGEST_PAUSE); // nothing more is typed: what was kept is used
    });
  }, pause);
}

/** Whether a facet was opened that is not there before it is asked for. */
const isAskedFor = (details) => details.open && small && !small.has(details.id.slice("facet-".length)) && !details.querySelector("li");

function clear() {
  box.value = "";
  type();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(kept, true);
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
  goOn(true);
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
  goOn();
  goBack();
});
form.parentElement.addEventListener("keydown", (event) => move(event, box, results, clear));
document.addEventListener("click", ({ target }) => {
  if (target.closest("a")) kept = writeAddress(kept) && kept; // what was typed a moment ago is gone back to, too
  keepPlace();
});
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(keepPlace, 200);
});
addEventListener("pageshow", ({ persisted }) => persisted && scrollTo(0, history.state?.top ?? scrollY)); // Safari keeps a page, but not its place
history.scrollRestoration = "manual"; // results are not there yet when the browser would do it

/** Answer, and then show the place that the reader left. */
async function goBack() {
  const top = history.state?.top;
  await answer();
  if (top) scrollTo(0, top);
}
goBack();
