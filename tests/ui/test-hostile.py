#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice files whose pages are sound and whose values nobody would have written: the window shows what can be shown,
says where the file is damaged, and warns of nothing."""

import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile

from tranche_ui import App, Tap

# Larger than what is checked as a whole each time it is opened.
SIZE = ["--clients", "400", "--months", "14", "--seed", "1"]
ROW = re.compile(", production ")

# What the schema says of its columns is put aside while another program writes, and put back.
PUT_ASIDE = """
    PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
    PRAGMA writable_schema = ON;
    CREATE TEMP TABLE kept AS SELECT rowid AS id, sql FROM sqlite_schema;
    UPDATE sqlite_schema SET sql = replace (replace (sql, 'IS NOT NULL', 'NOTNULL'), ' NOT NULL', '')
      WHERE type = 'table' AND name NOT LIKE 'sqlite%';
    PRAGMA writable_schema = RESET;
"""
PUT_BACK = """
    PRAGMA writable_schema = ON;
    UPDATE main.sqlite_schema SET sql = (SELECT k.sql FROM temp.kept AS k WHERE k.id = main.sqlite_schema.rowid);
    PRAGMA writable_schema = OFF;
"""


def damage(sound, name, sql):
    """A copy of the file, as another program may write it, with none of our guards."""
    path = sound.with_name(f"{name}.tranche")
    shutil.copy(sound, path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
    connection.executescript(PUT_ASIDE + sql + ";" + PUT_BACK)
    connection.close()
    return path


def go_to(app, page):
    app.press("list item", re.compile(f"^{page}"))
    app.wait_for(lambda: app.window().name.startswith(page), f"the page “{page}”")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        sound = pathlib.Path(folder, "practice.tranche")
        subprocess.run([os.environ["TRANCHECTL"], "sample", str(sound), *SIZE], check=True, stdout=subprocess.DEVNULL)

        with tap.point("/ui/hostile/nobody-has-a-name"):
            file = damage(sound, "names", "UPDATE party SET display_name = NULL; UPDATE client SET name = NULL")
            with App(file) as app:
                go_to(app, "Clients")
                app.wait("label", "400 clients")
                app.wait("table row", ROW)
                go_to(app, "Overview")
                app.wait("grouping", "Gold")

        with tap.point("/ui/hostile/segments-without-names"):
            file = damage(
                sound, "segments",
                "UPDATE segment SET name = NULL, description = NULL;"
                " UPDATE benefit SET name = NULL, description = NULL, frequency = NULL, position = NULL",
            )
            with App(file) as app:
                go_to(app, "Clients")
                app.wait("table row", ROW)
                for page in ("Overview", "Segments", "Benefits", "Runs"):
                    go_to(app, page)
                app.wait("list item", re.compile("202"))

        with tap.point("/ui/hostile/ids-that-cannot-be"):
            file = damage(
                sound, "ids",
                "UPDATE party SET id = -id WHERE kind = 1; UPDATE client SET id = -id;"
                " UPDATE client_slot SET client_id = -client_id",
            )
            with App(file) as app:
                go_to(app, "Clients")
                page = app.wait("grouping", "Couldn’t Read the Clients")
                page.wait("label", "The file is damaged. Open a backup.")
                assert app.find("grouping", "No Clients Yet") is None

        with tap.point("/ui/hostile/sums-that-cannot-be"):
            file = damage(sound, "sums", "UPDATE statement_line SET amount = 9223372036854775807")
            with App(file) as app:
                go_to(app, "Clients")
                app.wait("label", "Couldn’t read the clients. The file is damaged. Open a backup.")
    tap.finish()


if __name__ == "__main__":
    main()
