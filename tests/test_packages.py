# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""Our addons as packages: what they hold, and their life beside an Odoo."""

import ast
import os
from email.parser import HeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from odoo.tests import BaseCase

from .beside_odoo import (
    ROOT,
    BesideOdoo,
    clone,
    drop,
    get_changes,
    get_content,
    read,
    run,
)

ADDONS = sorted(path.parent for path in (ROOT / "addons").glob("*/__manifest__.py"))
NAMES = ",".join(addon.name for addon in ADDONS)


def get_files(addon):
    """Return the files that a package of an addon is to hold, relative to it."""
    try:
        names = run("git", "ls-files", cwd=addon).splitlines()
    except AssertionError:  # a tree without git
        paths = [path for path in addon.rglob("*") if path.is_file()]
        names = [str(p.relative_to(addon)) for p in paths if p.suffix != ".pyc"]
    return set(names) - {"pyproject.toml"}


class PackagesCase(BaseCase):
    """All wheels and source archives, built once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(cls.enterClassContext(TemporaryDirectory(prefix="asn")))
        cls.dist = cls.folder / "dist"
        run("scripts/wheels", cls.dist)

    def get_package(self, addon, suffix):
        """Return the one file that was built for an addon."""
        (path,) = self.dist.glob(f"odoo_addon_{addon.name}-*{suffix}")
        return path


class TestPackages(PackagesCase):
    def test_wheel_holds_the_addon(self):
        for addon in ADDONS:
            known = get_files(addon)
            with ZipFile(self.get_package(addon, ".whl")) as wheel:
                prefix = f"odoo/addons/{addon.name}/"
                names = {n for n in wheel.namelist() if ".dist-info/" not in n}
                self.assertEqual(names, {prefix + name for name in known})
                for name in known:
                    self.assertEqual(
                        wheel.read(prefix + name), (addon / name).read_bytes(), name
                    )

    def test_wheel_holds_what_the_manifest_names(self):
        for addon in ADDONS:
            manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
            with ZipFile(self.get_package(addon, ".whl")) as wheel:
                names = set(wheel.namelist())
            for name in [
                *manifest["data"],
                *manifest.get("demo", []),
                "LICENSE",
                "i18n/id.po",
                "static/description/icon.png",
            ]:
                self.assertIn(f"odoo/addons/{addon.name}/{name}", names)

    def test_metadata_says_what_it_is_for(self):
        for addon in ADDONS:
            manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
            with ZipFile(self.get_package(addon, ".whl")) as wheel:
                (name,) = (n for n in wheel.namelist() if n.endswith("/METADATA"))
                metadata = HeaderParser().parsestr(wheel.read(name).decode())
            self.assertEqual(metadata["Name"], f"odoo-addon-{addon.name}")
            self.assertTrue(metadata["Version"].startswith(manifest["version"]))
            self.assertEqual(metadata["License"], manifest["license"])
            self.assertIn("odoo==19.0.*", metadata.get_all("Requires-Dist"))
            self.assertIn(f"# {manifest['name']}\n", metadata.get_payload())

    def test_licence_is_the_projects(self):
        for addon in ADDONS:
            self.assertEqual(
                (addon / "LICENSE").read_text(), (ROOT / "LICENSE").read_text()
            )

    def test_source_archive_builds_the_same_wheel(self):
        for addon in ADDONS:
            folder = self.folder / "source" / addon.name
            folder.mkdir(parents=True)
            run("tar", "-xf", self.get_package(addon, ".tar.gz"), "-C", folder)
            (source,) = folder.iterdir()
            options = ["--no-index", "--no-deps", "--no-build-isolation"]
            run("pip", "wheel", *options, "-w", self.folder / "again", source)
            wheel = self.get_package(addon, ".whl")
            with (
                ZipFile(wheel) as one,
                ZipFile(self.folder / "again" / wheel.name) as two,
            ):
                self.assertEqual(sorted(one.namelist()), sorted(two.namelist()))
                for name in one.namelist():
                    if not name.endswith("/RECORD"):
                        self.assertEqual(one.read(name), two.read(name), name)


# What core itself writes anew at every start or update, whatever the addon.
NOISE = [
    "ir_act_window_view.id",
    "ir_cron.nextcall",
    "ir_cron_trigger",
    "ir_module_module.menus_by_module",
    "ir_module_module.url",
    "ir_ui_view.arch_prev",
    "orm_signaling_registry",
]
# Core forgets these names of its own about a model that is gone, for every addon
# with a chatter.
FORGOTTEN = [("mail", "ir.model.fields.selection")] + [
    (module, "ir.model.inherit") for module in ("portal", "sms", "snailmail")
]
# While it removes a column of ours from a table of its own, core notes the foreign
# key once more; the key itself is gone, as the schema shows.
NOTED_AGAIN = {
    "hr_job_asn_credit_level_id_fkey",
    "hr_version_asn_credit_level_id_fkey",
    "event_event_asn_cycle_id_fkey",
    "event_event_programme_id_fkey",
    "event_registration_asn_briefing_id_fkey",
    "hr_resume_line_programme_id_fkey",
    "hr_resume_line_training_method_id_fkey",
    "hr_resume_line_verified_by_id_fkey",
}

PEOPLE = """
Employee = env["hr.employee"].with_context(no_reset_password=True)
department = env["hr.department"].create({"name": "Unit"})
head = Employee
for login in ("head", "superior", "first", "second", "third", "fourth"):
    user = env["res.users"].with_context(no_reset_password=True).create(
        {"name": login, "login": login, "email": f"{login}@example.com"}
    )
    employee = Employee.create({
        "name": login,
        "user_id": user.id,
        "department_id": department.id,
        "parent_id": head.id,
    })
    head = employee if login in ("head", "superior") else head
