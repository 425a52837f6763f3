"""Places behind a URL (``s3://``, ``https://``, ``memory://``), by fsspec, the extra ``remote``."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from cableconv.errors import CableconvError, EnvironmentFailure, UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""Matches the beginning of ``s3://bucket/key``; a drive letter of Windows has no two slashes."""


def is_remote(uri: str) -> bool:
    """Whether a source is a URL."""
    return _SCHEME.match(uri) is not None


def file_system(uri: str) -> tuple[Any, str]:
    """The file system of a URL, and the path that it knows the place by.

    Raises:
        UsageError: fsspec, or what it needs for this scheme, is not installed.
        EnvironmentFailure: the place cannot be reached.
    """
    try:
        core = importlib.import_module("fsspec.core")
    except ImportError as error:
        raise UsageError(
            "reading URLs needs the package fsspec",
            source=uri,
            hint="Install it: pip install 'cableconv[remote]'",
        ) from error
    try:
        system, path = core.url_to_fs(uri)
    except ImportError as error:
        raise UsageError(
            f"this kind of URL needs another package: {error}",
            source=uri,
            hint="Install it; for http and https: pip install 'cableconv[remote]'",
        ) from error
    except ValueError as error:
        raise UsageError(f"this kind of URL cannot be read: {error}", source=uri) from error
    except Exception as error:
        raise EnvironmentFailure(
            f"the place cannot be reached: {type(error).__name__}", source=uri
        ) from error
    return system, path


@contextmanager
def open_remote(uri: str) -> Iterator[BinaryIO]:
    """A remote object, open for reading in binary; what goes wrong is an ``OSError``."""
    system, path = file_system(uri)
    try:
        with system.open(path, "rb") as stream:
            yield stream
    except (OSError, CableconvError):
        raise
    except Exception as error:
        # Each store has its own exceptions.
        raise OSError(f"{type(error).__name__}: {error}") from error
