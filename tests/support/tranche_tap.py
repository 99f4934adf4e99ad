# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the results of a script's tests in the Test Anything Protocol."""

import contextlib
import pathlib
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
        except Exception as problem:  # pylint: disable=broad-exception-caught
            traceback.print_exc()
            self._say(False, name)
            self._explain(problem)
        else:
            self._say(True, name)

    def _explain(self, problem):
        """Why, in a few remarks that stay with the point where the rest of the log is left out: the lines of the test
        that led there, innermost last, and the first that the problem says of itself."""
        for frame in traceback.extract_tb(problem.__traceback__)[1:][-4:]:
            self.note(f"{pathlib.Path(frame.filename).name}:{frame.lineno}: {frame.line}")
        for line in "".join(traceback.format_exception_only(problem)).splitlines()[:6]:
            self.note(line)

    def skip(self, name, why):
        self._say(True, name, f" # SKIP {why}")

    def note(self, text):
        print(f"# {text}", flush=True)

    def finish(self):
        """Prints the plan and ends the script."""
        print(f"1..{self.count}", flush=True)
        sys.exit(1 if self.failed or not self.count else 0)
