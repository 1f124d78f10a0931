"""Is the customer's page usable, in a real browser and in each language?

    browser.py ASSENT ASSENTD [FOLDER]

Follows a link from a notice as a customer's browser would, without JavaScript, and refuses with two clicks, or with the keyboard alone; shows
who it is with a code, reads the whole page, allows and refuses there. In each language and each state of the page, axe-core looks for
faults against WCAG 2.2, levels A and AA, in the light scheme and the dark one; what it does not look at is measured here: that nothing
scrolls sideways at 320 pixels or with letters of twice the size, that text begins at the right side, and that what can be touched is
large enough. Writes pictures of the pages to FOLDER if one is named. Exit status 0: all is as described.
"""

import pathlib
import sys
import tempfile
import time

import axe_playwright_python
from playwright.sync_api import sync_playwright

from world import World

CHROMIUM = "/usr/bin/chromium"
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ("en", "ar", "fr")
SMALLEST = 44  # pixels; WCAG 2.2, 2.5.8 asks for 24
MOST_BYTES = 60_000

# Where each block's text begins, whether anything sticks out, and what is too small to touch.
MEASURE = """(smallest) => {
  const wide = document.documentElement.scrollWidth > window.innerWidth;
  const outside = [...document.querySelectorAll('main *')].map((each) => each.getBoundingClientRect())
      .filter((box) => box.width > 0 && (box.left < -1 || box.right > window.innerWidth + 1)).length;
  const direction = getComputedStyle(document.documentElement).direction;
  const turned = [...document.querySelectorAll('h1, h2, h3, main p, dd, li, dt')].filter((each) => {
    const expected = each.closest('[dir]').getAttribute('dir');
    if (getComputedStyle(each).direction !== expected) return true;
    const range = document.createRange();
    range.selectNodeContents(each);
    const first = [...range.getClientRects()].filter((box) => box.width > 0);
    if (first.length === 0) return false;
    const top = Math.min(...first.map((box) => box.top));
    const line = first.filter((box) => box.top < top + 8);
    const box = each.getBoundingClientRect();
    const style = getComputedStyle(each);
    return expected === 'rtl' ? box.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth) - Math.max(...line.map((b) => b.right)) > 24
                              : Math.min(...line.map((b) => b.left)) - box.left - parseFloat(style.paddingLeft) - parseFloat(style.borderLeftWidth) > 24;
  }).map((each) => each.outerHTML.slice(0, 200));
  const small = [...document.querySelectorAll('a, button, summary, label:not(.over), input[type=text]')].map((each) => [each, each.getBoundingClientRect()])
      .filter(([each, box]) => box.width > 0 && box.height < smallest).map(([each]) => each.outerHTML.slice(0, 120));
  return {wide, outside, direction, turned, small};
}"""


class Looker:
    """Looks at each state of the page with the checker, which needs scripts; the page has none."""

    def __init__(self, browser, folder):
        self.browser, self.folder, self.seen = browser, folder, []

    def context(self, **options):
        options = {"viewport": {"width": 400, "height": 900}} | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(60_000)
        return context

    def measure(self, page, language, what):
        found = page.evaluate(MEASURE, SMALLEST)
        assert not found["wide"] and not found["outside"], (what, found)
        assert found["direction"] == ("rtl" if language == "ar" else "ltr"), (what, found)
        assert not found["turned"], (what, found["turned"])
        assert not found["small"], (what, found["small"])

    def look(self, page, language, state):
        """At the page as it is, in both schemes, wide, narrow, and with large letters."""
        root = page.locator("html")
        assert root.get_attribute("lang") == language, state
        assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), state
        for scheme, width in (("light", 1280), ("dark", 320)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if not page.evaluate("typeof window.axe === 'object'"):
                page.evaluate(AXE)
            result = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES)
            faults = [(each["id"], each["help"], [node["html"] for node in each["nodes"]]) for each in result["violations"]]
            assert not faults, (language, state, scheme, faults)
            assert len(result["passes"]) > 4, "nothing was checked"
            self.measure(page, language, (language, state, width))
            self.picture(page, f"{state}-{language}-{scheme}-{width}")
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.measure(page, language, (language, state, "200 %"))
        page.evaluate("document.documentElement.style.fontSize = ''")
        self.seen.append((language, state))

    def picture(self, page, name):
        if self.folder:
            page.screenshot(path=str(pathlib.Path(self.folder) / f"{name}.png"), full_page=True)


def check_size(response):
    size = len(response.body())
    assert size < MOST_BYTES, size
    assert not response.request.redirected_from or size > 0


def check_two_clicks(looker, world, language, account):
    """From the notice to a recorded refusal, without scripts: the link, and the button. Nothing else is loaded."""
    context = looker.context(java_script_enabled=False)
    page = context.new_page()
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    link = world.link(account, "refuse", "--notice", "your-information")
    page.set_content(f'<a href="{link}?lang={language}">Your choices</a>')
    before = len(world.refusals(account))
    page.locator("a").click()
    assert world.refusals(account) == [] and before == 0, "a GET refuses nothing"
    page.locator("form.main button").click()
    assert page.locator("[role=status]").count() == 1
    entries = world.refusals(account)
    assert len(entries) == 1 and entries[0]["evidence"].startswith("customer-page/link/your-information"), entries
    assert len([each for each in loaded if "/choices/" not in each]) == 0, loaded
    context.close()


