# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""An Odoo server beside the bench: the PDF renderer fetches its styles there."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

TIMEOUT = 60  # seconds


@contextmanager
def serve(database, *options):
    """Serve ``database`` on a free port; give its address.

    :param options: further options of Odoo's command line
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "odoo"]
    command += ["-c", os.environ["ODOO_RC"], "-d", database, f"--http-port={port}"]
    command += options
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/web/health", server)
            yield url
        finally:
            server.terminate()


def _wait(url, server):
    for __ in range(TIMEOUT * 5):
        if server.poll() is not None:
            raise RuntimeError("The server beside the bench ended by itself")
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"No server answers at {url}")
