"""The bytes of a reference: of a file, a part of it, a member of an archive, or a remote object.

Reads are bounded, links and devices in the place of files are refused, and nothing is ever
extracted to a disk. An archive stays open from one member to the next.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Self

from cableconv.batch.ref import Ref
from cableconv.batch.remote import is_remote, open_remote
from cableconv.errors import CableconvError, LimitExceededError, NotACableError, ReadError
from cableconv.files import MAX_BYTES, failure, limited, too_large

MAX_RATIO = 200
"""A larger member that shrinks more than so many times is no text but a bomb."""

_SMALL = 2**20
_REMOTE_TRIES = 3


class Fetcher:
    """Fetches inputs one after the other. Close it, or use it as a context manager."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._archive: _Zip | _Tar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the archive that is open."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None

    def fetch(self, ref: Ref) -> bytes:
        """The bytes of an input.

        Raises:
            EnvironmentFailure: it is missing, or not readable.
            LimitExceededError: it is larger than the limit, or a bomb.
            ReadError: it is no regular file, or the archive around it is damaged.
        """
        try:
            if ref.member is None or ref.offset is not None:
                return _with_patience(ref, self._part)
            return _with_patience(ref, self._member)
        except CableconvError as error:
            error.source = ref.id
            raise

    def _part(self, ref: Ref) -> bytes:
        if ref.length is not None and ref.length > self._max_bytes:
            raise too_large(ref.id, self._max_bytes)
        with open_input(ref.uri) as stream:
            if ref.offset is None:
                return limited(stream, ref.id, self._max_bytes)
            stream.seek(ref.offset)
            data = stream.read(ref.length or 0)
        if len(data) != (ref.length or 0):
            raise ReadError("the file has become shorter since it was listed")
        return data

    def _member(self, ref: Ref) -> bytes:
        if self._archive is None or self._archive.uri != ref.uri:
            self.close()
            self._archive = open_archive(ref.uri)
        return self._archive.read(ref, self._max_bytes)


def _with_patience(ref: Ref, read: Callable[[Ref], bytes]) -> bytes:
    """Read; a remote place that fails is asked three times, with a pause between."""
    tries = _REMOTE_TRIES if is_remote(ref.uri) else 1
    for turn in range(1, tries + 1):
        try:
            return read(ref)
        except FileNotFoundError as error:
            raise failure(error, ref.id, "read") from error
        except OSError as error:
            if turn == tries:
                raise failure(error, ref.id, "read") from error
            time.sleep(0.2 * 4**turn)
    raise AssertionError("unreachable")


@contextmanager
def open_input(uri: str) -> Iterator[BinaryIO]:
    """A regular file or a remote object, open for reading in binary."""
    if is_remote(uri):
        with open_remote(uri) as stream:
            yield stream
        return
    try:
        # Without O_NONBLOCK, opening a named pipe waits for a writer for ever.
        handle = os.open(uri, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except ValueError:  # a zero byte in the name
        raise OSError(errno.ENOENT, "there is no such file or folder") from None
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotACableError("this is no regular file", hint="Give files and folders.")
        yield stream


def open_archive(uri: str) -> _Zip | _Tar:
    """A zip or tar file; raises ``ReadError`` where it is damaged, or none."""
    return _Zip(uri) if is_zip(uri) else _Tar(uri)


def is_zip(uri: str) -> bool:
    """Whether the name is that of a zip file."""
    return uri.lower().endswith(".zip")


@contextmanager
def damaged(what: str) -> Iterator[None]:
    """Turn what the libraries of archives throw into a ``ReadError``."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        NotImplementedError,
    ) as error:
        raise ReadError(f"the {what} is damaged or of an unknown kind: {error}") from error
    except RuntimeError as error:  # zipfile's way to say that a member is encrypted
        raise ReadError(f"the {what} cannot be read: it is encrypted") from error


def is_bomb(size: int, packed: int) -> bool:
    """Whether so many bytes, packed into so few, are no text but a bomb."""
    return size > max(_SMALL, MAX_RATIO * packed)


def open_tar(stream: BinaryIO) -> tuple[tarfile.TarFile, bool]:
    """A tar file, and whether it is plain: members of a plain one can be read at their place."""
    with contextlib.suppress(tarfile.ReadError):
        return tarfile.open(fileobj=stream, mode="r:"), True
    stream.seek(0)
    return tarfile.open(fileobj=stream, mode="r|*"), False


class _Zip:
    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._context = open_input(uri)
        with damaged("zip file"):
            self._zip = zipfile.ZipFile(self._context.__enter__())

    def close(self) -> None:
        self._zip.close()
        self._context.__exit__(None, None, None)

    def read(self, ref: Ref, max_bytes: int) -> bytes:
        with damaged("member of the zip file"):
            # By number, because two members may have one name.
            info = self._zip.infolist()[(ref.row or 1) - 1]
            if info.file_size > max_bytes:
                raise too_large(ref.id, max_bytes)
            if is_bomb(info.file_size, info.compress_size):
                raise LimitExceededError(
                    f"the member shrinks {info.file_size // max(1, info.compress_size)} times, as "
                    "only a zip bomb does"
                )
            with self._zip.open(info) as stream:
                return limited(stream, ref.id, info.file_size)


class _Tar:
    """A compressed tar file is read forward; asking for an earlier member begins anew."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._context = open_input(uri)
        self._stream = self._context.__enter__()
        self._packed = self._stream.seek(0, os.SEEK_END)
        self._begin()

    def _begin(self) -> None:
        self._stream.seek(0)
        self._row = 0
        with damaged("tar file"):
            self._tar, _ = open_tar(self._stream)

    def close(self) -> None:
        self._tar.close()
        self._context.__exit__(None, None, None)

    def read(self, ref: Ref, max_bytes: int) -> bytes:
        wanted = ref.row or 1
        if wanted <= self._row:
            self._tar.close()
            self._begin()
        with damaged("tar file"):
            while (info := self._tar.next()) is not None:
                self._tar.members = []  # type: ignore[attr-defined]  # else it remembers them all
                self._row += 1
                if is_bomb(info.offset_data + info.size, self._packed):
                    raise LimitExceededError("the archive shrinks as only a bomb does")
                if self._row == wanted:
                    return self._content(info, ref, max_bytes)
        raise ReadError("the tar file is shorter than when it was listed, or damaged")

    def _content(self, info: tarfile.TarInfo, ref: Ref, max_bytes: int) -> bytes:
        if info.size > max_bytes:
            raise too_large(ref.id, max_bytes)
        stream = self._tar.extractfile(info)
        if stream is None:
            raise ReadError("this member is no regular file")
        return limited(stream, ref.id, max_bytes)
