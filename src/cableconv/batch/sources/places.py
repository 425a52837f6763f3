"""The objects below a URL, by fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cableconv.batch.remote import file_system
from cableconv.batch.sources.walk import is_hidden
from cableconv.errors import EnvironmentFailure


def remote_objects(url: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Each object: its id, and its URL.

    Args:
        url: of an object, or of a folder.
        prefix: what ids begin with; empty for the path below the folder.

    Raises:
        UsageError: fsspec, or what it needs for this scheme, is not installed.
        EnvironmentFailure: the place cannot be listed, or is not there.
    """
    system, path = file_system(url)
    try:
        yield from _objects(system, path, prefix)
    except Exception as error:
        raise EnvironmentFailure(
            f"the place cannot be listed: {type(error).__name__}", source=url, hint="Check the URL."
        ) from error


def _objects(system: Any, path: str, prefix: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - fsspec has no types
    if not system.isdir(path):
        if not system.exists(path):
            raise FileNotFoundError(path)
        yield prefix or path.rstrip("/").rpartition("/")[2], system.unstrip_protocol(path)
        return
    lead = f"{prefix}/" if prefix else ""
    for name, whole in _below(system, path):
        yield lead + name, system.unstrip_protocol(whole)


def _below(system: Any, root: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    base = root.rstrip("/")
    for folder, folders, files in system.walk(root):
        folders.sort()
        below = folder.rstrip("/").removeprefix(base).strip("/")
        for name in sorted(files):
            if name and not is_hidden(name):
                yield (f"{below}/{name}" if below else name), f"{folder.rstrip('/')}/{name}"