env.cr.commit()
"""

CYCLE = """
from odoo.fields import Command

def work():
    while cycle.job:
        env.cr.commit()
        env.ref("asn_appraisal.ir_cron_appraisal_job").method_direct_trigger()

criterion = env["asn.criterion"].create({
    "name": "Punctual",
    "dimension": "behaviour",
    "scale_id": env.ref("asn_appraisal.scale_five").id,
})
form = env.ref("asn_appraisal.template_staff")
form.line_ids[:1].copy({"criterion_id": criterion.id})
form = form.copy()
cycle = env["asn.appraisal.cycle"].create({
    "name": "Year",
    "method_id": env.ref("asn_appraisal.method_matrix_2022").copy().id,
    "date_start": "2026-01-01",
    "date_end": "2026-12-31",
    "evaluation_end": "2099-12-31",
    "population_domain": "[('parent_id.name', '=', 'superior')]",
    "template_rule_ids": [
        Command.create({"template_id": form.id})
    ],
})
cycle.action_launch()
work()
for sheet in cycle.appraisal_ids.evaluation_ids:
    sheet = sheet.with_user(sheet.rater_id.user_id)
    sheet.confirm_pledge()
    for group in sheet.get_sheet()["groups"]:
        for item in group["items"]:
            sheet.save_answer(item["id"], {"value": 4, "comment": "x"})
    assert not sheet.submit_sheet()["missing"]
cycle.action_close_evaluation()
work()
for appraisal in cycle.appraisal_ids:
    env["asn.appraisal.decision"].with_user(appraisal.superior_id.user_id).create(
        {"appraisal_id": appraisal.id}
    ).action_apply()
cycle.action_publish()
work()
assert cycle.published_count == 4
env.cr.commit()
"""

LEARN = """
programme = env["asn.training.programme"].create({
    "name": "Public Service",
    "code": "service",
    "method_id": env.ref("asn_training.method_course").copy().id,
    "hours": 8,
})
event = env["event.event"].create({
    "name": "May",
    "programme_id": programme.id,
    "date_begin": "2026-05-20 01:00:00",
    "date_end": "2026-05-20 09:00:00",
})
line = env["hr.resume.line"]._credit_training([{
    "employee_id": env["hr.employee"].search([("name", "=", "first")]).id,
    "programme_id": programme.id,
    "event_id": event.id,
    "date_start": "2026-05-20",
    "date_end": "2026-05-20",
    "source": "life,1",
}])
line.unlink()
event.unlink()
env.cr.commit()
"""

# An agency's own words and numbers, which an update must not take back.
OWN_CONFIGURATION = """
for model in (
    "asn.appraisal.template", "asn.criterion", "asn.predicate", "asn.rater.role",
    "asn.rating.method", "asn.rating.scale", "ir.cron", "mail.template",
):
    names = env["ir.model.data"].search(
        [("module", "=", "asn_appraisal"), ("model", "=", model)]
    )
    assert names, model
    for record in env[model].browse(names.mapped("res_id")):
        record.name = f"Our {record.name}"
