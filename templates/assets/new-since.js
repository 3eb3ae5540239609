// On the home page: marks what came since the reader's last visit, and says how much. What it remembers (which entries
// stood there, and when) stays in the reader's browser; nothing is sent. Without storage the page stays as it is.
(() => {
  "use strict";
  const PAUSE = 30 * 60 * 1000; // a visit ends when the page was not opened for so long
  const line = document.querySelector(".since");
  if (!line) return;
  const words = line.dataset;
  const plain = line.textContent;
  const key = `new since ${location.pathname}`;

  const cards = [...document.querySelectorAll(".day .card")].map((card) => ({
    card,
    url: card.querySelector("h3 a").getAttribute("href"),
    date: card.closest(".day").querySelector("time").dateTime,
  }));
  const here = () => ({
    at: Date.now(),
    seen: cards.map((each) => each.url),
    oldest: cards.map((each) => each.date).sort()[0] ?? "",
  });

  const whole = (visit) =>
    !Number.isNaN(new Date(visit?.at).valueOf()) && Array.isArray(visit.seen) && typeof visit.oldest === "string";

  function recall() {
    try {
      const { off, now, then } = JSON.parse(localStorage.getItem(key)) ?? {};
      return { off, now: whole(now) ? now : undefined, then: whole(then) ? then : undefined };
    } catch {
      return {};
    }
  }

  function remember(state) {
    try {
      localStorage.setItem(key, JSON.stringify(state));
      return true;
    } catch {
      return false; // storage is refused or full
    }
  }

  function day(time) {
    const form = { day: "numeric", month: "long", year: "numeric" };
    const { lang } = document.documentElement;
    try {
      // as the site writes dates itself: the day first, European digits
      return new Date(time).toLocaleDateString(`${lang === "en" ? "en-GB" : lang}-u-nu-latn`, form);
    } catch {
      return new Date(time).toLocaleDateString(undefined, form);
    }
  }

  const button = document.createElement("button");
  button.type = "button";

  function say(text, label) {
    line.firstChild.data = `${text} `;
    button.textContent = label;
    if (!button.isConnected) line.append(button);
  }

  function mark(then) {
    // an entry older than all that stood there came up because another one went; it is not new
    const fresh = cards.filter((each) => !then.seen.includes(each.url) && each.date > then.oldest);
    for (const { card } of fresh) {
      const sign = document.createElement("b");
      sign.className = "new";
      sign.textContent = words.sign;
      card.prepend(sign);
    }
    const text = fresh.length ? words.some : words.none;
    say(text.replace("{n}", fresh.length).replace("{date}", day(then.at)), words.stop);
  }

  function stop() {
    remember({ off: true });
    for (const sign of document.querySelectorAll(".new")) sign.remove();
    say(plain, words.start);
  }

  function start() {
    remember({ now: here() });
    say(plain, words.stop);
  }

  button.addEventListener("click", () => (recall().off ? start() : stop()));

  const { off, now, then } = recall();
  if (off) {
    say(plain, words.start);
    return;
  }
  const last = now && Date.now() - now.at > PAUSE ? now : then;
  if (remember({ now: here(), then: last }) && last) mark(last);
})();
