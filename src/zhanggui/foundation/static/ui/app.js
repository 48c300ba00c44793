/* The page around the content: dialogs, toasts, what the server says in headers, menus, search, keys, ticking clocks. */

const byId = (id) => document.getElementById(id);
const dialog = byId("dialog");
const dialogBody = byId("dialog-body");
const palette = byId("palette");
const words = document.body.dataset;
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/* ---- what the server says: HX-Trigger is told to <body>, because the element that asked may be gone after the swap ---- */

document.addEventListener("htmx:after:request", (event) => {
  const { hx } = event.detail.ctx;
  if (!hx?.trigger) return;
  const said = hx.trigger.startsWith("{") ? JSON.parse(hx.trigger) : Object.fromEntries(hx.trigger.split(",").map((name) => [name.trim(), {}]));
  hx.trigger = null;
  setTimeout(() => {
    for (const [name, detail] of Object.entries(said)) document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  });
});

const WORD_OF_STATUS = { 401: "wordExpired", 403: "wordDenied", 404: "wordMissing", 429: "wordBusy" };

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  const word = WORD_OF_STATUS[status] ?? (status >= 500 ? "wordError" : null);
  if (word) toast({ text: words[word], tone: "danger" });
});
document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx && !event.detail.ctx.response) toast({ text: words.wordOffline, tone: "danger" });
});

/* ---- toasts ---- */

document.body.addEventListener("ui:toast", (event) => toast(event.detail));

function toast({ text, tone = "info", undo }) {
  const line = byId("toast-template").content.firstElementChild.cloneNode(true);
  line.dataset.tone = tone;
  line.querySelector("span").textContent = text;
  const undoButton = line.querySelector("[data-undo]");
  if (undo) {
    undoButton.hidden = false;
    undoButton.addEventListener("click", () => {
      window.htmx.ajax("POST", undo, { source: document.body, target: "#dialog-body" });
      line.remove();
    });
  }
  byId("toasts").append(line);
  fade(line);
  raise();
}

/* A popover stands above an open dialog only if it was shown after it. */
function raise() {
  const toasts = byId("toasts");
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
}

function fade(line) {
  const seconds = line.dataset.tone === "danger" ? 12 : 7;
  let timer = setTimeout(() => line.remove(), seconds * 1000);
  line.addEventListener("pointerenter", () => clearTimeout(timer));
  line.addEventListener("pointerleave", () => { timer = setTimeout(() => line.remove(), 3000); });
}
document.querySelectorAll("#toasts > *").forEach(fade);
if (byId("toasts").childElementCount) raise();

/* ---- dialogs ---- */

let opener = null;

document.addEventListener("htmx:after:swap", (event) => {
  if (!dialogBody.childElementCount || dialog.open || !event.detail.ctx) return;
  opener = event.detail.ctx.sourceElement;
  dialog.classList.toggle("is-wide", opener?.hasAttribute?.("data-wide") ?? false);
  dialog.showModal();
  dialogBody.querySelector("[autofocus], .field input:not([type=hidden]), .field select, .field textarea, button[type=submit]")?.focus();
});
dialog.addEventListener("close", () => {
  dialogBody.replaceChildren();
  if (opener?.isConnected && opener !== document.body) opener.focus({ preventScroll: true });
});
document.body.addEventListener("ui:close", () => dialog.close());

for (const each of document.querySelectorAll("dialog")) {
  each.addEventListener("pointerdown", (event) => { if (event.target === each) each.close(); });
}

document.addEventListener("htmx:confirm", (event) => {
  event.preventDefault();
  const asking = byId("confirm");
  asking.querySelector("[data-confirm-text]").textContent = event.detail.ctx.confirm;
  asking.returnValue = "no";
  asking.addEventListener("close", () => (asking.returnValue === "yes" ? event.detail.issueRequest() : event.detail.dropRequest()), { once: true });
  asking.showModal();
});

/* ---- clicks that mean something everywhere ---- */

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-close-dialog]")) on("dialog")?.close();
  if (on("[data-dismiss]")) on(".toast-line").remove();
  if (on("[data-search]")) openPalette();
  if (on("[data-keys]")) openKeys();
  if (on("[data-drawer-nav]")) toggleNavigation();
  else if (document.documentElement.dataset.nav === "open" && !on("#side")) toggleNavigation();
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
});