env["asn.rating.method"].search([]).write({"behaviour_above_from": 4.4})
env["asn.criterion"].search([], limit=1).active = False
manager = env.ref("asn_appraisal.group_asn_appraisal_manager")
assert manager.user_ids == env.ref("base.user_admin")
manager.user_ids = False
env.ref("asn_appraisal.template_staff").role_ids[-1:].unlink()
env.cr.commit()
"""


class TestLife(PackagesCase):
    """Install, use, update, uninstall and install again, all of it as a package."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beside = BesideOdoo(cls.folder)
        wheels = sorted(cls.dist.glob("*.whl"))
        cls.beside.pip("install", "-q", "--no-index", "--no-deps", *wheels)
        name = f"asn_life_{os.getpid()}"
        databases = cls.before, cls.alone, cls.installed, cls.used = [
            f"{name}_{n}" for n in range(4)
        ]
        cls.addClassCleanup(drop, *databases)
        clone("base", cls.before)
        cls.beside.shell("people", cls.before, PEOPLE)
        clone(cls.before, cls.alone)
        cls.beside.install("alone", cls.alone, "-i", "asn_appraisal")
        clone(cls.alone, cls.installed)
        cls.beside.install("install", cls.installed, "-i", NAMES)

    def assert_same(self, before, after):
        self.assertFalse(get_changes(before, after))

    def test_odoo_finds_the_package_and_nothing_else_of_ours(self):
        code = "from odoo.addons import asn_appraisal as a; print(a.__path__)"
        printed = self.beside.shell("path", self.installed, code)
        self.assertIn(str(self.beside.site / "odoo/addons/asn_appraisal"), printed)
        for name in ("alone", "install"):
            log = (self.folder / f"{name}.log").read_text()
            self.assertNotIn(str(ROOT / "addons"), log)

    def test_update_changes_nothing(self):
        clone(self.installed, self.used)
        self.beside.shell("configure", self.used, OWN_CONFIGURATION)
        installed = get_content(self.used, NOISE)
        for number in (1, 2):
            self.beside.install(f"update-{number}", self.used, "-u", "all")
            self.assert_same(installed, get_content(self.used, NOISE))

    def test_uninstall_leaves_nothing_and_install_works_again(self):
        clone(self.installed, self.used)
        self.beside.shell("cycle", self.used, CYCLE)
        self.beside.module("uninstall", self.used, "uninstall", "asn_appraisal")
        self.assert_uninstalled(self.before)
        self.beside.install("again", self.used, "-i", NAMES)
        self.assertEqual(self.get_names(self.used), self.get_names(self.installed))
        counts = [
            {table: rows.total() for table, rows in get_content(name, NOISE).items()}
            for name in (self.installed, self.used)
        ]
        self.assertEqual(*counts)
        self.beside.shell("cycle-again", self.used, CYCLE)

    def test_training_leaves_and_appraisal_stays_whole(self):
        clone(self.installed, self.used)
        self.beside.shell("learn", self.used, LEARN)
        self.beside.module("forget", self.used, "uninstall", "asn_training")
        self.assert_uninstalled(self.alone)
        self.beside.shell("cycle-alone", self.used, CYCLE)

    def assert_uninstalled(self, before):
        """The database holds what it held before, row by row, HR's people included."""
        skip = [*NOISE, "ir_model_data", "ir_module_module", "ir_model_constraint"]
        self.assert_same(get_content(before, skip), get_content(self.used, skip))
        names = "SELECT name FROM ir_model_constraint"
        left = set(read(self.used, names)) - set(read(before, names))
        self.assertLessEqual({name for (name,) in left}, NOTED_AGAIN)
        states = "SELECT name, state FROM ir_module_module ORDER BY name"
        self.assertEqual(read(self.used, states), read(before, states))
        left = self.get_names(self.used) - self.get_names(before)
        self.assertFalse({name for name in left if (name[0], name[2]) not in FORGOTTEN})

    def get_names(self, database):
        """Return the external ids: module, name, model and whether updates skip it."""
        query = "SELECT module, name, model, noupdate FROM ir_model_data"
        return set(read(database, query))

    def test_pip_removes_it(self):
        files = list((self.beside.site / "odoo" / "addons").rglob("*.xml"))
        self.assertTrue(files)
        names = [f"odoo-addon-{addon.name}" for addon in ADDONS]
        self.addCleanup(
            self.beside.pip,
            "install",
            "-q",
            "--no-index",
            "--no-deps",
            *sorted(self.dist.glob("*.whl")),
        )
        self.beside.pip("uninstall", "-q", "-y", *names)
        self.assertFalse([path for path in files if path.exists()])
