// Runs in pages that the development server sends: loads the page anew after a build, keeps the place where
// the reader was, exchanges a changed style sheet without loading, and shows what is wrong over the last good page.
(() => {
  "use strict";
  const place = "site-builder-place";
  const ident = "site-builder-fault";
  let version = new URL(document.currentScript.src).search.slice(1);
  let events = null;
  let returnTo = null;

  function keepPlace() {
    sessionStorage.setItem(place, JSON.stringify([location.href, scrollX, scrollY]));
    location.reload();
  }

  function findPlace() {
    const kept = JSON.parse(sessionStorage.getItem(place) || "null");
    sessionStorage.removeItem(place);
    if (!kept || kept[0] !== location.href) return;
    const go = () => scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
    go();
    addEventListener("load", go, { once: true }); // pictures above may have moved the text
  }

  function exchange(sheets, mark) {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (!sheets.some((sheet) => decodeURIComponent(address.pathname).endsWith("/" + sheet))) continue;
      address.searchParams.set("live", mark);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      old.after(fresh);
    }
  }

  function dismiss() {
    document.getElementById(ident)?.remove();
    returnTo?.focus({ preventScroll: true });
    returnTo = null;
  }

  // An element with its text and looks; properties of `style` are no inline style to a content security policy.
  function make(tag, properties, looks) {
    const node = Object.assign(document.createElement(tag), properties);
    Object.assign(node.style, looks);
    return node;
  }

  function showFault(text) {
    const shown = document.getElementById(ident);
    if (shown) {
      shown.querySelector("pre").textContent = text;
      return;
    }
    const box = make("div", { id: ident }, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "70vh", overflow: "auto", zIndex: "2147483647",
      boxSizing: "border-box", padding: "1rem 1.5rem", background: "#1c1917", color: "#fafaf9",
      borderTop: "4px solid #f87171", font: "16px/1.5 system-ui, sans-serif",
    });
    const title = make("h2", { id: `${ident}-title`, textContent: "The site could not be built" },
      { margin: "0 0 .5rem", font: "600 1.125rem/1.4 system-ui, sans-serif", color: "inherit" });
    const fault = make("pre", { id: `${ident}-text`, textContent: text },
      { margin: "0 0 1rem", whiteSpace: "pre-wrap", font: "14px/1.5 ui-monospace, monospace", background: "none", color: "inherit" });
    const button = make("button", { type: "button", textContent: "Dismiss", onclick: dismiss },
      { font: "inherit", padding: ".375rem 1rem", minHeight: "32px", background: "#fafaf9", color: "#1c1917", border: "0" });
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", title.id);
    box.setAttribute("aria-describedby", fault.id);
    box.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
    box.append(title, fault, button);
    document.body.append(box);
    returnTo = document.activeElement;
    button.focus({ preventScroll: true });
  }

  function hear(state) {
    if (state.fault) return showFault(state.fault);
    dismiss();
    if (state.version === version) return;
    const styleOnly = state.changed.length && state.changed.every((file) => file.endsWith(".css"));
    if (state.before !== version || !styleOnly) return keepPlace();
    version = state.version;
    exchange(state.changed, version);
  }

  // A browser holds few connections to one host, so tabs that nobody sees hold none.
  function attend() {
    events?.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource("/__site_builder__/events");
    events.onmessage = (message) => hear(JSON.parse(message.data));
  }

  findPlace();
  attend();
  addEventListener("visibilitychange", attend);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => event.persisted && attend());
})();
