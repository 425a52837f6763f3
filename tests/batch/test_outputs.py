"""The output folder: whole files, safe names of temporary ones, and errors by whose fault it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cableconv.batch import outputs
from cableconv.batch.outputs import (
    OutputFolder,
    OutputPlaceError,
    files_below,
    require_posix,
    sweep,
)
from cableconv.errors import UsageError, WriteError

HANDLES = Path("/proc/self/fd")


def test_a_file_is_written_with_its_folders_and_hash(tmp_path: Path) -> None:
    with OutputFolder(str(tmp_path)) as folder:
        output = folder.write("txt", "a/b/c.txt", b"text")
        assert output.sha256 == ("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
        assert (output.format, output.relpath, output.bytes) == ("txt", "a/b/c.txt", 4)
        folder.write("txt", "a/b/c.txt", b"another")
        folder.sync()
        assert folder.size("a/b/c.txt") == 7
        assert folder.read("a/b/c.txt") == b"another"
        assert folder.size("a/b") is None
        assert folder.read("a/x.txt") is None
        assert folder.read("x/y/z.txt") is None
    assert list(files_below(str(tmp_path))) == ["a/b/c.txt"]
    mode = (tmp_path / "a/b/c.txt").stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    assert mode == 0o666 & ~mask, "as any program would make it"


def test_many_folders_need_few_handles(tmp_path: Path) -> None:
    before = len(list(HANDLES.iterdir()))
    with OutputFolder(str(tmp_path)) as folder:
        for number in range(300):
            folder.write("txt", f"{number}/deep/x.txt", b"x")
        assert len(list(HANDLES.iterdir())) - before <= 70
    assert len(list(HANDLES.iterdir())) == before
    assert len(list(files_below(str(tmp_path)))) == 300


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, OutputPlaceError),
        (errno.EROFS, OutputPlaceError),
        (errno.EACCES, OutputPlaceError),
        (errno.EDQUOT, OutputPlaceError),
        (errno.EIO, OutputPlaceError),
        (errno.ENAMETOOLONG, WriteError),
        (errno.EILSEQ, WriteError),
    ],
)
@pytest.mark.parametrize("step", ["open", "replace"])
def test_errors_are_of_the_place_or_of_the_file(
    step: str,
    number: int,
    kind: type[Exception],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with OutputFolder(str(tmp_path)) as folder:

        def fail(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            with pytest.raises(kind):
                folder.write("txt", "x.txt", b"text")
        assert list(tmp_path.iterdir()) == []


def test_names_that_are_impossible_spoil_one_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/")
    with OutputFolder(str(tmp_path)) as folder:
        for relpath in ("x" * 300, "file/x", "folder", "link/x", "link/deep/x"):
            with pytest.raises(WriteError):
                folder.write("txt", relpath, b"text")
        folder.remove("folder")
        folder.remove("missing")
        folder.remove("link/x")
        folder.remove("file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link"]


def test_a_planted_temporary_name_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    monkeypatch.setattr(os, "urandom", bytes)
    (out / f".cableconv-whole-{'00' * 8}.part").symlink_to(victim)
    with OutputFolder(str(out)) as folder, pytest.raises((OutputPlaceError, WriteError)):
        folder.write("txt", "x.txt", b"text")
    assert victim.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputPlaceError, match="no such file or folder"):
        OutputFolder(str(tmp_path / "missing"))


def test_only_temporary_files_of_the_part_are_swept(tmp_path: Path) -> None:
    names = (
        "x/.cableconv-whole-1.part",
        "x/.cableconv-1-of-2-1.part",
        "x/.cableconv-whole-1.txt",
        "x/whole.part",
        ".cableconv/ledger.db",
    )
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert sweep(str(tmp_path)) == 1
    assert sweep(str(tmp_path), "1-of-2") == 1
    assert list(files_below(str(tmp_path))) == ["x/.cableconv-whole-1.txt", "x/whole.part"]


def test_systems_without_handles_of_folders_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    require_posix()
    monkeypatch.setattr(os, "supports_dir_fd", set())
    with pytest.raises(UsageError, match="Linux and macOS only"):
        require_posix()


def test_a_system_without_syncfs_syncs_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(outputs, "_SYNCFS", None)
    monkeypatch.setattr(os, "sync", lambda: synced.append(True))
    with OutputFolder(str(tmp_path)) as folder:
        folder.sync()
    assert synced == [True]
