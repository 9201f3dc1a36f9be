"""Finds and starts the Chromium that all browser tests of a run share."""

import os
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import IO

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # As Playwright starts it itself: what is pressed before the first picture counts, and a page is
    # as quick behind others as in front of them.
    "--allow-pre-commit-input",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--lang=en-GB",
)
_ANNOUNCEMENT = "DevTools listening on "


def find_chromium() -> str | None:
    """Find a Chromium: the one that UNSIT_CHROMIUM names, else one on the path."""
    named = os.environ.get("UNSIT_CHROMIUM")  # noqa: TID251 - about the tests, no setting
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def running(executable: str) -> Iterator[str]:
    """Run Chromium with a profile of its own and give the address to connect to."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [executable, *_ARGUMENTS, f"--user-data-dir={profile}"]
        with subprocess.Popen(  # noqa: S603 - the browser of whoever runs the tests
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            if process.stderr is None:
                raise RuntimeError("Chromium was started without a way to hear from it")
            try:
                address = _address(process.stderr)
                # A full pipe would stop the browser in the middle of a test.
                Thread(target=deque, args=(process.stderr, 0), daemon=True).start()
                yield address
            finally:
                process.terminate()
                process.wait()


def _address(stderr: IO[str]) -> str:
    for line in stderr:
        if line.startswith(_ANNOUNCEMENT):
            return line.removeprefix(_ANNOUNCEMENT).strip()
    raise RuntimeError("Chromium ended before it could be reached")
