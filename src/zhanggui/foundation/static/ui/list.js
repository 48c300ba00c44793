/* Lists: selecting rows, "all that match", walking with keys, the detail beside the list, filters in the address. */

const wide = matchMedia("(min-width: 1100px)");

document.addEventListener("alpine:init", () => {
  window.Alpine.data("list", () => ({
    count: 0,
    everything: false,
    pageFull: false,

    init() {
      this.form = this.$root;
      this.lastPicked = null;
      this.form.addEventListener("change", (event) => { if (event.target.matches("[data-pick-all]")) this.pickPage(event.target.checked); });
      this.form.addEventListener("click", (event) => this.clicked(event));
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("ui:key", (event) => this.key(event));
      this.measure = new ResizeObserver(() => this.fit());
      for (const part of [this.form, this.form.querySelector(".list-bar")]) if (part) this.measure.observe(part);
      this.recount();
    },

    destroy() { this.measure.disconnect(); },

    /* Headings stick below the operations while the page scrolls; only a table that does not fit gets a scroll of its own. */
    fit() {
      const table = this.form.querySelector(".list-table");
      const bar = this.form.querySelector(".list-bar");
      this.form.style.setProperty("--list-bar", `${bar?.offsetHeight ?? 0}px`);
      if (table) this.form.classList.toggle("is-too-wide", table.offsetWidth > table.parentElement.clientWidth + 1);
    },

    get boxes() { return [...this.form.querySelectorAll("tbody input[name=ids]")]; },
    get rows() { return [...this.form.querySelectorAll("tr[data-row]")]; },
    get countShown() { return this.count.toLocaleString("en-US"); },
    get offersEverything() { return this.everything || (this.pageFull && this.hasMore()); },

    hasMore() {
      const total = Number(this.form.dataset.total);
      return total > this.boxes.length || Boolean(this.form.querySelector("[rel=next], [rel=prev]"));
    },

    clicked(event) {
      const box = event.target.closest?.("input[name=ids]");
      if (box) return this.picked(box, event.shiftKey);
      const row = event.target.closest?.("tr[data-row]");
      if (row && !event.target.closest("a, button, input, label, select, summary")) {
        this.stand(row);
        this.open(row);
      }
    },

    picked(box, stretch) {
      const boxes = this.boxes;
      const from = boxes.indexOf(this.lastPicked);
      if (stretch && from >= 0) {
        const [start, end] = [from, boxes.indexOf(box)].sort((one, other) => one - other);
        boxes.slice(start, end + 1).forEach((each) => { each.checked = box.checked; });
      }
      this.lastPicked = box;
      this.everything = false;
      this.recount();
    },

    pickPage(checked) {
      this.boxes.forEach((box) => { box.checked = checked; });
      this.everything = false;
      this.recount();
    },

    clear() { this.pickPage(false); },

    async selectEverything() {
      const url = this.form.dataset.countUrl;
      const shown = url ? Number(await (await fetch(url + location.search)).text()) : Number(this.form.dataset.total);
      this.everything = true;
      this.count = shown;
      this.showActs();
    },

    recount() {
      const boxes = this.boxes;
      const picked = boxes.filter((box) => box.checked);
      this.count = picked.length;
      this.pageFull = boxes.length > 0 && picked.length === boxes.length;
      boxes.forEach((box) => box.closest("tr").classList.toggle("is-picked", box.checked));
      const all = this.form.querySelector("[data-pick-all]");
      if (all) [all.checked, all.indeterminate] = [this.pageFull, picked.length > 0 && !this.pageFull];
      this.showActs();
    },

    showActs() {
      this.form.querySelectorAll("[data-acts]:not([data-single])").forEach((button) => { button.disabled = !this.count; });
    },

    key({ detail }) {
      const rows = this.rows;
      const at = rows.findIndex((row) => row.classList.contains("is-current"));
      const { key, shiftKey } = detail;
      if (key === "j" || key === "ArrowDown") this.walk(rows[Math.min(at + 1, rows.length - 1)]);
      else if (key === "k" || key === "ArrowUp") this.walk(rows[Math.max(at - 1, 0)]);
      else if (key === "x" && rows[at]) this.toggle(rows[at], shiftKey);
      else if (key === "Enter" && rows[at]) this.open(rows[at], { again: true });
      else if (key === "Escape") this.clear();
    },

    toggle(row, stretch) {
      const box = row.querySelector("input[name=ids]");
      if (!box) return;
      box.checked = !box.checked;
      this.picked(box, stretch);
    },

    walk(row) {
      if (!row) return;
      this.stand(row);
      row.scrollIntoView({ block: "nearest" });
      clearTimeout(this.walking);
      if (document.querySelector("#aside [data-aside-of]") || row.dataset.aside) this.walking = setTimeout(() => this.open(row, { besideOnly: true }), 180);
    },

    stand(row) {
      this.rows.forEach((each) => { each.classList.toggle("is-current", each === row); each.tabIndex = each === row ? 0 : -1; });
      row.focus({ preventScroll: true });
    },

    open(row, { besideOnly = false, again = false } = {}) {
      const aside = document.getElementById("aside");
      const beside = row.dataset.aside && aside && wide.matches;
      if (beside && aside.dataset.of !== row.dataset.id) {
        aside.dataset.of = row.dataset.id;
        window.htmx.ajax("GET", row.dataset.aside, { source: aside, target: "#aside", swap: "innerHTML" });
      } else if (row.dataset.href && !besideOnly && (again || !beside)) {
        location.href = row.dataset.href;
      }
    },
  }));
});

