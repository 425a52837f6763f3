"""Sources: files, folders, patterns, lists, archives, tables and URLs as a stream of references.

Nothing is listed whole, and the order is the same each time: folders by name, members and rows as
they stand. What is passed over (links, hidden files, devices) is told.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from cableconv.batch.ref import Ref, id_part
from cableconv.batch.remote import is_remote
from cableconv.batch.sources.contents import contents
from cableconv.batch.sources.listing import listed
from cableconv.batch.sources.patterns import fixed_part, is_pattern, matcher
from cableconv.batch.sources.places import remote_objects
from cableconv.batch.sources.walk import PassOver, walk
from cableconv.errors import EnvironmentFailure, UsageError


def _nowhere(place: str, reason: str) -> None:
    del place, reason


@attrs.frozen
class Sources:
    """What a corpus is made of.

    Attributes:
        named: paths of files and folders, patterns (``cables/**/*.txt``), and URLs.
        files_from: a file with one such name a line; ``-`` for standard input; None without.
        zero: True where zero bytes part the names in ``files_from``.
        from_format: name of the reader of all inputs; None to look at each.
        follow: True to follow links inside of folders.
        leave_out: absolute path of a folder whose files are no inputs: the output folder.
        pass_over: told of each path that is passed over, and why.
    """

    named: tuple[str, ...] = ()
    files_from: str | None = None
    zero: bool = False
    from_format: str | None = None
    follow: bool = False
    leave_out: str = ""
    pass_over: PassOver = _nowhere

    def check(self) -> None:
        """See whether all that is named is there.

        Raises:
            UsageError: nothing is named.
            EnvironmentFailure: a file or folder is missing.
        """
        if not self.named and self.files_from is None:
            raise UsageError("no source is named", hint="Name files, folders or patterns.")
        lists = [] if self.files_from in {None, "-"} else [str(self.files_from)]
        for name in (*self.named, *lists):
            place = fixed_part(name) if is_pattern(name) else name
            if not is_remote(name) and not Path(place).exists():
                raise EnvironmentFailure(
                    "there is no such file or folder", source=name, hint="Check the name."
                )

    def refs(self) -> Iterator[Ref]:
        """Each input, in order; ids may repeat where two sources overlap."""
        alone = len(self.named) == 1 and self.files_from is None
        for name in self.named:
            yield from self._named(name, alone=alone)
        if self.files_from is not None:
            for name in listed(self.files_from, zero=self.zero):
                yield from self._listed(name)

    def _named(self, name: str, *, alone: bool) -> Iterator[Ref]:
        if is_remote(name):
            found = remote_objects(name, "" if alone else _last(name))
        elif is_pattern(name):
            found = self._matching(name)
        elif Path(name).is_dir():
            found = self._below(name, "" if alone else _last(name))
        else:
            found = iter(((_last(name), os.path.abspath(name)),))  # noqa: PTH100 - links stay
        yield from self._contents(found)

    def _listed(self, name: str) -> Iterator[Ref]:
        """A name of a list keeps its folders in its id."""
        if is_remote(name):
            yield from self._contents(remote_objects(name, name.partition("://")[2].strip("/")))
            return
        name_id = id_part(name.replace(os.sep, "/").removeprefix("./").strip("/"))
        if Path(name).is_dir():
            yield from self._contents(self._below(name, name_id))
        else:
            yield from self._contents(iter(((name_id, os.path.abspath(name)),)))  # noqa: PTH100

    def _matching(self, pattern: str) -> Iterator[tuple[str, str]]:
        root = fixed_part(pattern)
        fits = matcher(pattern)
        for relative, path in self._below(root, ""):
            if fits(relative):
                yield relative, path

    def _below(self, root: str, prefix: str) -> Iterator[tuple[str, str]]:
        lead = f"{prefix}/" if prefix else ""
        found = walk(root, follow=self.follow, leave_out=self.leave_out, pass_over=self.pass_over)
        for relative, path in found:
            yield lead + id_part(relative), path

    def _contents(self, files: Iterable[tuple[str, str]]) -> Iterator[Ref]:
        for name_id, uri in files:
            yield from contents(name_id, uri, self.from_format, self.pass_over)


def _last(name: str) -> str:
    return id_part(name.replace(os.sep, "/").rstrip("/").rpartition("/")[2])
