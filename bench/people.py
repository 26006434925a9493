# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""A regional government of N invented employees, made once and then cloned.

Run as ``python -m bench.people DATABASE N``: a tree of units with a head and nine
members, everybody with a user, since who cannot log in is no rater.
"""

import sys

from odoo import SUPERUSER_ID, api

from .odoo_setup import open_registry

MEMBERS = 9  # per head; five of a member's eight colleagues are drawn as peers
BATCH = 500
QUIET = {
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
    "tracking_disable": True,
}


class Government:
    """Employees numbered from the top, breadth first: n is led by (n - 1) // 9."""

    def __init__(self, env):
        self.env = env
        self.people = []  # ids of hr.employee by number
        self.units = []  # ids of hr.department by the number of their head

    def build(self, count):
        """Create ``count`` employees and their units, and commit every batch.

        :param int count: how many employees there are in the end
        """
        while len(self.people) < count:
            done = len(self.people)
            end = min(done * MEMBERS + 1, done + BATCH, count)
            self._add(range(done, end))
            self.env.flush_all()
            self.env.cr.commit()
            self.env.invalidate_all()
            print(f"{end} of {count} employees", file=sys.stderr)

    def _add(self, numbers):
        """Create employees whose heads exist already."""
        self._add_units(max(0, (numbers[-1] - 1) // MEMBERS))
        users = self._create_users(numbers)
        employees = self.env["hr.employee"].create(
            [
                {
                    "name": f"Pegawai {number:06d}",
                    "user_id": user.id,
                    "parent_id": number and self.people[(number - 1) // MEMBERS],
                    "department_id": self.units[max(0, (number - 1) // MEMBERS)],
                    "job_title": "Analis",
                }
                for number, user in zip(numbers, users, strict=True)
            ]
        )
        self.people += employees.ids

    def _create_users(self, numbers):
        group = self.env.ref("base.group_user")
        return self.env["res.users"].create(
            [
                {
                    "name": f"Pegawai {number:06d}",
                    "login": f"pegawai{number:06d}",
                    "email": f"pegawai{number:06d}@example.com",
                    "group_ids": [(6, 0, group.ids)],
                }
                for number in numbers
            ]
        )

    def _add_units(self, last_head):
        """Create the units of heads up to ``last_head``, each under its head's own."""
        for head in range(len(self.units), last_head + 1):
            above = (head - 1) // MEMBERS
            unit = self.env["hr.department"].create(
                {
                    "name": f"Unit {head:05d}",
                    "parent_id": head and self.units[above],
                    "manager_id": self.people and self.people[head],
                }
            )
            self.units.append(unit.id)


def main(database, count):
    """Fill ``database`` with ``count`` employees."""
    with open_registry(database).cursor() as cr:
        Government(api.Environment(cr, SUPERUSER_ID, QUIET)).build(int(count))
        cr.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
