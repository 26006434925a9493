# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""What all our tests need of pytest."""

import pytest

from odoo.tests import TransactionCase
from odoo.tests.common import _registry_test_lock


@pytest.fixture(scope="session", autouse=True)
def keep_files():
    """Keep the files of attachments until the test database is made anew.

    The workers have a database each and share one file store. After each class Odoo
    deletes the files that the worker's own database does not know, and with them
    the assets that a browser of another worker is about to ask for.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionCase, "_gc_filestore", classmethod(lambda cls: None))
        yield


@pytest.fixture(autouse=True)
def keep_lock():
    """Fail the test that leaves the lock of test cursors taken twice or free.

    Odoo only warns, and then no page of any later test gets a cursor: the faults
    appear far from their cause.
    """
    yield
    count = _registry_test_lock.count
    for _surplus in range(1, count):
        _registry_test_lock.release()
    assert count == 1
