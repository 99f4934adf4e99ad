#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice files that can't be opened or written: one clear message each, the same bytes after as before, and
nothing left lying about."""

import contextlib
import ctypes
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import struct
import tempfile

from tranche_cli import Practice, Tap, content_digest, folder_state, refuse, succeed, tranchectl

APPLICATION_ID = 68
USER_VERSION = 60

tap = Tap()


def commands(path, statement):
    """Every way to open a file, reading and writing."""
    return (
        ("check", path),
        ("log", path),
        ("explain", path, "--client", "EL-1001"),
        ("segment", path, "--dry-run"),
        ("segment", path),
        ("strategy", path, "--band", "Gold=5"),
        ("import", "statements", path, statement, "--create-clients"),
        ("undo", path),
        ("redo", path),
    )


def assert_unusable(path, folder, parts, status=1):
    statement = folder / "late.csv"
    statement.write_text("Client Ref,Statement Date,Amount\nEL-1001,28/07/2025,5760.00\n")
    before = folder_state(folder)
    said = set()
    for command in commands(path, statement):
        message = refuse(*command, status=status)
        assert len(message.splitlines()) == 1, message
        said.add(message)
        assert folder_state(folder) == before, f"{command[0]} changed something"
    for message in said:
        for part in parts:
            assert part in message, f"“{part}” isn’t in: {message}"
    return said


def put_number(path, offset, number):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(struct.pack(">I", number))


def get_number(path, offset):
    return struct.unpack(">I", pathlib.Path(path).read_bytes()[offset : offset + 4])[0]


@contextlib.contextmanager
def edited(path):
    """The file as another program may write to it: with none of our guards."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        yield db


def truncate(path, part):
    os.truncate(path, int(path.stat().st_size * part))


