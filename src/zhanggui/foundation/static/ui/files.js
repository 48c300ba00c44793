/* Files are uploaded as soon as they are dropped; the form carries only their tokens. */

document.addEventListener("alpine:init", () => {
  window.Alpine.data("drop", () => ({
    over: false,
    files: [],

    init() {
      this.input = this.$root.querySelector("input[type=file]");
      this.key = 0;
    },

    dropped(event) {
      this.over = false;
      if (!this.$root.dataset.uploadUrl) this.input.files = event.dataTransfer.files;
      this.take(event.dataTransfer.files);
    },

    chosen() { this.take(this.input.files); },

    take(list) {
      if (!this.input.multiple) this.files = [];
      for (const file of this.input.multiple ? list : [...list].slice(0, 1)) {
        this.files.push({ key: ++this.key, name: file.name, share: 0, token: "", state: "", word: sizeOf(file.size) });
        if (this.$root.dataset.uploadUrl) this.send(file, this.files.at(-1));
        else this.files.at(-1).share = 100;
      }
    },

    send(file, line) {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file);
      request.open("POST", this.$root.dataset.uploadUrl);
      request.responseType = "json";
      for (const [name, value] of Object.entries(JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}"))) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => { line.share = Math.round((event.loaded * 100) / event.total); });
      request.addEventListener("load", () => this.arrived(request, line));
      request.addEventListener("error", () => this.failed(line));
      this.input.required = false;
      request.send(body);
    },

    arrived(request, line) {
      if (request.status >= 300 || !request.response?.token) return this.failed(line, request.response?.error);
      [line.token, line.share, line.state] = [request.response.token, 100, "is-there"];
    },

    failed(line, reason) { [line.state, line.word] = ["is-failed", reason ?? this.$root.dataset.failed]; },

    remove(line) {
      this.files = this.files.filter((each) => each.key !== line.key);
      if (!this.files.length) this.input.value = "";
    },
  }));
});

function sizeOf(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
