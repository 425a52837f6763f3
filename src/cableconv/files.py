"""Bytes of single files: reading up to a limit, and writing so that no half file is left."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias

from cableconv.errors import EnvironmentFailure, LimitExceededError, OutputExistsError

StrPath: TypeAlias = str | os.PathLike[str]

MAX_BYTES = 64 * 2**20
"""Larger inputs are refused unless the caller allows them; the largest known cable has 0.4 MB."""

_CHUNK = 2**20

_REASONS = {
    errno.ENOENT: ("there is no such file or folder", "Check the name."),
    errno.ENOTDIR: ("part of the path is no folder", "Check the name."),
    errno.EISDIR: ("this is a folder, not a file", "Name a file in it."),
    errno.EACCES: ("permission denied", "Ask for access, or choose another place."),
    errno.EPERM: ("permission denied", "Ask for access, or choose another place."),
    errno.EROFS: ("the place is read-only", "Choose another place."),
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another place."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space, or choose another place."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
}


def failure(error: OSError, place: str, action: str) -> EnvironmentFailure:
    """The error of the operating system as ours, with the place and a next step.

    Args:
        error: what the system said.
        place: the path, as the caller wrote it.
        action: ``read`` or ``write``.
    """
    known = (error.strerror or str(error) or type(error).__name__, "Choose another place.")
    reason, hint = _REASONS.get(error.errno or 0, known)
    return EnvironmentFailure(f"cannot {action} it: {reason}", source=place, hint=hint)


def too_large(place: str, max_bytes: int) -> LimitExceededError:
    """The error for an input over the limit."""
    return LimitExceededError(
        f"the input is larger than the limit of {max_bytes:,} bytes",
        source=place,
        hint="A cable is rarely over 1 MB. Raise the limit with max_bytes= (--max-bytes) "
        "if this is one.",
    )


def head(path: StrPath, size: int) -> bytes | None:
    """The first bytes of a file; None of what can be read only once, such as a pipe.

    Raises:
        EnvironmentFailure: it is missing, a folder, or not readable.
    """
    if not Path(path).is_file():
        return None
    with opened(path) as stream:
        return stream.read(size)


def load(path: StrPath, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        EnvironmentFailure: it is missing, a folder, or not readable.
        LimitExceededError: it is larger than ``max_bytes``; known before it is read.
    """
    place = os.fspath(path)
    with opened(path) as stream:
        if os.fstat(stream.fileno()).st_size > max_bytes:
            raise too_large(place, max_bytes)
        return limited(stream, place, max_bytes)


@contextlib.contextmanager
def opened(path: StrPath) -> Iterator[BinaryIO]:
    """A file, open for reading in binary.

    Raises:
        EnvironmentFailure: it is missing, a folder, or cannot be read, now or further on.
    """
    place = os.fspath(path)
    try:
        stream = Path(place).open("rb")  # noqa: SIM115 - closed below; its errors are told apart
    except OSError as error:
        raise failure(error, place, "read") from error
    except ValueError as error:  # a zero byte in the name
        raise _bad_name(place) from error
    try:
        with stream:
            yield stream
    except OSError as error:
        raise failure(error, place, "read") from error


def limited(stream: IO[bytes], place: str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a stream, which is read no further than one byte beyond the limit.

    Raises:
        LimitExceededError: it holds more than ``max_bytes``.
    """
    chunks = []
    left = max_bytes + 1
    while left and (chunk := stream.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    if not left:
        raise too_large(place, max_bytes)
    return b"".join(chunks)


def send(stream: BinaryIO, data: bytes) -> None:
    """Write all bytes to a stream, such as standard output, and flush it.

    An unbuffered stream (``python -u``) takes what its pipe has room for, and says how much.

    Raises:
        EnvironmentFailure: the disk behind it is full.
        BrokenPipeError: nobody reads it any more.
    """
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[stream.write(rest) :]
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise failure(error, "standard output", "write") from error


def refuse_existing(path: StrPath) -> None:
    """Raise ``OutputExistsError`` where there is something of this name."""
    if os.path.lexists(path):
        raise OutputExistsError(
            "the output is there already",
            source=os.fspath(path),
            hint="Allow it to be replaced with overwrite=True (--force), or choose another name.",
        )


def refuse_same(source: StrPath, target: StrPath) -> None:
    """Raise ``OutputExistsError`` where the output would replace the input."""
    with contextlib.suppress(OSError, ValueError):
        if os.path.samefile(source, target) and stat.S_ISREG(os.stat(target).st_mode):  # noqa: PTH116, PTH121 - either may be a str
            raise OutputExistsError(
                "the output would replace the input",
                source=os.fspath(target),
                hint="Choose another name for the output.",
            )


@contextlib.contextmanager
def replacing(path: StrPath) -> Iterator[Path]:
    """A temporary name beside a file, which takes the file's name when all went well.

    For what is too large to be held in memory; ``save`` writes what is.

    Raises:
        EnvironmentFailure: the place is missing, not writable, or full. What was there before is
            untouched.
    """
    place = os.fspath(path)
    part = Path(place).with_name(f".cableconv-{os.urandom(6).hex()}.part")
    try:
        yield part
        part.replace(place)
    except OSError as error:
        raise failure(error, place, "write") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def save(path: StrPath, data: bytes) -> None:
    """Write a file as a whole: into a temporary file beside it, which then takes its name.

    A file that is replaced keeps its permissions. A device or pipe is written to directly.

    Raises:
        EnvironmentFailure: the place is missing, a folder, not writable, or full. What was there
            before is untouched.
    """
    place = os.fspath(path)
    try:
        mode = _mode(place)
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(place).resolve(), data, mode)
        else:
            Path(place).write_bytes(data)
    except OSError as error:
        raise failure(error, place, "write") from error
    except ValueError as error:  # a zero byte in the name
        raise _bad_name(place) from error


def _mode(place: str) -> int | None:
    try:
        return Path(place).stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    if mode is not None and not os.access(target, os.W_OK):
        # Renaming over a write-protected file would work; its owner did not mean that.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    part = target.with_name(f".cableconv-{os.urandom(6).hex()}.part")
    try:
        with part.open("xb") as stream:
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _bad_name(place: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        "the name holds a zero byte", source=place.replace("\0", "\\0"), hint="Check the name."
    )
