"""A real Chromium on the running desk: pages for desk and phone, accessibility, pictures."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from serentak.cli.office import DEMO_NOW
from tests.browser.chromium import NoBrowser, chromium

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENS = Path("build/screens")
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        try:
            program = chromium(playwright.chromium.executable_path)
        except NoBrowser as none:
            pytest.fail(str(none), pytrace=False)
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo itself, started as a newcomer starts it, on data of its own."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {name: text for name, text in os.environ.items() if not _ours(name)}
    env["SERENTAK_DATA_DIR"] = str(folder)
    command = [sys.executable, "-m", "serentak.cli.main", "demo", "--port", str(port)]
    log = (folder / "log").open("wb")
    with subprocess.Popen(command, env=env, stdout=log, stderr=log) as process:  # noqa: S603  our own
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process, folder / "log")
            _seed(env, folder)
            yield address
        finally:
            process.terminate()
            process.wait(20)
            log.close()


def _seed(env: dict[str, str], folder: Path) -> None:
    """Put runs of a made-up register on the demo, as an officer would have them built."""
    more = {
        "DJANGO_SETTINGS_MODULE": "serentak.desk.settings",
        "SERENTAK_DEMO": "1",
        "SERENTAK_NOW": DEMO_NOW,
        "SERENTAK_SECRET_KEY": (folder / "secret").read_text(),
    }
    command = [sys.executable, "-m", "tests.desk.register.seeding"]
    subprocess.run(command, env=env | more, check=True, capture_output=True)  # noqa: S603  our own


def _ours(name: str) -> bool:
    return name.startswith("SERENTAK_") or name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/publik/", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"The demo did not start:\n{log.read_text()[-2000:]}", pytrace=False)


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """A page on a desk's screen; `page.goto("/")` opens the running demo."""
    with _watched(browser, desk, DESK) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, desk: str) -> Iterator[Page]:
    """The same on a phone, 390 pixels wide."""
    with _watched(browser, desk, PHONE) as opened:
        yield opened


@contextmanager
def _watched(browser: Browser, address: str, device: dict[str, Any]) -> Iterator[Page]:
    """A page whose script errors, broken policies and calls to other hosts fail the test."""
    context = browser.new_context(
        base_url=address,
        locale="id-ID",
        timezone_id="Asia/Makassar",
        reduced_motion="reduce",
        **device,
    )
    page, slips = context.new_page(), list[str]()
    home = urlsplit(address).netloc
    page.on("pageerror", lambda error: slips.append(f"script error: {error}"))
    page.on("console", lambda said: slips.extend(_complaint(said)))
    page.on("response", lambda answer: slips.extend(_failure(answer)))
    page.on("request", lambda sent: slips.extend(_stranger(sent.url, home)))
    yield page
    context.close()
    assert not slips, "\n".join(slips)


def _complaint(said: ConsoleMessage) -> list[str]:
    # A refused page answers 403 on purpose; answers that are wrong are looked at one by one.
    answered = said.text.startswith("Failed to load resource")
    return [f"console: {said.text}"] if said.type == "error" and not answered else []


def _failure(answer: Response) -> list[str]:
    lost = answer.status == 404 and answer.request.resource_type != "document"
    return [f"{answer.status}: {answer.url}"] if lost or answer.status >= 500 else []


def _stranger(url: str, home: str) -> list[str]:
    parts = urlsplit(url)
    local = parts.scheme not in ("http", "https", "ws", "wss") or parts.netloc == home
    return [] if local else [f"outside: {url}"]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that the page as it stands breaks no accessibility rule: `axe(page)`."""
    return _accessible


def _accessible(page: Page) -> None:
    # Through the debugger: the page's strict content policy stays in force while we look.
    page.wait_for_load_state("load")
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
    options = {"resultTypes": ["violations"], "runOnly": STANDARDS}
    answer = debugger.send(
        "Runtime.evaluate",
        {"expression": f"axe.run({options})", "awaitPromise": True, "returnByValue": True},
    )
    debugger.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    results = AxeResults(answer["result"]["value"])
    assert results.violations_count == 0, results.generate_report()


@pytest.fixture
def shot() -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page: `shot(page, "matrix-phone")`, in build/screens/."""

    def take(page: Page, name: str) -> Path:
        file = SCREENS / f"{name}.png"
        page.screenshot(path=file, full_page=True, animations="disabled")
        return file

    return take
