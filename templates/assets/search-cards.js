// What readers see of results: cards, as the pages of lists show them.

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The sentence `message` with names, elements or texts in the places that are named in braces. */
function sentence(message, places) {
  return message.split(/\{(\w+)\}/).map((part, number) => (number % 2 ? places[part] : part));
}

/** Have the list `results` show these cards, in the words of `say`. */
export function showCards(results, cards, query, say) {
  // a text fragment: the browser itself marks the words on the page that it leads to
  const words = [...new Set(query.match(/[\p{L}\p{N}\p{M}]+/gu))].filter((word) => word.length > 2 || word > "\u3000");
  const mark = words.length ? `#:~:${words.map((word) => `text=${encodeURIComponent(word)}`).join("&")}` : "";
  const said = cards.map((card) => JSON.stringify([card, mark]));
  let same = 0; // a link is not to be changed under the reader's finger
  while (same < said.length && results.children[same]?.said === said[same]) same += 1;
  while (results.children.length > same) results.lastChild.remove();
  results.append(...cards.slice(same).map((card, place) => element("li", { said: said[same + place] }, cardOf(card, mark, say))));
}

function cardOf(card, mark, say) {
  const link = element("a", { href: card.url + (card.said ? `#:~:text=${escaped(card.said.phrase)}` : mark) }, card.title);
  if (card.language) Object.assign(link, { lang: card.language, dir: card.direction });
  const outlet = card.outlet && element("cite", {}, element("bdi", {}, card.outlet));
  const authors = card.authors && element("bdi", {}, card.authors);
  const date = element("time", { dateTime: card.date }, card.day);
  const who = outlet && authors ? sentence(say.both, { authors, outlet, date }) : sentence(say.one, { attribution: outlet || authors, date });
  const made = element("article", { className: "card" });
  const about = card.kicker.map((each, place) => [place ? "\u00a0· " : "", element("bdi", {}, each)]).flat();
  if (about.length) made.append(element("p", { className: "kick" }, ...about));
  made.append(element("h3", {}, link), element("p", { className: "meta" }, ...(outlet || authors ? who : [date])));
  if (card.said) made.append(quotation(card));
  else if (card.summary) made.append(element("p", { className: "sum" }, card.summary));
  return made;
}

/** Where an entry says a phrase that was looked for. */
function quotation({ said: { before, phrase, after }, language, direction }) {
  const made = element("p", { className: "sum" }, element("q", {}, before, element("mark", {}, phrase), after));
  if (language) Object.assign(made, { lang: language, dir: direction });
  return made;
}

const escaped = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

/** The line of a value of a facet: its checkbox, its name, and how many entries it has, where that is known. */
export function lineOf(facet, { slug, name, count, depth }, checked) {
  const tick = element("input", { type: "checkbox", name: facet, value: slug, checked });
  const number = count === undefined ? [] : [" ", element("span", {}, numeral(count))];
  const line = element("li", {}, element("label", {}, tick, " ", element("bdi", {}, name), ...number));
  if (depth) line.style.setProperty("--depth", depth);
  return line;
}

/** A line with a button, and what is done where it is pressed. */
export function buttonOf(text, pressed) {
  const button = element("button", { type: "button" }, text);
  button.addEventListener("click", pressed);
  return element("li", {}, button);
}

/** A number as the page's language writes it. */
export function numeral(number) {
  return number.toLocaleString(`${document.documentElement.lang}-u-nu-latn`); // the digits of the rest of the page
}

/** Go by arrows from the box to the results, along them, and back, also by Escape, which empties the box. */
export function move(event, box, results, clear) {
  if (!/^(?:Arrow(?:Up|Down)|Escape)$/.test(event.key)) return;
  const links = [...results.querySelectorAll("h3 a")];
  const place = links.indexOf(document.activeElement);
  if ((event.target !== box && place < 0) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: place < 0 ? 0 : -1, Escape: place < 0 ? 0 : -1 - place };
  const step = steps[event.key];
  const empties = event.key === "Escape" && place < 0 && box.value;
  if (!empties && (!step || place + step >= links.length)) return;
  event.preventDefault();
  if (empties) clear();
  else (links[place + step] ?? box).focus();
}
