/* Charts: options come from the server as data; colours, type and dark mode come from the page's own tokens. */

const drawn = new Map();
let library = null;

function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("meta[name=echarts]").content;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

async function drawAll() {
  for (const [box, chart] of drawn) if (!box.isConnected) { chart.dispose(); drawn.delete(box); }
  const waiting = [...document.querySelectorAll("[data-chart]")].filter((box) => !drawn.has(box));
  if (!waiting.length) return;
  await loadLibrary();
  waiting.filter((box) => box.isConnected && !drawn.has(box)).forEach(draw);
}

function draw(box) {
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  const option = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  chart.setOption(dressed(option));
  drawn.set(box, chart);
  new ResizeObserver(() => chart.resize()).observe(box);
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function dressed(option) {
  const [ink, quiet, line] = [token("--ink"), token("--quiet"), token("--line")];
  const axis = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: quiet }, splitLine: { lineStyle: { color: line } } };
  const axes = (given) => given && (Array.isArray(given) ? given.map((each) => ({ ...axis, ...each })) : { ...axis, ...given });
  return {
    color: ["--accent", "--info", "--ok", "--warn", "--violet", "--danger"].map(token),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    grid: { left: 8, right: 12, top: 28, bottom: 4, containLabel: true },
    animationDuration: 300,
    ...option,
    legend: option.legend && { top: 0, right: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: quiet }, ...option.legend },
    tooltip: { renderMode: "richText", trigger: "axis", backgroundColor: token("--sheet"), borderColor: line, textStyle: { color: ink }, ...option.tooltip },
    xAxis: axes(option.xAxis),
    yAxis: axes(option.yAxis),
  };
}

document.addEventListener("ui:theme", () => {
  for (const box of [...drawn.keys()]) { drawn.get(box).dispose(); drawn.delete(box); }
  drawAll();
});
document.addEventListener("htmx:after:swap", drawAll);
drawAll();
