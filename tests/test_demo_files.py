# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What the files of the demonstration data promise; check_demo.py looks at the data."""

import csv
import re
from collections import Counter
from pathlib import Path

from odoo.tests import BaseCase

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "addons/asn_appraisal/demo"
LOGIN = re.compile(r"^\| [^|]+ \| `(\w+)` / `(\w+)` \|", re.MULTILINE)


def read(name):
    """Return the lines of a CSV file as dictionaries."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestDemoFiles(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {line["login"]: line for line in read("res.users.csv")}
        cls.employees = {line["id"]: line for line in read("hr.employee.csv")}
        cls.departments = {line["id"]: line for line in read("hr.department.csv")}

    def test_logins_of_both_readmes_exist(self):
        tables = [
            LOGIN.findall((ROOT / name).read_text(encoding="utf-8"))
            for name in ("README.md", "README.id.md")
        ]
        self.assertEqual(tables[0], tables[1])
        self.assertGreaterEqual(len(tables[0]), 9)
        for login, password in tables[0]:
            self.assertEqual(login, password)
            self.assertIn(login, self.users.keys() | {"admin"})

    def test_every_group_has_a_login_in_the_readme(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        shown = [self.users[login] for login, __ in LOGIN.findall(text)[:-1]]
        for group in ("officer", "manager", "auditor"):
            self.assertTrue(any(user["group_ids/id"].endswith(group) for user in shown))

    def test_password_is_the_login(self):
        for login, user in self.users.items():
            self.assertEqual(user["password"], login)

    def test_everybody_has_a_user_of_the_same_name(self):
        users = {line["id"]: line["name"] for line in self.users.values()}
        self.assertEqual(
            {line["user_id/id"]: line["name"] for line in self.employees.values()},
            users,
        )

    def test_numbers_are_nobodys(self):
        numbers = [line["barcode"] for line in self.employees.values()]
        self.assertEqual(len(set(numbers)), len(numbers))
        for line in self.employees.values():
            number, sex = line["barcode"], line["sex"]
            self.assertRegex(number, r"^(19|20)\d{12}[12]000$")
            self.assertEqual(number[14], {"male": "1", "female": "2"}[sex], number)

    def test_mail_leads_nowhere(self):
        for user in self.users.values():
            self.assertRegex(user["email"], r"^(\w+@example\.com)?$")

    def test_eight_agencies_about_sixty_people_three_levels(self):
        agencies = Counter(self._get_agency(line) for line in self.employees.values())
        self.assertEqual(len(agencies), 8)
        self.assertGreaterEqual(min(agencies.values()), 5)
        self.assertIn(str(len(self.employees)), (ROOT / "README.md").read_text())
        self.assertTrue(55 <= len(self.employees) <= 70)
        levels = {line["id"]: self._get_level(line) for line in self.employees.values()}
        self.assertEqual(max(levels.values()), 3)

    def _get_agency(self, employee):
        department = self.departments[employee["department_id/id"]]
        while department["parent_id/id"] != "demo_department_government":
            department = self.departments[department["parent_id/id"]]
        return department["id"]

    def _get_level(self, employee):
        """Count the people from here up to the head of the agency."""
        agency, level = self._get_agency(employee), 1
        while superior := self.employees.get(employee["parent_id/id"]):
            if self._get_agency(superior) != agency:
                break
            employee, level = superior, level + 1
        return level
