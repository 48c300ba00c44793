"""People at their screens: browsers of their own, what they press, and the scanners in their hands."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect, sync_playwright

from zhanggui.org.models import Person

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE_MS = 15_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; the machine's own, else the one that Playwright keeps."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(), args=list(FLAGS), env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        try:
            yield browser
        finally:
            browser.close()


def _executable() -> str | None:
    named = os.environ.get("ZHANGGUI_CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


@dataclass
class Desk:
    """Somebody's browser. Everything that its console complains about is kept."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the house; it must answer 200."""
        answer = self.page.goto(self.address + path)
        assert answer is not None, path
        assert answer.status == 200, f"{path} answers {answer.status}"

    def follow(self, link: Locator) -> None:
        """Click what leads to another page and wait until that page is there with its scripts."""
        with self.page.expect_navigation(wait_until="load"):
            link.click()

    def press(self, operation: str, within: str = "main") -> None:
        """Press the button of an operation: one that opens its form or carries it out at once."""
        self.button(operation, within).click()

    def button(self, operation: str, within: str = "main") -> Locator:
        """The button of an operation on the page."""
        return self.page.locator(
            f"{within} [data-acts][hx-post^='/do/{operation}'], {within} [data-acts][hx-get^='/do/{operation}/']"
        ).first

    def submit(self) -> None:
        """Send the form in the dialog and wait until it closes."""
        dialog = self.page.locator("#dialog")
        dialog.locator("form.form button[type=submit]").click()
        expect(dialog).not_to_be_visible()

    def look_up(self, field: str, typed: str) -> None:
        """Type into a look-up field of the dialog and choose the first record that it offers."""
        words = self.page.locator(f"#dialog [name='{field}-text']")
        words.fill(typed)
        choice = self.page.locator("#dialog .lookup-list li[role=option]:visible").first
        expect(choice).to_contain_text(typed)
        choice.click()

    def pick_all(self) -> None:
        """Select every row of the list's page."""
        self.page.locator("[data-pick-all]").check()

    def hears(self, text: str) -> None:
        """Wait until a message says the text."""
        expect(self.page.locator("#toasts")).to_contain_text(text)


@dataclass(frozen=True)
class Heard:
    """What a scan station answered."""

    state: str
    say: str
    detail: str


def seat(browser: Browser, address: str, *, phone: bool = False, dark: bool = False, **options: Any) -> Desk:
    """A browser of its own for somebody who is not signed in yet."""
    context = browser.new_context(
        viewport=PHONE if phone else DESK, is_mobile=phone, has_touch=phone, locale="zh-CN",
        timezone_id="Asia/Shanghai", color_scheme="dark" if dark else "light", accept_downloads=True, **options,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE_MS)
    desk = Desk(context.new_page(), address)
    _listen(desk)
    return desk


def log_in(desk: Desk, username: str, password: str) -> None:
    """Sign in on the login page."""
    desk.open("/login")
    desk.page.locator("[name=username]").fill(username)
    desk.page.locator("[name=password]").fill(password)
    desk.follow(desk.page.locator("form.form button[type=submit]"))
    expect(desk.page).to_have_url(f"{desk.address}/")


def remembered(desk: Desk, person_id: int) -> Desk:
    """The browser remembers who sits there: signed in without the login page."""
    client = Client()
    client.force_login(Person.objects.get(pk=person_id), "django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context: BrowserContext = desk.page.context
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": desk.address}])
    return desk


def scan(desk: Desk, code: str, *, times: int = 1, ended: bool = True, through_input_method: bool = False) -> Heard:
    """Pull the trigger of a keyboard-wedge scanner and wait for the answer of the station.

    A second piece of the same goods is scanned slower than a trigger bounces. `times`: the trigger bounces.
    `ended=False`: the closing Enter is lost. `through_input_method`: a Chinese input method is in between.
    """
    pulled = {"code": code, "times": times, "ended": ended, "composing": through_input_method}
    return Heard(**desk.page.evaluate(_SCAN, pulled))


def _listen(desk: Desk) -> None:
    page = desk.page
    page.on("console", lambda said: desk.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))


# The keys of a scan come faster than a message to the browser takes on a busy machine: they are sent from inside.
_SCAN = """
async ({ code, times, ended, composing }) => {
  const station = document.querySelector("[data-scan]");
  const sinceLast = performance.now() - (window.pulledAt ?? -Infinity);
  const tooSoon = Number(station.dataset.window) + 5 - sinceLast;
  if (window.pulled === code && tooSoon > 0) await new Promise((resolve) => setTimeout(resolve, tooSoon));
  const heard = new Promise((resolve, reject) => {
    station.addEventListener("ui:scanned", ({ detail }) => resolve(detail.state), { once: true });
    setTimeout(() => reject(new Error(`no answer to ${code}`)), 15000);
  });
  const physical = (key) => /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : /[0-9]/.test(key) ? `Digit${key}` : { "-": "Minus", ".": "Period", "/": "Slash" }[key] ?? "";
  const press = (key, code, shiftKey = false) => {
    const target = document.activeElement ?? document.body;
    const veiled = composing && key !== "Enter";
    const said = { key: veiled ? "Process" : key, code, shiftKey, keyCode: veiled ? 229 : key.charCodeAt(0), isComposing: veiled, bubbles: true, cancelable: true };
    if (veiled) target.dispatchEvent(new CompositionEvent("compositionupdate", { data: key, bubbles: true }));
    target.dispatchEvent(new KeyboardEvent("keydown", said));
    target.dispatchEvent(new KeyboardEvent("keyup", said));
  };
  if (composing) document.activeElement.dispatchEvent(new CompositionEvent("compositionstart", { data: "", bubbles: true }));
  for (let pull = 0; pull < times; pull += 1) {
    for (const key of code) press(key, physical(key), /[A-Z]/.test(key));
    if (ended) press("Enter", "Enter");
  }
  if (composing) document.activeElement.dispatchEvent(new CompositionEvent("compositionend", { data: code, bubbles: true }));
  [window.pulled, window.pulledAt] = [code, performance.now()];
  const state = await heard;
  const text = (part) => station.querySelector(`[data-scan-${part}]`).textContent;
  return { state, say: text("say"), detail: text("detail") };
}
"""  # noqa: E501
