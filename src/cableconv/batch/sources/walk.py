"""The files below a folder, folder by folder, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

PassOver = Callable[[str, str], None]
"""Called with a path and the reason why it is no input."""


def is_hidden(name: str) -> bool:
    """Whether a name is one that systems keep for themselves: ``.DS_Store``, ``.git``."""
    return name.startswith(".") or name == "__MACOSX"


def walk(
    root: str, *, follow: bool, leave_out: str, pass_over: PassOver
) -> Iterator[tuple[str, str]]:
    """Each file: its path below the folder, with ``/``, and its absolute path.

    A folder that cannot be listed is given as if it were a file, so that it fails like one.

    Args:
        root: the folder; it may be a link.
        follow: whether to follow links; one that leads back to a folder around it is not followed.
        leave_out: absolute path of a folder below which nothing is an input; may be empty.
        pass_over: told of links, hidden names and devices.
    """
    top = os.path.abspath(root)  # noqa: PTH100 - links stay as they are
    yield from _below(top, "", (_identity(top),), _Rules(follow, leave_out, pass_over))


class _Rules:
    def __init__(self, follow: bool, leave_out: str, pass_over: PassOver) -> None:  # noqa: FBT001
        self.follow = follow
        self.leave_out = os.path.realpath(leave_out) if leave_out else ""
        self.pass_over = pass_over


def _identity(path: str) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116
    return found.st_dev, found.st_ino


def _below(
    folder: str, relative: str, around: tuple[tuple[int, int], ...], rules: _Rules
) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield relative, folder
        return
    for entry in found:
        name = f"{relative}/{entry.name}" if relative else entry.name
        if is_hidden(entry.name):
            rules.pass_over(entry.path, "hidden")
        elif entry.is_symlink() and not rules.follow:
            rules.pass_over(entry.path, "a link")
        elif entry.is_dir():
            yield from _folder(entry.path, name, around, rules)
        elif entry.is_file():
            yield name, entry.path
        else:
            rules.pass_over(entry.path, "no file")


def _folder(
    path: str, name: str, around: tuple[tuple[int, int], ...], rules: _Rules
) -> Iterator[tuple[str, str]]:
    if rules.leave_out and os.path.realpath(path) == rules.leave_out:
        rules.pass_over(path, "the output folder")
        return
    try:
        here = _identity(path)
    except OSError:
        yield name, path
        return
    if here in around:
        rules.pass_over(path, "a link in a circle")
        return
    yield from _below(path, name, (*around, here), rules)
