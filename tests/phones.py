# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""People with phones, for locust: each opens a link, answers and looks once more.

Run as ``locust -f phones.py --headless -u NUMBER``; the environment names the tokens of
the links (``PHONES_LINKS``, as JSON) and a file that gets a line for each phone
(``PHONES_FILE``).
"""

import itertools
import json
import os
import random
from pathlib import Path

import gevent
from gevent.lock import BoundedSemaphore
from locust import HttpUser, task
from locust.exception import StopUser
from lxml import html

NUMBERS = itertools.count()
LINKS = json.loads(os.environ["PHONES_LINKS"])
# What phones do with the button; "at once" is twice before the first answer is there.
TAPS = ("once", "at once", "again", "once")
SCHOOL = "203.0.113.7"  # half of the phones are behind the one address of a school
LONGEST_READING = 2  # seconds
LONGEST_ANSWER = 60
# Odoo queues 8 connections for each of its workers; what is more waits in the proxy.
PROXY = BoundedSemaphore(16)
finished = []


class Phone(HttpUser):
    """One phone, behind a proxy as the product is meant to be run."""

    def on_start(self):
        """Be somebody."""
        self.number = next(NUMBERS)
        self.tap = TAPS[self.number % len(TAPS)]
        # by lot, but the same one in each run
        self.draw = random.Random(self.number)
        self.path = f"/asn/rate/{LINKS[self.number // 2 % len(LINKS)]}"
        own = f"198.51.100.{self.number}"
        self.client.headers.update(
            {
                "Connection": "close",  # as proxies ask Odoo
                "X-Forwarded-For": own if self.number % 2 else SCHOOL,
                "X-Forwarded-Host": "asn.example.com",
            }
        )
        self.seen = []

    @task
    def answer(self):
        """Open the form, fill it in, send it, and open the link again."""
        page = self.ask("GET", f"{self.path}?lang=id_ID")
        post, ticket = self.fill_in(page)
        gevent.sleep(self.draw.uniform(0, LONGEST_READING))
        both = range(2 if self.tap == "at once" else 1)
        gevent.joinall([gevent.spawn(self.send, post) for __ in both])
        if self.tap == "again":
            self.send(post)
        self.ask("GET", self.path)
        with Path(os.environ["PHONES_FILE"]).open("a", encoding="utf-8") as file:
            line = {"ticket": ticket, "tap": self.tap, "seen": self.seen}
            file.write(json.dumps(line | {"value": self.value}) + "\n")
        self.leave()

    def leave(self):
        """Put the phone away; whoever is the last one ends the run."""
        finished.append(self.number)
        if len(finished) == self.environment.parsed_options.num_users:
            gevent.spawn_later(1, self.environment.runner.quit)
        raise StopUser

    def fill_in(self, page):
        """Return what the browser sends, and the ticket among it."""
        (form,) = html.fromstring(page.content).forms
        self.value = self.draw.randint(1, 5)
        post = {name: value for name, value in form.fields.items() if value}
        names = form.inputs.keys()
        post |= {n: str(self.value) for n in names if n.startswith("answer_")}
        return post, post["ticket"]

    def send(self, post):
        """Tap on the button."""
        self.ask("POST", self.path, data=post)

    def ask(self, method, path, **options):
        """Ask the server, and note what it said."""
        options = {"timeout": LONGEST_ANSWER, "name": method} | options
        with PROXY:
            answer = self.client.request(method, path, **options)
        title = html.fromstring(answer.content or "<p/>").findtext(".//title") or ""
        self.seen.append([method, answer.status_code, title.strip()])
        return answer