/* ---- keys of the list that is on the page ---- */

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const list = event.target.closest?.("[data-list]") ?? document.querySelector("[data-list]");
  if (!list || event.target.closest?.("input:not([type=checkbox]), textarea, select, details[open], .btn")) return;
  if (event.key === "/") {
    event.preventDefault();
    list.querySelector("input[data-filter]:not([type=checkbox])")?.focus();
  } else if (["j", "k", "x", "X", "ArrowDown", "ArrowUp", "Escape"].includes(event.key) || (event.key === "Enter" && !event.target.closest?.("a, button, summary"))) {
    if (event.key.startsWith("Arrow")) event.preventDefault();
    list.dispatchEvent(new CustomEvent("ui:key", { detail: { key: event.key.length === 1 ? event.key.toLowerCase() : event.key, shiftKey: event.shiftKey } }));
  }
});

/* ---- filters: their whole state is the address ---- */

function applyFilters(bar) {
  const address = new URLSearchParams(location.search);
  for (const input of bar.querySelectorAll("[data-filter]")) {
    const value = input.type === "checkbox" ? (input.checked ? input.value : "") : input.value.trim();
    if (value) address.set(input.dataset.filter, value);
    else address.delete(input.dataset.filter);
  }
  address.delete("after");
  address.delete("before");
  location.search = address.toString();
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-filter][data-at-once]")) applyFilters(event.target.closest("[data-filterbar]"));
});
document.addEventListener("search", (event) => {
  if (event.target.matches?.("[data-filter]") && !event.target.value) applyFilters(event.target.closest("[data-filterbar]"));
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("input[data-filter]")) return;
  event.preventDefault();
  applyFilters(event.target.closest("[data-filterbar]"));
});
document.addEventListener("click", (event) => {
  const bar = event.target.closest?.("[data-filterbar]");
  if (bar && event.target.closest("[data-filter-apply]")) applyFilters(bar);
  const save = bar && event.target.closest("[data-view-save]");
  if (save) saveView(bar, save);
});

function saveView(bar, button) {
  const name = bar.querySelector("[data-view-name]");
  if (!name.value.trim()) return name.focus();
  const values = { name: name.value.trim(), shared: bar.querySelector("[data-view-shared]").checked ? "1" : "", query: location.search.slice(1) };
  window.htmx.ajax("POST", button.dataset.viewSave, { source: button, target: "body", swap: "none", values });
}
