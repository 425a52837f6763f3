"""The output folder: files that are there as a whole or not at all, and never outside of it.

Every folder is opened by its handle, without following links, so that a link planted in the output
folder leads nowhere. A file is written under a temporary name beside its own and then takes that.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import stat
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Self

from cableconv.batch.receipt import Output
from cableconv.errors import EnvironmentFailure, UsageError, WriteError
from cableconv.files import failure

PART_PREFIX = ".cableconv-"
PART_SUFFIX = ".part"
"""A name that begins and ends so is a temporary file of this library."""

WHOLE = "whole"
"""What stands in the temporary names of a run over a whole corpus; a shard has its own word."""

OWN_FOLDER = ".cableconv"
"""The folder of ledger and lock, in the output folder."""

PAGE_FOLDER = "_index"
"""The folder of the page that searches the corpus, in the output folder; no output lies in it."""

_OPEN_FOLDERS = 64

_ITEM_ERRORS = {
    errno.ENAMETOOLONG: "the name is too long for this disk",
    errno.ELOOP: "a link stands where a folder must be",
    errno.ENOTDIR: "something that is no folder stands where a folder must be",
    errno.EISDIR: "a folder stands where the file must be",
    errno.ENOTEMPTY: "a folder stands where the file must be",
    errno.EILSEQ: "this disk does not take the name",
    errno.EINVAL: "this disk does not take the name",
}
"""What spoils one output; any other error of the system spoils all that follow."""


class OutputPlaceError(EnvironmentFailure):
    """The output folder takes no more: it is full, read-only or gone. The run must end."""


def require_posix() -> None:
    """Raise ``UsageError`` where the system cannot open files by the handle of their folder."""
    if os.open not in os.supports_dir_fd or os.name != "posix":
        raise UsageError(
            "corpora can be converted on Linux and macOS only",
            hint="On Windows use the Windows Subsystem for Linux, or convert single files.",
        )


class OutputFolder:
    """An output folder, open for writing. Close it, or use it as a context manager."""

    def __init__(self, path: str, part: str = WHOLE) -> None:
        """Open the folder; ``part`` stands in temporary names. See ``sweep``.

        Raises:
            OutputPlaceError: it cannot be opened.
        """
        self.path = path
        self._part = part
        self._open: OrderedDict[str, int] = OrderedDict()
        try:
            self._root = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise _place_error(error, path) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all handles."""
        for handle in (*self._open.values(), self._root):
            os.close(handle)
        self._open.clear()

    def write(self, format_: str, relpath: str, data: bytes) -> Output:
        """Write a file, whatever had its name before.

        Args:
            format_: name of its writer, for the result.
            relpath: below the folder, with ``/``; folders on the way are made.
            data: its bytes.

        Raises:
            WriteError: this name is impossible; other files are not concerned.
            OutputPlaceError: the folder takes no more.
        """
        parent, _, name = relpath.rpartition("/")
        part = f"{PART_PREFIX}{self._part}-{os.urandom(8).hex()}{PART_SUFFIX}"
        try:
            folder = self._folder(parent)
            try:
                _write_new(part, data, folder)
                os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                _unlink(part, folder)
                raise
        except OSError as error:
            reason = _ITEM_ERRORS.get(error.errno or 0)
            if reason is None:
                raise _place_error(error, os.path.join(self.path, relpath)) from error  # noqa: PTH118 - a name to tell
            raise WriteError(f"cannot write {relpath}: {reason}") from error
        return Output(format_, relpath, len(data), hashlib.sha256(data).hexdigest())

    def size(self, relpath: str) -> int | None:
        """The size of a regular file below the folder; None where there is none."""
        try:
            found = os.stat(relpath, dir_fd=self._root, follow_symlinks=False)
        except OSError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def read(self, relpath: str) -> bytes | None:
        """The bytes of a file below the folder; None where there is none, or a link leads to it.

        Raises:
            OutputPlaceError: it is there and cannot be read.
        """
        parent, _, name = relpath.rpartition("/")
        try:
            handle = os.open(
                name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self._folder(parent, make=False)
            )
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ELOOP, errno.ENOTDIR}:
                return None
            raise _place_error(error, os.path.join(self.path, relpath)) from error  # noqa: PTH118
        with os.fdopen(handle, "rb") as stream:
            return stream.read()

    def remove(self, relpath: str) -> None:
        """Remove a file, where it is there and no link leads to it; its folders stay."""
        parent, _, name = relpath.rpartition("/")
        try:
            _unlink(name, self._folder(parent, make=False))
        except OSError:
            return

    def sync(self) -> None:
        """Wait until all that was written is on the disk (``syncfs``, else ``sync``)."""
        if _SYNCFS is None or _SYNCFS(self._root) != 0:
            os.sync()

    def _folder(self, relpath: str, *, make: bool = True) -> int:
        """The handle of a folder below the root."""
        if not relpath:
            return self._root
        handle = self._open.get(relpath)
        if handle is not None:
            self._open.move_to_end(relpath)
            return handle
        parent, _, name = relpath.rpartition("/")
        above = self._folder(parent, make=make)
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, dir_fd=above)
        handle = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)
        self._open[relpath] = handle
        while len(self._open) > _OPEN_FOLDERS:
            os.close(self._open.popitem(last=False)[1])
        return handle


def _write_new(name: str, data: bytes, folder: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    handle = os.open(name, flags, 0o666, dir_fd=folder)
    with os.fdopen(handle, "wb", buffering=0) as stream:
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) :]


def _unlink(name: str, folder: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)


def _place_error(error: OSError, place: str) -> OutputPlaceError:
    found = failure(error, place, "write")
    return OutputPlaceError(found.message, source=found.source, hint=found.hint)


def sweep(path: str, part: str = WHOLE) -> int:
    """Remove the temporary files that killed processes left; return their number.

    Args:
        path: the output folder.
        part: what stands in their names; those of other shards, which may run now, stay.
    """
    prefix = f"{PART_PREFIX}{part}-"
    count = 0
    for folder, _, names, handle in os.fwalk(path, follow_symlinks=False):
        del folder
        for name in names:
            if name.startswith(prefix) and name.endswith(PART_SUFFIX):
                _unlink(name, handle)
                count += 1
    return count


def files_below(path: str) -> Iterator[str]:
    """The paths of all files below an output folder, with ``/``, but for the ledger's own."""
    for folder, folders, names in os.walk(path):
        folders.sort()
        if folder == path:
            folders[:] = [name for name in folders if name not in {OWN_FOLDER, PAGE_FOLDER}]
        below = os.path.relpath(folder, path)
        for name in sorted(names):
            yield name if below == "." else f"{below}/{name}".replace(os.sep, "/")


def _syncfs() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


_SYNCFS = _syncfs()
