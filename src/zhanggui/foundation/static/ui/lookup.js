/* Choosing a record by typing: asks the server, shows what fits, keeps the id beside the words. */

document.addEventListener("alpine:init", () => {
  window.Alpine.data("lookup", () => ({
    open: false,
    none: false,
    results: [],
    at: -1,

    init() {
      this.words = this.$root.querySelector("[role=combobox]");
      this.id = this.$root.querySelector("[data-lookup-id]");
      this.asked = 0;
    },

    typed(event) {
      if (event.type === "input") this.id.value = "";
      if (event.type === "focus" && this.id.value) return;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), 150);
    },

    async ask() {
      const turn = ++this.asked;
      const address = new URL(this.$root.dataset.url, location.href);
      address.searchParams.set("q", this.words.value.trim());
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (turn !== this.asked || !answer.ok || document.activeElement !== this.words) return;
      this.results = (await answer.json()).results;
      this.none = this.results.length === 0;
      this.at = this.results.length ? 0 : -1;
      this.open = true;
    },

    key(event) {
      if (event.isComposing || !this.open) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.results.length) % Math.max(this.results.length, 1);
      } else if ((event.key === "Enter" || event.key === "Tab") && this.results[this.at]) {
        if (event.key === "Enter") event.preventDefault();
        event.stopPropagation();
        this.choose(this.results[this.at]);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault();
        this.open = false;
      }
    },

    choose(result) {
      this.id.value = result.id;
      this.words.value = result.text;
      this.open = false;
      this.asked += 1;
      this.id.dispatchEvent(new Event("change", { bubbles: true }));
    },

    left(event) {
      if (!this.$root.contains(event.relatedTarget)) this.open = false;
    },
  }));
});
