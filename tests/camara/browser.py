"""Is the page on which a customer decides usable, in a real browser and in each language?

    browser.py ASSENT ASSENTD [FOLDER]

Opens the page in Chromium as a customer's browser would, without JavaScript, and decides with the keyboard alone. Looks for faults against
WCAG 2.2, levels A and AA, with axe-core. Checks that it fits a narrow screen, and that everything that can be touched is large enough.
Writes pictures of the page to FOLDER if one is named. Exit status 0: all is as described.
"""

import contextlib
import http.server
import pathlib
import sys
import tempfile
import threading
import urllib.parse

import axe_playwright_python
from playwright.sync_api import sync_playwright

from world import ADDRESS, LOCATION, World

CHROMIUM = "/usr/bin/chromium"
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TITLES = {"en": "Your decision about your information", "ar": "قرارك بشأن المعلومات المتعلقة بك", "fr": "Votre décision sur vos informations"}
SMALLEST = 24  # pixels: WCAG 2.2, 2.5.8


class Partner:
    """The program of a partner on this machine, to which customers come back."""

    def __init__(self):
        self.came = []
        came = self.came

        class Came(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.startswith("/callback"):
                    came.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                with contextlib.suppress(ConnectionError):  # a browser that has what it needs goes away
                    self.wfile.write(b"<!doctype html><title>Back</title><p>Back")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Came)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.callback = f"http://127.0.0.1:{self.server.server_port}/callback"


def capture(world, partner, scopes=(LOCATION[0],)):
    body = {"phoneNumber": world.number("pending"), "scopes": list(scopes), "purpose": LOCATION[1], "requestCaptureUrl": True,
            "callbackUrl": partner.callback}
    response = world.ask("POST", "/consent-info/v0.2/retrieve", body, world.issuer.token("acme", "consent-info:retrieve"))
    assert response.status == 200, response.text
    return response.json()["captureUrl"].replace(ADDRESS, f"http://127.0.0.1:{world.server.port}")


def context_of(browser, **options):
    """With the patience of a machine that does much else."""
    context = browser.new_context(**options)
    context.set_default_timeout(120_000)
    return context


def check_accessibility(browser, address, language, width):
    """With scripts, for the checker needs them; the page has none."""
    context = context_of(browser, bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE)
    result = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    faults = [(each["id"], each["help"], [node["html"] for node in each["nodes"]]) for each in result["violations"]]
    assert not faults, (language, width, faults)
    assert len(result["passes"]) > 10, "nothing was checked"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{language}: it scrolls sideways at {width} pixels"
    small = page.evaluate("""(smallest) => [...document.querySelectorAll('a, button, label')].map((each) => each.getBoundingClientRect())
        .filter((box) => box.width < smallest || box.height < smallest).length""", SMALLEST)
    assert small == 0, f"{language}: {small} targets are too small"
    context.close()


def check_text(page, language):
    root = page.locator("html")
    assert root.get_attribute("lang") == language
    assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.title() == TITLES[language], page.title()
    assert page.locator("h1").inner_text() == TITLES[language]
    assert "Acme Offers & Tours" in page.locator("main").inner_text()
    assert page.locator("input:checked").count() == 0
    assert page.locator(".text").first.get_attribute("lang") == language


def decide_by_keyboard(page, steps):
    """Tab to each answer and to the button, as a customer without a mouse does."""
    for key in steps:
        page.keyboard.press(key)
        focused = page.locator(":focus")
        if key == "Tab" and focused.count():
            outline = focused.evaluate("(each) => getComputedStyle(each).outlineStyle")
            assert outline != "none", "the focus cannot be seen"


def picture(page, folder, name):
    if folder:
        page.screenshot(path=str(pathlib.Path(folder) / f"{name}.png"), full_page=True)


def check_language(browser, world, partner, language, folder):
    address = capture(world, partner, (LOCATION[0], "device-roaming-status:read", "usage:read"))
    there = address + "?" + urllib.parse.urlencode({"lang": language, "state": "session 7/é"})
    for width in (1280, 320):
        check_accessibility(browser, there, language, width)
    context = context_of(browser, java_script_enabled=False, viewport={"width": 400, "height": 900})
    page = context.new_page()
    page.goto(there)
    check_text(page, language)
    picture(page, folder, f"page-{language}")
    # Sent too early: the page says so, in the same language, and keeps what was chosen.
    page.locator("input[type=radio]").first.check()
    page.locator("button").click()
    assert page.locator("[role=alert]").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("input:checked").count() == 1
    picture(page, folder, f"error-{language}")
    check_accessibility_of_error(browser, page, language)
    # By keyboard: the first question is answered; the other is refused. The arrow goes from Yes to No, whichever way the text runs.
    page.locator("input[type=radio]").nth(2).focus()
    decide_by_keyboard(page, ["Space", "ArrowDown", "Tab", "Enter"])
    page.wait_for_url(partner.callback + "**")
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page.url).query))
    assert query == {"capture_result": "partial_grant", "state": "session 7/é"}, query
    # The address works for one decision.
    page.goto(there)
    assert page.locator("input").count() == 0
    picture(page, folder, f"used-{language}")
    context.close()


def check_accessibility_of_error(browser, page, language):
    context = context_of(browser, bypass_csp=True)
    copy = context.new_page()
    copy.set_content(page.content())
    copy.evaluate(AXE)
    result = copy.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    faults = [(each["id"], each["help"]) for each in result["violations"]]
    assert not faults, (language, faults)
    context.close()


def main():
    folder = sys.argv[3] if len(sys.argv) > 3 else ""
    partner = Partner()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        world = World(sys.argv[1], sys.argv[2], place)
        browser = playwright.chromium.launch(executable_path=CHROMIUM,
                                             args=["--no-sandbox", "--disable-quic", "--disable-background-networking"])
        for language in ("en", "ar", "fr"):
            check_language(browser, world, partner, language, folder)
            print("usable:", language, flush=True)
        browser.close()
        assert world.end() == 0
    assert len(partner.came) == 3, partner.came
    return 0


if __name__ == "__main__":
    sys.exit(main())
