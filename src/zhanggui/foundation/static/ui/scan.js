/* Scan stations. A keyboard-wedge scanner types very fast, wherever the focus is, through whatever input method is on.

   What is a scan: keys closer together than a hand can type, ended by Enter or Tab (or by silence, data-suffix="none").
   Codes are answered in order, one request at a time; the answer colours the screen and sounds. */

const FAST_MS = 45;           // a wedge sends a key every 1 to 20 ms; the fastest typist needs about 60
const KEPT_MS = { ok: 900, done: 1600 };  // how long the screen keeps its colour; wrong and stop keep it until the next scan

const LETTER = /^Key([A-Z])$/;
const DIGIT = /^(?:Digit|Numpad)(\d)$/;
const MARKS = {
  Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Comma: ",<", Semicolon: ";:", Quote: "'\"", BracketLeft: "[{", BracketRight: "]}",
  Backslash: "\\|", Backquote: "`~", Space: "  ", NumpadSubtract: "--", NumpadAdd: "++", NumpadDivide: "//", NumpadMultiply: "**", NumpadDecimal: "..",
};
const SHIFTED_DIGITS = ")!@#$%^&*(";

/* The character that the scanner meant. A Chinese input method turns `key` into "Process" (keyCode 229) or into a full-width
   character, but `code` still names the physical key. */
export function characterOf(event) {
  if (event.key?.length === 1 && !event.isComposing && event.keyCode !== 229) return event.key.normalize("NFKC");
  const letter = LETTER.exec(event.code)?.[1];
  if (letter) return event.shiftKey !== event.getModifierState?.("CapsLock") ? letter : letter.toLowerCase();
  const digit = DIGIT.exec(event.code)?.[1];
  if (digit) return event.shiftKey && event.code.startsWith("Digit") ? SHIFTED_DIGITS[digit] : digit;
  return MARKS[event.code]?.[event.shiftKey ? 1 : 0] ?? "";
}

/* Collects keystrokes into codes. Tells `onCode(code)` for a whole one, `onHalf(text)` for one that broke off and `onLone(character)`
   for a single key pressed by a hand: only then is it known that no code began with it. */
export class Collector {
  constructor({ onCode, onHalf, onLone = () => {}, timeout = 150, window = 400, minimum = 4, endsBySilence = false, now = () => performance.now() }) {
    Object.assign(this, { onCode, onHalf, onLone, timeout, window, minimum, endsBySilence, now });
    this.forget();
    this.last = { code: "", at: -Infinity };
  }

  forget() {
    [this.text, this.fast, this.keyAt] = ["", 0, -Infinity];
    clearTimeout(this.silence);
  }

  get isScanning() { return this.fast >= 2; }

  /* Returns true when the key belongs to a scan and must not reach the page. */
  key(event) {
    const at = this.now();
    const quick = at - this.keyAt < FAST_MS;
    if (event.key === "Enter" || event.key === "Tab" || event.code === "Enter" || event.code === "NumpadEnter" || event.code === "Tab") return this.end(quick || this.isScanning);
    const character = characterOf(event);
    if (!character) return false;
    if (!quick && !this.isScanning) this.forget();
    this.fast = quick ? this.fast + 1 : 0;
    this.text += character;
    this.keyAt = at;
    this.wait();
    return this.isScanning;
  }

  /* Text that came in one piece: a device that types through the input method itself. */
  paste(text) {
    this.forget();
    const clean = text.normalize("NFKC").trim();
    if (clean.length >= this.minimum) this.tell(clean);
    else if (clean) this.onHalf(clean);
  }

  wait() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const [text, scanned] = [this.text, this.isScanning];
      this.forget();
      if (text.length === 1) this.onLone(text);
      if (!scanned) return;
      if (this.endsBySilence && text.length >= this.minimum) this.tell(text);
      else this.onHalf(text);
    }, this.timeout);
  }

  end(quick) {
    const text = this.text.trim();
    this.forget();
    if (!quick || text.length === 0) return false;
    if (text.length < this.minimum) {
      if (text.length < 2) return false;
      this.onHalf(text);
    } else {
      this.tell(text);
    }
    return true;
  }

  /* The same code twice within the window is one trigger pull that bounced. */
  tell(code) {
    const at = this.now();
    const doubled = code === this.last.code && at - this.last.at < this.window;
    this.last = { code, at };
    if (!doubled) this.onCode(code);
  }
}

/* Four answers that can be told apart with the eyes on the goods. [frequency, start, length, shape] in seconds */
const SOUNDS = {
  ok: [[1320, 0, 0.07, "sine"]],
  done: [[784, 0, 0.1, "triangle"], [1046, 0.1, 0.1, "triangle"], [1568, 0.2, 0.22, "triangle"]],
  wrong: [[196, 0, 0.18, "square"], [147, 0.2, 0.3, "square"]],
  stop: [[880, 0, 0.16, "sawtooth"], [440, 0.18, 0.16, "sawtooth"], [880, 0.36, 0.16, "sawtooth"], [440, 0.54, 0.3, "sawtooth"]],
};

class Speaker {
  constructor(button) {
    this.button = button;
    this.audio = new AudioContext();
    button?.addEventListener("click", () => this.wake());
    this.show();
  }

  async wake() {
    if (this.audio.state !== "running") await Promise.race([this.audio.resume(), new Promise((resolve) => setTimeout(resolve, 60))]);
    this.show();
  }

  show() { if (this.button) this.button.hidden = this.audio.state === "running"; }

  play(state) {
    if (this.audio.state !== "running") return this.show();
    for (const [frequency, start, length, shape] of SOUNDS[state] ?? []) this.tone(frequency, this.audio.currentTime + start, length, shape);
  }

