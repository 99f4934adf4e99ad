# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a practice file, as lines that can be compared and read in a difference."""

import contextlib
import hashlib
import json
import pathlib
import sqlite3

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
MIGRATIONS = pathlib.Path(__file__).resolve().parent.parent.parent / "resources/sql"

# What a version's program and all later ones find alike in its fixture.
RUN = ("segment", "--dry-run", "--date", "2025-09-20", "--json")


def connect(path):
    return contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))


def schema(db):
    """The objects of the schema, without the statistics that SQLite keeps beside it."""
    return db.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name"
    ).fetchall()


def schema_hash(path):
    with connect(path) as db:
        return hashlib.sha256(repr(schema(db)).encode()).hexdigest()


def version(path):
    with connect(path) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def tables(db):
    return [name for kind, name, *_ in schema(db) if kind == "table" and not name.startswith("sqlite_")]


def _show(value):
    """Bytes are told by their hash, once they are longer than one."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'" if len(value) <= 32 else f"{len(value)} bytes, {hashlib.sha256(value).hexdigest()}"
    return value


def dump(path):
    """A line for each table with its columns, and one for each of its rows, in order."""
    lines = []
    with connect(path) as db:
        for table in tables(db):
            columns = [name for _, name, *_ in db.execute(f'PRAGMA table_info ("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns)
            lines.append(f"{table} ({', '.join(columns)})")
            for row in db.execute(f'SELECT {names} FROM "{table}" ORDER BY {names}'):
                lines.append("  " + json.dumps([_show(value) for value in row], ensure_ascii=False))
    return "\n".join(lines) + "\n"


def empty_tables(path):
    with connect(path) as db:
        return [name for name in tables(db) if db.execute(f'SELECT NOT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0]]
