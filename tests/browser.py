# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A page in Chromium that is looked at, typed on and touched as people do it.

Core's tours run inside the page, where a script cannot press Tab or touch the
screen. Here keys and touches come from outside, through the browser's own protocol.
"""

import json
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from odoo.tests.common import ChromeBrowser

# Standards whose rules are checked: WCAG 2.1, levels A and AA, and what 2.2 adds.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
IMPACTS = ["serious", "critical"]
# Discussion beside a form: a part of another addon, as large as a page of its own.
OTHERS = ".o-mail-Form-chatter"
KEYS = {
    # name: (code of the key, text that it types)
    "Backspace": (8, None),
    "Tab": (9, None),
    "Enter": (13, "\r"),
    "Escape": (27, None),
    "Space": (32, " "),
    "End": (35, None),
    "ArrowLeft": (37, None),
    "ArrowUp": (38, None),
    "ArrowRight": (39, None),
    "ArrowDown": (40, None),
    "Delete": (46, None),
}
SHIFT = 8
WAIT = """
new Promise((resolve, reject) => {
    const end = Date.now() + %(milliseconds)d;
    const look = () => {
        const found = %(condition)s;
        if (found) {
            resolve(true);
        } else if (Date.now() > end) {
            reject(new Error("Waited in vain"));
        } else {
            setTimeout(look, 20);
        }
    };
    look();
})
"""
SHOW = """
odoo.__WOWL_DEBUG__.root.env.services.action.doAction(%s, {
    clearBreadcrumbs: true, ...%s,
}).then(() => true)
"""
# What axe-core finds, in few words, without the places that are known to be core's.
CHECK = """
axe.run(
    {include: %(include)s, exclude: %(exclude)s},
    {runOnly: %(standards)s, resultTypes: ["violations"]}
).then(
    ({violations}) => violations
        .filter(({impact}) => %(impacts)s.includes(impact))
        .flatMap(({id, help, nodes}) => nodes
            .filter(({target}) => !(
                %(known)s[id]
                && document.querySelector(target[0]).matches(%(known)s[id])
            ))
            .map(({target, failureSummary}) =>
                `${id}: ${help}\\n    ${target.join(" ")}\\n    ${failureSummary
                    .split("\\n").slice(1).map((line) => line.trim()).join("; ")}`
            )
        )
)
"""
# What stands beyond the edge of the screen and cannot be scrolled into sight.
CUT_OFF = """
(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element && (
        (element.matches(%(scrollers)s)
            && ["auto", "scroll"].includes(getComputedStyle(element).overflowX)
        ) || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll("html, .o_content, .modal-body")]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.tagName} scrolls to ${element.scrollWidth} px`);
    const outside = [...document.querySelectorAll(`${%(area)s} *`)]
        .filter((element) => {
            const {left, right, width: own} = element.getBoundingClientRect();
            return own && (right > width + 1 || left < -1) && element.checkVisibility()
                && !element.closest(%(others)s) && !scrolls(element);
        })
        .map((element) => `outside: ${element.outerHTML.slice(0, 120)}`);
    return [...wide, ...outside];
})()
"""
# The element with the focus, and what a person sees of it.
FOCUS = """
(() => {
    const element = document.activeElement;
    const {x, y, width, height} = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const style = getComputedStyle(element);
    return {
        html: element.outerHTML.slice(0, 160),
        lost: element === document.body,
        covered: !(element.contains(top) || top?.contains(element)),
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none"
            || element.matches("textarea, input[type=text]"), // a caret blinks in it
    };
})()
"""
MIDDLE = """
(() => {
    const element = document.querySelector(%s);
    element.scrollIntoView({block: "center", behavior: "instant"});
    const {x, y, width, height} = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
})()
"""
# Moves and fades are over at once, so that colours are measured as they stay.
STILL = """
document.head.insertAdjacentHTML("beforeend",
    "<style>* {transition: none !important; animation: none !important}</style>")
"""


def get_axe():
    """Return the source of axe-core, which a wheel brings.

    Returns:
        str: JavaScript that defines `axe`.
    """
    package = find_spec("axe_playwright_python")
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


class Page:
    """One tab of Chromium; whatever its console calls an error fails the test."""

    def __init__(self, test_case):
        self.test_case = test_case
        self.browser = ChromeBrowser(test_case, success_signal="never logged")

    def request(self, method, **params):
        """Ask the browser by its own protocol.

        Args:
            method: name of the protocol, as "Input.dispatchKeyEvent".
            params: what this method takes.

        Returns:
            dict: what the browser answers.
        """
        answer = self.browser._websocket_request(method, params=params, timeout=60)
        if self.browser._result.done():
            self.browser._result.result()  # raises what the console called an error
        return answer

    def run(self, code):
        """Evaluate JavaScript, wait for the promise that it may be.

        Args:
            code: an expression.

        Returns:
            object: its value, as JSON knows it.

        Raises:
            AssertionError: the code threw an error or its promise was rejected.
        """
        answer = self.request(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True
        )
        if problem := answer.get("exceptionDetails"):
            text = problem.get("exception", {}).get("description", problem["text"])
            self.test_case.fail(f"{text}\n{code.strip()}")
        return answer["result"].get("value")

    # ------------------------------------------------------------
    # WHERE ONE IS
    # ------------------------------------------------------------

    def login(self, user):
        """Open the web client as somebody; what was open before is gone."""
        self.browser.navigate_to("about:blank", wait_stop=True)
        self.test_case._wait_remaining_requests()
        self.test_case.authenticate(user.login, user.login, browser=self.browser)
        self.test_case.env.cr.flush()
        self.test_case.env.cr.clear()
        url = (
            self.test_case.base_url()
            + "/odoo/action-asn_appraisal.action_my_evaluations"
        )
        self.browser.navigate_to(url)
        # the first page after an installation builds the bundles
        loaded = "document.querySelector('.o_action_manager > .o_action')"
        self.wait(loaded, seconds=60)
        self.run(f"{STILL}; {get_axe()}; true")

    def resize(self, width, height=900, touch=False):
        """Make the screen as wide as a desk's or, with touch, a phone's.

        Args:
            width: CSS pixels.
            height: CSS pixels.
            touch: whether fingers are used, as on a phone.
        """
        self.request(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=touch,
        )
        self.request("Emulation.setTouchEmulationEnabled", enabled=touch)

    def show(self, action, view=None, record=None):
        """Open an action, as its menu would.

        Args:
            action: its XML id.
            view: type of the view to begin with, if not the first.
            record: the record to open in a form.
        """
        options = {"viewType": view} if view else {}
        if record:
            options = {"viewType": "form", "props": {"resId": record.id}}
        self.run(SHOW % (json.dumps(f"asn_appraisal.{action}"), json.dumps(options)))

    def wait(self, condition, seconds=20):
        """Wait until a condition holds.

        Args:
            condition: a JavaScript expression, or a CSS selector in a tuple.
            seconds: how long at most.
        """
        self.run(WAIT % {"condition": condition, "milliseconds": 1000 * seconds})

    def wait_for(self, selector):
        self.wait(f"document.querySelector({json.dumps(selector)})")

    # ------------------------------------------------------------
    # KEYS AND FINGERS
    # ------------------------------------------------------------

    def press(self, *keys, shift=False):
        """Press keys one after the other.

        Args:
            keys: names as JavaScript has them ("Tab"), or single letters.
            shift: whether Shift is held meanwhile.
        """
        for key in keys:
            code, text = KEYS.get(key, (ord(key[0].upper()), key))
            event = {
                "key": " " if key == "Space" else key,
                "code": key,
                "windowsVirtualKeyCode": code,
                "modifiers": SHIFT if shift else 0,
            }
            down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
            self.request("Input.dispatchKeyEvent", **event, **down)
            self.request("Input.dispatchKeyEvent", **event, type="keyUp")

    def type(self, text):
        self.request("Input.insertText", text=text)

    def tap(self, selector):
        """Touch the middle of an element that has been scrolled into sight."""
        x, y = self.run(MIDDLE % json.dumps(selector))
        self.request(
            "Input.dispatchTouchEvent",
            type="touchStart",
            touchPoints=[{"x": x, "y": y}],
        )
        self.request("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    # ------------------------------------------------------------
    # WHAT IS WRONG
    # ------------------------------------------------------------

    def check(self, include, known):
        """Let axe-core look at a part of the page.

        Args:
            include: CSS selector of the part.
            known: {rule: CSS selector of elements that are left out for it}.

        Returns:
            list[str]: one text per place that breaks a rule.
        """
        texts = {
            "include": include,
            "exclude": OTHERS,
            "known": known,
            "standards": STANDARDS,
            "impacts": IMPACTS,
        }
        return self.run(CHECK % {name: json.dumps(it) for name, it in texts.items()})

    def get_cut_off(self, area, scrollers):
        """Say what is not to be seen without scrolling sideways, or not at all.

        Args:
            area: CSS selector of the part looked at.
            scrollers: CSS selector of what may scroll sideways by itself.

        Returns:
            list[str]: one text per element, empty where all is in sight.
        """
        texts = {"area": area, "scrollers": scrollers, "others": OTHERS}
        code = CUT_OFF % {name: json.dumps(it) for name, it in texts.items()}
        for __ in range(10):
            if not (problems := self.run(code)):
                break
            time.sleep(0.1)  # Odoo's own bars follow a new size of the screen late
        return problems

    def get_focus(self):
        """Return what has the focus, and whether it is seen: see `FOCUS`."""
        return self.run(FOCUS)

    def has_focus(self, selector):
        return self.run(f"document.activeElement.matches({json.dumps(selector)})")


@contextmanager
def open_page(test_case):
    """Give a page of a browser that is closed at the end.

    Args:
        test_case: an HttpCase.

    Yields:
        Page: a tab with nothing open yet.
    """
    page = Page(test_case)
    with test_case.allow_requests(browser=page.browser):
        try:
            yield page
        finally:
            page.browser.stop()
            test_case._wait_remaining_requests()
