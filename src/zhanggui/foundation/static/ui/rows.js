/* Tables that are filled in like a spreadsheet: add, remove, Enter goes down, cells copied from Excel spread out. */

const INPUTS = "input:not([type=hidden]), select";
const linesOf = (editor) => [...editor.querySelectorAll("tbody [data-rows-line]")];
const inputsOf = (line) => [...line.querySelectorAll("td[data-column]")].map((cell) => cell.querySelector(INPUTS));

document.addEventListener("click", (event) => {
  const editor = event.target.closest?.("[data-rows]");
  if (!editor) return;
  if (event.target.closest("[data-rows-add]")) inputsOf(addLine(editor))[0]?.focus();
  const remove = event.target.closest("[data-rows-remove]");
  if (remove) removeLine(editor, remove.closest("[data-rows-line]"));
});

document.addEventListener("keydown", (event) => {
  const editor = event.target.closest?.("[data-rows]");
  if (!editor || event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  const line = event.target.closest("[data-rows-line]");
  if (!line) return;
  event.preventDefault();
  const column = inputsOf(line).indexOf(event.target);
  const lines = linesOf(editor);
  const below = lines[lines.indexOf(line) + 1] ?? addLine(editor);
  inputsOf(below)[Math.max(column, 0)]?.focus();
});

document.addEventListener("paste", (event) => {
  const editor = event.target.closest?.("[data-rows]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!editor || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  spread(editor, event.target, cellsOf(text));
});

/* Excel quotes a cell that has a line break in it and doubles the quotes inside. */
function cellsOf(text) {
  const table = [[]];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|$)/g;
  for (const [, cell, end] of text.replace(/\r?\n$/, "").matchAll(pattern)) {
    table.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"').replace(/\s*\n\s*/g, " ") : cell.trim());
    if (end === "") break;
    if (end !== "\t") table.push([]);
  }
  return table;
}

function spread(editor, start, cells) {
  const startLine = start.closest("[data-rows-line]");
  const first = linesOf(editor).indexOf(startLine);
  const left = inputsOf(startLine).indexOf(start);
  cells.forEach((row, down) => {
    const line = linesOf(editor)[first + down] ?? addLine(editor);
    row.forEach((value, right) => fill(inputsOf(line)[left + right], value));
  });
}

function fill(input, value) {
  if (!input) return;
  if (input.tagName === "SELECT") {
    const option = [...input.options].find((each) => each.text.trim() === value || each.value === value);
    input.value = option ? option.value : "";
  } else {
    input.value = input.type === "date" ? value.replaceAll("/", "-").replace(/-(\d)(?=-|$)/g, "-0$1") : value;
    const id = input.closest(".lookup")?.querySelector("[data-lookup-id]");
    if (id) id.value = "";
  }
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function addLine(editor) {
  const line = editor.querySelector("[data-rows-template]").content.firstElementChild.cloneNode(true);
  editor.querySelector("tbody").append(line);
  renumber(editor);
  return line;
}

function removeLine(editor, line) {
  if (linesOf(editor).length === 1) addLine(editor);
  line.remove();
  renumber(editor);
}

function renumber(editor) {
  const name = editor.dataset.rows;
  const lines = linesOf(editor);
  lines.forEach((line, index) => {
    for (const input of line.querySelectorAll("[name]")) {
      const column = input.name.slice(name.length + 1).replace(/^[^-]+-/, "");
      input.name = `${name}-${index}-${column}`;
    }
  });
  editor.querySelector("[data-rows-count]").value = lines.length;
}