function toggleNavigation() {
  const root = document.documentElement;
  root.dataset.nav = root.dataset.nav === "open" ? "" : "open";
}

/* ---- search ---- */

for (const hint of document.querySelectorAll("[data-modifier-key]")) if (isMac) hint.textContent = "⌘K";

function openPalette() {
  if (!palette || palette.open) return;
  palette.showModal();
  const input = palette.querySelector("input");
  input.value = "";
  byId("found").replaceChildren();
  showPlaces("");
  input.focus();
}

/* Pages of the navigation and buttons of this page are found without asking the server. */
function showPlaces(query) {
  const wanted = query.trim().toLowerCase();
  const places = [...document.querySelectorAll("#side a, main [data-key]:not(:disabled)")]
    .filter((place) => place.textContent.toLowerCase().includes(wanted))
    .slice(0, wanted ? 6 : 8);
  byId("found-here").replaceChildren(...places.map(placeLine));
}

function placeLine(place) {
  const line = document.createElement("a");
  line.setAttribute("role", "option");
  line.href = place.getAttribute("href") ?? "#";
  const drawing = place.querySelector(".icon")?.cloneNode(true);
  const label = document.createElement("span");
  label.textContent = (place.querySelector("span") ?? place).textContent.trim();
  line.append(...(drawing ? [drawing] : []), label);
  if (place.matches("button")) line.addEventListener("click", (event) => { event.preventDefault(); palette.close(); place.click(); });
  return line;
}

palette?.addEventListener("input", (event) => showPlaces(event.target.value));
palette?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();  // a search field would only empty itself
    palette.close();
  }
  const lines = [...palette.querySelectorAll("[role=option]")];
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = lines[(at + (event.key === "ArrowDown" ? 1 : -1) + lines.length) % lines.length] ?? lines[0];
    lines.forEach((line) => line.setAttribute("aria-selected", String(line === next)));
    next?.scrollIntoView({ block: "nearest" });
  }
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    (lines[at] ?? lines[0])?.click();
  }
});

/* ---- keys ---- */

const isTyping = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if (control && event.key === "Enter") {
    event.target.closest?.("form:not([data-list])")?.requestSubmit();
  } else if (event.key === "Escape") {
    document.querySelectorAll("[data-menu][open]").forEach((menu) => { menu.open = false; });
  } else if (!control && !event.altKey && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
    pressed(event);
  }
});

function pressed(event) {
  if (event.key === "?") return openKeys();
  const wanted = CSS.escape(event.key.toLowerCase());
  const button = event.key.length === 1 && document.querySelector(`[data-key="${wanted}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function openKeys() {
  const keys = byId("keys");
  if (!keys) return;
  const lines = [...document.querySelectorAll("main [data-key]")].filter((each) => /^[a-z0-9]$/.test(each.dataset.key));
  byId("keys-here").replaceChildren(...lines.flatMap((each) => {
    const [term, said, key] = [document.createElement("dt"), document.createElement("dd"), document.createElement("kbd")];
    key.textContent = each.dataset.key.toUpperCase();
    term.append(key);
    said.textContent = (each.querySelector("span") ?? each).textContent.trim();
    return [term, said];
  }));
  keys.showModal();
}

/* ---- clocks: the minutes of what is nearly due go on without a request ---- */

setInterval(() => {
  for (const clock of document.querySelectorAll("time[data-due]")) {
    const minutes = Math.trunc((new Date(clock.dateTime) - Date.now()) / 60000);
    if (Math.abs(minutes) >= 2880) continue;
    const length = `${Math.trunc(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, "0")}`;
    clock.textContent = (minutes < 0 ? words.wordOverdue : words.wordLeft).replace("%(time)s", length);
  }
}, 20000);

const showOnline = () => { document.documentElement.dataset.online = navigator.onLine ? "yes" : "no"; };
addEventListener("online", showOnline);
addEventListener("offline", showOnline);
showOnline();