  tone(frequency, at, length, shape) {
    const [source, loudness] = [this.audio.createOscillator(), this.audio.createGain()];
    [source.type, source.frequency.value] = [shape, frequency];
    loudness.gain.setValueAtTime(shape === "sine" ? 0.35 : 0.2, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + length);
    source.connect(loudness).connect(this.audio.destination);
    source.start(at);
    source.stop(at + length);
  }
}

class Station {
  constructor(section) {
    this.section = section;
    this.part = (name) => section.querySelector(`[data-scan-${name}]`);
    this.sink = this.part("sink");
    this.codes = [];
    this.speaker = new Speaker(this.part("sound"));
    const { timeout, window, minimum, suffix } = section.dataset;
    this.collector = new Collector({
      timeout: Number(timeout), window: Number(window), minimum: Number(minimum), endsBySilence: suffix === "none",
      onCode: (code) => this.take(code),
      onHalf: (text) => this.half(text),
      onLone: (character) => this.shortcut(character),
    });
    this.listen();
    this.rest();
    const first = this.part("body").querySelector("[data-scan-result]");
    if (first) this.show(first.dataset.scanResult, first.dataset.say, first.dataset.detail, { quiet: true });
  }

  listen() {
    addEventListener("keydown", (event) => this.pressed(event), true);
    addEventListener("focus", () => this.rest());
    addEventListener("blur", () => this.collector.forget());
    this.sink.addEventListener("input", (event) => this.sunk(event));
    document.addEventListener("compositionend", () => { this.sink.value = ""; });
    document.addEventListener("pointerup", () => { this.speaker.wake(); setTimeout(() => this.rest(), 0); });
    document.addEventListener("submit", (event) => this.typed(event));
    document.addEventListener("ui:scan", (event) => this.take(event.detail.code));
  }

  pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    this.speaker.wake();
    const field = event.target.closest?.("input, textarea");
    if (field && field !== this.sink && !this.collector.isScanning && !this.collector.text) this.before = { field, value: field.value };
    this.inField = Boolean(field && field !== this.sink);
    const scanning = this.collector.key(event);
    if (scanning || (!this.inField && event.key.length === 1)) event.stopImmediatePropagation();  // the page's own keys wait for shortcut()
    if (!scanning) return;
    event.preventDefault();
    this.unspoil();
  }

  shortcut(character) {
    if (!this.inField) document.querySelector(`[data-key="${CSS.escape(character.toLowerCase())}"]:not(:disabled)`)?.click();
  }

  /* A scan that began inside a field has left its first letters there, or in an open composition: take them back. */
  unspoil() {
    if (!this.before) return;
    const { field, value } = this.before;
    this.before = null;
    field.blur();
    field.value = value;
    this.rest();
  }

  /* Handheld devices without key events write straight into the focused field. */
  sunk(event) {
    if (event.isComposing || this.collector.text) return;
    clearTimeout(this.sinking);
    this.sinking = setTimeout(() => {
      const text = this.sink.value;
      this.sink.value = "";
      this.collector.paste(text);
    }, 80);
  }

  typed(event) {
    if (!event.target.matches?.("[data-scan-manual]")) return;
    event.preventDefault();
    const input = event.target.elements.typed;
    if (input.value.trim()) this.take(input.value.normalize("NFKC").trim());
    input.value = "";
    input.blur();
    this.rest();
  }

  /* Where the focus rests between scans: on touch devices a field without keyboard, else nothing that an input method could open on. */
  rest() {
    if (document.activeElement?.closest?.("input, textarea, select, button, a, dialog") && document.activeElement !== this.sink) return;
    (matchMedia("(pointer: coarse)").matches ? this.sink : this.section).focus({ preventScroll: true });
  }

  take(code) {
    this.part("code").textContent = code;
    this.codes.push(code);
    if (!this.busy) this.drain();
  }

  half(text) {
    this.part("code").textContent = text;
    this.show("wrong", this.section.dataset.half);
  }

  async drain() {
    this.busy = true;
    while (this.codes.length) await this.ask(this.codes.shift());
    this.busy = false;
  }

  async ask(code) {
    const values = { code };
    for (const input of this.section.querySelectorAll("[data-scan-body] [name]")) if (input.type !== "checkbox" || input.checked) values[input.name] = input.value;
    const body = this.part("body");
    try {
      const answer = await fetch(this.section.dataset.url, { method: "POST", headers: this.headers(), body: new URLSearchParams(values), redirect: "error" });
      if (answer.status >= 500 || [401, 403, 404, 429].includes(answer.status)) throw new Error(String(answer.status));
      await window.htmx.swap({ sourceElement: body, target: body, swap: "innerHTML", text: await answer.text() });
      const result = body.querySelector("[data-scan-result]");
      if (result) this.show(result.dataset.scanResult, result.dataset.say, result.dataset.detail);
    } catch {
      this.codes.length = 0;
      this.show("wrong", this.section.dataset.lost, code);
    }
  }

  headers() {
    return { "HX-Request": "true", Accept: "text/html", ...JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}") };
  }

  show(state, say, detail = "", { quiet = false } = {}) {
    clearTimeout(this.calming);
    this.section.dataset.state = state;
    document.body.dataset.scanState = state;
    if (say) this.part("say").textContent = say;
    this.part("detail").textContent = detail;
    if (!quiet) this.speaker.play(state);
    if (KEPT_MS[state]) this.calming = setTimeout(() => { document.body.dataset.scanState = this.section.dataset.state = "ready"; }, KEPT_MS[state]);
    this.section.dispatchEvent(new CustomEvent("ui:scanned", { bubbles: true, detail: { state } }));
  }
}

if (typeof document !== "undefined") document.querySelectorAll("[data-scan]").forEach((section) => new Station(section));