def overwrite_middle(path):
    noise = random.Random(2).randbytes(4096 * 4)
    with open(path, "r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(noise)


def execute(*statements):
    def change(path):
        with edited(path) as db:
            for statement in statements:
                db.execute(statement)

    return change


def make_foreign(path):
    path.unlink()
    with edited(path) as db:
        db.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")


def make_foreign_with_our_name(path):
    make_foreign(path)
    put_number(path, APPLICATION_ID, 0x12345678)


DAMAGE = (
    ("empty", lambda path: path.write_bytes(b""), ("empty",)),
    ("text", lambda path: path.write_text("Dear diary,\n" * 100), ("isn’t a practice file",)),
    ("short-text", lambda path: path.write_text("Dear diary"), ("isn’t a practice file",)),
    ("only-a-head", lambda path: truncate(path, 60 / path.stat().st_size), ("isn’t a practice file",)),
    ("cut-in-half", lambda path: truncate(path, 0.5), ("cut off", "backup")),
    ("cut-by-a-byte", lambda path: os.truncate(path, path.stat().st_size - 1), ("cut off", "backup")),
    ("overwritten", overwrite_middle, ("damaged", "backup")),
    ("foreign-database", make_foreign, ("another program",)),
    ("foreign-database-with-an-id", make_foreign_with_our_name, ("another program",)),
    ("newer", lambda path: put_number(path, USER_VERSION, get_number(path, USER_VERSION) + 1), ("newer version", "update")),
    ("much-newer", lambda path: put_number(path, USER_VERSION, 0x7FFFFFFF), ("newer version",)),
    ("version-below-zero", lambda path: put_number(path, USER_VERSION, 0xFFFFFFFF), ()),
    ("extra-trigger", execute("CREATE TRIGGER t AFTER INSERT ON client BEGIN DELETE FROM band; END"), ("altered by another program",)),
    ("extra-table", execute("CREATE TABLE hoard (id INTEGER PRIMARY KEY)"), ("altered by another program",)),
    ("extra-view", execute("CREATE VIEW everybody AS SELECT name FROM client"), ("altered by another program",)),
    ("missing-table", execute("DROP TABLE client_alias"), ("altered by another program",)),
    ("missing-trigger", execute("DROP TRIGGER change_no_update"), ("altered by another program",)),
    ("missing-index", execute("DROP INDEX client_by_owner"), ("altered by another program",)),
)


def test_damage(damage, parts):
    with Practice() as practice:
        damage(practice.path)
        assert_unusable(practice.path, practice.folder, parts)


def test_paths():
    with Practice() as practice:
        nowhere = practice.folder / "nowhere.tranche"
        assert_unusable(nowhere, practice.folder, ("“nowhere.tranche”",))
        assert_unusable(practice.folder, practice.folder, ("is a folder",))
        link = practice.folder / "link.tranche"
        link.symlink_to(nowhere)
        assert_unusable(link, practice.folder, ("“link.tranche”",))
        link.unlink()
        pipe = practice.folder / "pipe.tranche"
        os.mkfifo(pipe)
        assert_unusable(pipe, practice.folder, ("isn’t a file",))
        assert_unusable(pathlib.Path("/dev/null"), practice.folder, ("isn’t a file",))
        # A link to the file is as good as the file.
        link.symlink_to(practice.path)
        succeed("check", link)


def test_tampering():
    """What only a look at everything can tell, “check” tells."""
    for name, statement, part in (
        ("history", "UPDATE operation SET actor_name = 'Nobody' WHERE id = 2", "history"),
        ("line", "UPDATE statement_line SET amount = amount + 1 WHERE client_id = (SELECT max (client_id) FROM statement_line)", "total"),
        ("packed", "UPDATE production SET amounts = zeroblob (length (amounts))", "total"),
    ):
        with Practice() as practice:
            with edited(practice.path) as db:
                guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
                for guard, _ in guards:
                    db.execute(f'DROP TRIGGER "{guard}"')
                db.execute(statement)
                for _, sql in guards:
                    db.execute(sql)
            before = folder_state(practice.folder)
            result = tranchectl("check", practice.path)
            assert result.status == 1 and result.output == "", (name, result)
            assert part in result.errors.lower(), (name, result)
            assert folder_state(practice.folder) == before, name


def test_locked(how):
    """Another program writes for longer than anybody waits; a reader isn't disturbed by it."""
    with Practice() as practice:
        succeed("segment", practice.path)
        digest = content_digest(practice.path)
        with contextlib.closing(sqlite3.connect(practice.path, isolation_level=None)) as db:
            db.execute(f"BEGIN {how}")
            db.execute("UPDATE office SET phone = '1'")
            message = refuse("undo", practice.path)
            assert "another program" in message and len(message.splitlines()) == 1, message
            succeed("explain", practice.path, "--client", "EL-1001")
            db.execute("ROLLBACK")
        assert content_digest(practice.path) == digest
        succeed("undo", practice.path)
        practice.check()


def test_locked_exclusively():
    """A program that keeps the file for itself, also from readers."""
    with Practice() as practice:
        with contextlib.closing(sqlite3.connect(practice.path, isolation_level=None)) as db:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("UPDATE office SET phone = '1'")
            for command in (("undo", practice.path), ("log", practice.path)):
                message = refuse(*command)
                assert "another program" in message and len(message.splitlines()) == 1, message
            db.execute("ROLLBACK")
        practice.check()


def test_limited_size():
    """The disk is full at every possible moment of an import and of a run: the file is as it was."""
    def limit(size):
        def set_limit():
            # The kernel then answers EFBIG to a write, as it does ENOSPC on a full disk.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        return set_limit

    failures = 0
    with Practice() as practice:
        large = practice.write(
            "large.csv",
            "Client Ref,Statement Date,Amount\n" + "".join(f"C-{n},28/07/2025,{n}.00\n" for n in range(3000)),
        )
        digest = content_digest(practice.path)
        size = practice.path.stat().st_size
        for extra in (0, 4096, 40_000, 200_000, 500_000):
            for limit_size in (extra + 1, size + extra):
                result = tranchectl(
                    "import", "statements", practice.path, large, "--create-clients", preexec_fn=limit(limit_size)
                )
                if result.status == 0:
                    succeed("undo", practice.path)
                    digest = content_digest(practice.path)
                    continue
                failures += 1
                assert result.status == 1 and result.output == "", result
                assert result.errors.startswith("tranchectl: ") and len(result.errors.splitlines()) == 1, result
                practice.check()
                assert content_digest(practice.path) == digest
                left = {path.name for path in practice.folder.iterdir()}
                assert left <= {"practice.tranche", "large.csv"}, left
    assert failures >= 4, "the limit was never met"


@contextlib.contextmanager
def small_disk(size):
    """A file system of that size, where the system lets us mount one."""
    libc = ctypes.CDLL(None, use_errno=True)
    folder = tempfile.mkdtemp(prefix="tranche-disk-")
    try:
        if libc.mount(b"tranche", folder.encode(), b"tmpfs", 0, f"size={size},mode=700".encode()) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        try:
            yield pathlib.Path(folder)
        finally:
            libc.umount2(folder.encode(), 2)
    finally:
        os.rmdir(folder)


def test_full_disk(folder):
    with Practice() as practice:
        large = practice.write(
            "large.csv",
            "Client Ref,Statement Date,Amount\n" + "".join(f"C-{n},28/07/2025,{n}.00\n" for n in range(20_000)),
        )
        path = folder / "practice.tranche"
        shutil.copy(practice.path, path)
        digest = content_digest(path)
        message = refuse("import", "statements", path, large, "--create-clients")
        assert "disk is full" in message, message
        assert [entry.name for entry in folder.iterdir()] == ["practice.tranche"]
        assert content_digest(path) == digest
        succeed("check", path)
        message = refuse("sample", folder / "sample.tranche", "--clients", 20_000)
        assert "disk is full" in message, message
        assert [entry.name for entry in folder.iterdir()] == ["practice.tranche"]


def test_read_only(what):
    with Practice() as practice:
        succeed("segment", practice.path)
        late = practice.write("late.csv", "Client Ref,Statement Date,Amount\nEL-1001,28/07/2025,5760.00\n")
        target, mode = (practice.path, 0o400) if what == "file" else (practice.folder, 0o500)
        if os.geteuid() == 0:
            for path in (practice.folder, practice.path, late):
                os.chown(path, 65534, 65534)
        target.chmod(mode)
        before = folder_state(practice.folder)
        try:
            for command in commands(practice.path, late):
                if command[0] in ("check", "log", "explain") or command[-1] == "--dry-run":
                    succeed(*command, **ordinary_user())
                else:
                    message = refuse(*command, **ordinary_user())
                    assert "can’t be written" in message and len(message.splitlines()) == 1, message
                assert folder_state(practice.folder) == before, command
        finally:
            target.chmod(0o700)


def ordinary_user():
    """Root may write everything; an ordinary user's rights are what counts."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}


def can_be_ordinary():
    with Practice(empty=True) as practice:
        os.chmod(practice.folder, 0o755)
        os.chmod(practice.path, 0o644)
        try:
            return tranchectl("log", practice.path, **ordinary_user()).status == 0
        except (OSError, PermissionError):
            return False


for name, damage, parts in DAMAGE:
    with tap.point(f"/cli/bad-file/{name}"):
        test_damage(damage, parts)
with tap.point("/cli/bad-file/paths"):
    test_paths()
with tap.point("/cli/bad-file/tampering"):
    test_tampering()
for how in ("IMMEDIATE", "EXCLUSIVE"):
    with tap.point(f"/cli/bad-file/locked-{how.lower()}"):
        test_locked(how)
with tap.point("/cli/bad-file/locked-for-itself"):
    test_locked_exclusively()
with tap.point("/cli/bad-file/limited-size"):
    test_limited_size()
try:
    with small_disk(1024 * 1024) as disk, tap.point("/cli/bad-file/full-disk"):
        test_full_disk(disk)
except OSError as error:
    tap.skip("/cli/bad-file/full-disk", f"no file system can be mounted here: {error.strerror}")
for what in ("file", "folder"):
    if can_be_ordinary():
        with tap.point(f"/cli/bad-file/read-only-{what}"):
            test_read_only(what)
    else:
        tap.skip(f"/cli/bad-file/read-only-{what}", "no ordinary user can run the program here")
tap.finish()