def press_to(page, wanted, most=60):
    """Tabs until that is in focus; each stop can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            continue
        assert focused.evaluate("(each) => getComputedStyle(each).outlineStyle") != "none", "the focus cannot be seen"
        if focused.evaluate("(each, wanted) => each.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def check_keyboard(looker, world, account):
    """A part refused, the code sent and entered, a use allowed: all of it without a pointer, from right to left."""
    context = looker.context(java_script_enabled=True)
    page = context.new_page()
    page.goto(world.link(account) + "?lang=ar")
    press_to(page, "input[value=joint_venture_partner]")
    page.keyboard.press("Space")
    press_to(page, "button[value=part]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    press_to(page, "button[name=open]")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=send]")
    press_to(page, "input[name=send]")
    press_to(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=code]")
    press_to(page, "input[name=code]")
    page.keyboard.type(world.gateway.code())
    page.keyboard.press("Enter")
    page.wait_for_selector("#now")
    press_to(page, "summary")
    page.keyboard.press("Enter")
    press_to(page, "button[name=allow]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    kinds = [each["kind"] for each in world.history(account)]
    assert kinds.count("opt_out") == 1 and kinds.count("opt_in") == 1 and kinds.count("reading") >= 2, kinds
    context.close()


def open_view(page, world):
    """From the page of codes to the whole page."""
    page.locator("input[name=send]").first.check()
    page.locator("button").last.click()
    page.wait_for_selector("input[name=code]")


def check_states(looker, world, language, account):
    context = looker.context(bypass_csp=True)
    page = context.new_page()
    link = world.link(account)
    tongue = f"?lang={language}"
    check_size(page.goto(link + tongue))
    assert account not in page.content() and "acme" not in page.url
    looker.look(page, language, "refuse")
    page.locator("button[value=part]").click()
    looker.look(page, language, "none-picked")
    page.locator("input[value=agent]").check()
    page.locator("input[value=joint_venture_partner]").check()
    page.locator("button[value=part]").click()
    assert "Acme Offers & Tours" in page.locator("[role=status]").inner_text()
    looker.look(page, language, "refused-part")
    page.goto(link + tongue)
    page.locator("form.main button").click()
    looker.look(page, language, "refused-all")
    page.locator("button[name=open]").click()
    looker.look(page, language, "code-ask")
    open_view(page, world)
    looker.look(page, language, "code-sent")
    page.locator("input[name=code]").fill("0000 0000")
    page.locator("button").first.click()
    looker.look(page, language, "code-wrong")
    page.locator("input[name=code]").fill(world.gateway.code())
    page.locator("button").first.click()
    page.wait_for_selector("#now")
    page.locator("summary").first.click()
    looker.look(page, language, "view")
    page.locator("button[name=allow]").first.click()
    page.wait_for_selector("[role=status]")
    check_size(page.goto(page.url))
    looker.look(page, language, "view-allowed")
    page.emulate_media(media="print", color_scheme="light")
    looker.picture(page, f"print-{language}")
    assert page.locator("button:visible").count() == 0, "paper has no buttons"
    page.emulate_media(media="screen")
    page.goto(link + "x" + tongue)
    looker.look(page, language, "not-known")
    context.close()
    signal = looker.context(bypass_csp=True, extra_http_headers={"Sec-GPC": "1"})
    page = signal.new_page()
    page.goto(link + tongue)
    assert page.locator("input:checked").count() == page.locator("input[type=checkbox]").count() - 1
    looker.look(page, language, "refuse-signalled")
    signal.close()


def check_cookie(looker, world, account):
    """Whoever has the link, but not the browser, sees nothing."""
    context = looker.context(java_script_enabled=False)
    page = context.new_page()
    page.goto(world.link(account, "view") + "?lang=en")
    open_view(page, world)
    page.locator("input[name=code]").fill(world.gateway.code())
    page.locator("button").first.click()
    page.wait_for_selector("#now")
    cookies = context.cookies()
    assert len(cookies) == 1 and cookies[0]["httpOnly"] and cookies[0]["secure"] and cookies[0]["sameSite"] == "Strict", cookies
    with page.expect_download() as download:
        page.locator("ol.life a").first.click()
    assert '"root"' in pathlib.Path(download.value.path()).read_text(encoding="utf-8")
    forwarded = looker.context().new_page()
    forwarded.goto(page.url)
    assert forwarded.locator("#now").count() == 0 and forwarded.locator("input[name=send]").count() == 2
    forwarded.context.close()
    context.close()


def check_new_key(looker, world, account):
    """A link in last year's letter still refuses after a new key was put before the old one, and a reload."""
    old = world.link(account)
    world.add_key()
    assert world.link(account) != old, "the new key makes new links"
    context = looker.context(java_script_enabled=False)
    page = context.new_page()
    for link in (old, world.link(account)):
        page.goto(link + "?lang=en")
        page.locator("form.main button").click()
        assert page.locator("[role=status]").count() == 1, link
    assert len(world.refusals(account)) == 2, "two links, two refusals"
    context.close()


def main():
    folder = sys.argv[3] if len(sys.argv) > 3 else ""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        world = World(sys.argv[1], sys.argv[2], place)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"])
        looker = Looker(browser, folder)
        for number, language in enumerate(LANGUAGES):
            check_two_clicks(looker, world, language, f"C-{number}")
            check_states(looker, world, language, f"C-{number + 3}")
            print("usable:", language, f"{time.monotonic() - began:.1f} s", flush=True)
        check_keyboard(looker, world, "C-10")
        check_cookie(looker, world, "C-11")
        check_new_key(looker, world, "C-12")
        browser.close()
        assert world.end() == 0
        text = (pathlib.Path(place) / "log").read_text(encoding="utf-8") + (pathlib.Path(place) / "err").read_text(encoding="utf-8")
        assert "961312" not in text and "/choices/" not in text, "the log has a number or a link"
    assert len(looker.seen) == len(LANGUAGES) * 11, looker.seen
    print(f"{len(looker.seen)} states, each in both schemes: no fault; {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
