# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the results of a script's tests in the Test Anything Protocol."""

import contextlib
import sys
import traceback


class Tap:
    """Test points, each of which may fail without ending the rest."""

    def __init__(self):
        self.count = 0
        self.failed = 0
        print("TAP version 14", flush=True)

    def _say(self, good, name, directive=""):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}{directive}", flush=True)

    @contextlib.contextmanager
    def point(self, name):
        """What is done under it passes unless it raises; the next point is tried all the same."""
        try:
            yield
        except Exception:  # pylint: disable=broad-exception-caught
            traceback.print_exc()
            self._say(False, name)
        else:
            self._say(True, name)

    def skip(self, name, why):
        self._say(True, name, f" # SKIP {why}")

    def note(self, text):
        print(f"# {text}", flush=True)

    def finish(self):
        """Prints the plan and ends the script."""
        print(f"1..{self.count}", flush=True)
        sys.exit(1 if self.failed or not self.count else 0)
