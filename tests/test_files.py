"""Files are read up to a limit, and written as a whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from cableconv import files
from cableconv.errors import EnvironmentFailure, LimitExceededError, OutputExistsError

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Counting(io.BytesIO):
    """A stream without end that counts what is taken from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.taken += size
        return b"x" * size


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def test_load_gives_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00a\r\n")
    assert files.load(path) == b"\x00a\r\n"
    assert files.load(str(path)) == b"\x00a\r\n"
    assert files.load(path, 4) == b"\x00a\r\n"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)  # a hole: takes no room on the disk
    with pytest.raises(LimitExceededError, match="67,108,864") as caught:
        files.load(path)
    assert caught.value.place == str(path)
    assert "max_bytes" in caught.value.hint
    assert caught.value.exit_code == 1


def test_a_stream_is_read_to_the_limit_and_no_further() -> None:
    stream = Counting()
    with pytest.raises(LimitExceededError):
        files.limited(stream, "-", 5 * 2**20)
    assert stream.taken == 5 * 2**20 + 1


def test_a_stream_may_hold_exactly_the_limit() -> None:
    assert files.limited(io.BytesIO(b"abc"), "-", 3) == b"abc"
    with pytest.raises(LimitExceededError):
        files.limited(io.BytesIO(b"abcd"), "-", 3)


def test_a_pipe_has_no_size_but_the_same_limit(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"x" * 11,))
    writer.start()
    with pytest.raises(LimitExceededError):
        files.load(pipe, 10)
    writer.join()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "there is no such file"),
        (".", "this is a folder"),
        ("a.txt/b.txt", "no folder"),
        ("x" * 300, "too long"),
        ("a\0b", "zero byte"),
    ],
)
def test_load_says_what_is_wrong(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(EnvironmentFailure) as caught:
        files.load(f"{tmp_path}/{name}")
    assert reason in caught.value.message
    assert str(tmp_path) in caught.value.place
    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentFailure, match="cannot read it: permission denied"):
        files.load(tmp_path / "a.txt")
    with pytest.raises(EnvironmentFailure, match="cannot write it: permission denied"):
        files.save(tmp_path / "a.txt", b"x")


def test_an_unknown_errno_keeps_the_words_of_the_system() -> None:
    failure = files.failure(OSError(errno.EIO, "I/O error"), "a", "read")
    assert failure.message == "cannot read it: I/O error"
    assert files.failure(OSError("odd"), "a", "read").message == "cannot read it: odd"
    assert files.failure(OSError(), "a", "read").message == "cannot read it: OSError"


def test_save_writes_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.save(path, b"one")
    files.save(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert leftovers(tmp_path) == []


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    files.save(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_bytes(b"old")
    path.chmod(0o600)
    files.save(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_protected_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(EnvironmentFailure, match="permission denied"):
        files.save(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    files.save(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    files.save("/dev/null", b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_pipe_behind_a_link_is_written_to() -> None:
    # As in `cableconv in.txt -t txt -o /dev/stdout | less`.
    code = "from cableconv.files import save; save('/dev/stdout', b'x' * 100_000)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"x" * 100_000


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for call in (files.load, lambda path: files.save(path, b"x")):
        with pytest.raises(EnvironmentFailure):
            call(tmp_path / "loop")


class Trickle(io.RawIOBase):
    """A raw stream that takes three bytes at a time."""

    def __init__(self) -> None:
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        self.taken += bytes(data)[:3]
        return min(3, len(bytes(data)))


def test_a_raw_stream_gets_all_bytes() -> None:
    stream = Trickle()
    files.send(cast("BinaryIO", stream), b"abcdefgh")
    assert stream.taken == b"abcdefgh"


@pytest.mark.parametrize("step", ["fsync", "replace", "interrupt"])
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if step == "replace":
        monkeypatch.setattr(Path, "replace", full)
    else:
        monkeypatch.setattr(os, "fsync", full if step == "fsync" else interrupt)
    with pytest.raises(KeyboardInterrupt if step == "interrupt" else EnvironmentFailure):
        files.save(path, b"new")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no/such/a.txt", "no such file or folder"),
        (".", "this is a folder"),
        ("a.txt/b", "no folder"),
        ("a\0b", "zero byte"),
        ("x" * 300, "too long"),
    ],
)
def test_save_says_what_is_wrong(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(EnvironmentFailure) as caught:
        files.save(f"{tmp_path}/{name}", b"x")
    assert reason in caught.value.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_refuse_existing(tmp_path: Path) -> None:
    files.refuse_existing(tmp_path / "new")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in (".", "dangling"):
        with pytest.raises(OutputExistsError) as caught:
            files.refuse_existing(tmp_path / name)
        assert "--force" in caught.value.hint


def test_refuse_same(tmp_path: Path) -> None:
    one = tmp_path / "a.txt"
    one.write_bytes(b"x")
    (tmp_path / "link").hardlink_to(one)
    files.refuse_same(one, tmp_path / "new")
    files.refuse_same("/dev/null", "/dev/null")
    with pytest.raises(OutputExistsError, match="replace the input"):
        files.refuse_same(one, tmp_path / "link")
