/* Colours and the folded navigation, decided before the first paint. A classic script on purpose: a module would come too late. */
(() => {
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window: lasts for this page */ } };

  const showTheme = (choice) => {
    const dark = choice === "dark" || (choice !== "light" && prefersDark.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
    root.dataset.themeChoice = choice;
    root.dispatchEvent(new Event("ui:theme", { bubbles: true }));
  };

  showTheme(recall("zhanggui-theme") ?? "auto");
  if (recall("zhanggui-side") === "folded") root.dataset.side = "folded";
  prefersDark.addEventListener("change", () => showTheme(root.dataset.themeChoice));

  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
    if (choice) {
      remember("zhanggui-theme", choice);
      showTheme(choice);
    }
    if (event.target.closest("[data-fold]")) {
      const folded = root.dataset.side !== "folded";
      root.dataset.side = folded ? "folded" : "open";
      remember("zhanggui-side", root.dataset.side);
    }
  });
})();
