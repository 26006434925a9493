# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The count of learning hours against one that is written apart from it."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.asn_training.hours import Entry, Rule, count_all

from .hours_reference import hand_out

FIRST = date(2026, 1, 25)
CASES = settings(max_examples=200, deadline=None, derandomize=True)
hundredths = st.integers(0, 900)
days = st.integers(0, 20).map(lambda n: FIRST + timedelta(n))
rules = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["programme", "fixed", "session", "actual"]),
        "fixed": hundredths,
        "max_day": st.sampled_from([0, 150, 200, 300]),
        "max_month": st.integers(0, 3),
        "abroad": st.sampled_from([0, 20, 33]),
    }
)
entries = st.fixed_dictionaries(
    {
        "start": days,
        "length": st.integers(0, 4),
        "hours": hundredths,
        "programme": st.none() | hundredths,
        "is_abroad": st.booleans(),
        "days": st.lists(days, min_size=1, max_size=4),
    }
).map(lambda entry: entry | {"end": entry["start"] + timedelta(entry.pop("length"))})


def count(rule, items):
    """Return what the addon counts, in hundredths."""
    of = Rule(
        rule["kind"],
        rule["fixed"] / 100,
        rule["max_day"] / 100,
        rule["max_month"],
        rule["abroad"],
    )
    is_session = rule["kind"] == "session"
    found = count_all(
        of,
        [
            Entry(
                item["start"],
                item["end"],
                item["hours"] / 100,
                0,
                None if item["programme"] is None else item["programme"] / 100,
                item["is_abroad"],
                tuple(item["days"]) if is_session else (),
            )
            for item in items
        ],
    )
    return [int(credit.hours * 100) for credit in found], found


@tagged("post_install", "-at_install")
class TestHoursProperties(BaseCase):
    @CASES
    @given(rules, st.lists(entries, max_size=5))
    def test_as_the_reference(self, rule, items):
        found, _credits = count(rule, items)
        self.assertEqual(found, hand_out(rule, items))

    @CASES
    @given(rules, st.lists(entries, max_size=5))
    def test_no_day_and_no_month_above_its_limit(self, rule, items):
        _found, credits_ = count(rule, items)
        by_day, by_month = {}, {}
        for credit in credits_:
            for day, hours in credit.days.items():
                by_day[day] = by_day.get(day, 0) + hours
            for day, number in credit.sessions.items():
                by_month[day.month] = by_month.get(day.month, 0) + number
        if rule["max_day"]:
            self.assertLessEqual(max(by_day.values(), default=0) * 100, rule["max_day"])
        if rule["max_month"]:
            most = max(by_month.values(), default=0)
            self.assertLessEqual(most, rule["max_month"])

    @CASES
    @given(rules, st.lists(entries, min_size=1, max_size=5))
    def test_a_later_completion_changes_no_earlier_one(self, rule, items):
        self.assertEqual(count(rule, items)[0][:-1], count(rule, items[:-1])[0])
