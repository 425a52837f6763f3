"""Which cables are validated: all samples, and all files of the corpus or a choice of them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from itertools import count, groupby, islice
from pathlib import Path

import attrs

from cableconv.conversion import read_all
from cableconv.errors import CableconvError, NotACableError
from cableconv.model.cable import Cable

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
CORPUS = Path(os.environ.get("CABLECONV_CORPUS") or ROOT.parent / "shared" / "corpus")

ROWS_OF_A_CHOICE = 3
"""Cables that are taken of each file where only some files are: a volume may hold hundreds."""


CABLES_OF_A_VOLUME = 40


@attrs.frozen
class Case:
    """A cable to validate.

    Attributes:
        name: file, and the number of the cable in it where there are several: ``x.csv 17``.
        path: the file.
        number: of the cable in the file, from 1.
        alone: whether the file holds no other cable.
        cable: the cable; the first one of a volume.
        parts: the cases of a volume; empty for a cable of its own.
    """

    name: str
    path: Path
    number: int
    alone: bool
    cable: Cable
    parts: tuple[Case, ...] = ()

    @property
    def cables(self) -> tuple[Cable, ...]:
        """All cables, in order."""
        return tuple(part.cable for part in self.parts) or (self.cable,)


@attrs.define
class Reading:
    """What reading the sources gave, beside the cables.

    Attributes:
        files: how many files were read.
        refused: files that hold no cable, with the reason; a volume not published yet is one.
        errors: files that could not be read.
    """

    files: int = 0
    refused: list[str] = attrs.Factory(list)
    errors: list[str] = attrs.Factory(list)


def chosen(limit: int = 0) -> list[Path]:
    """All samples, then all files of the corpus, or ``limit`` of them; 0 means all."""
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")
    return [*samples, *_of_corpus(limit)]


def cases(paths: Iterable[Path], reading: Reading, rows: int | None = None) -> Iterator[Case]:
    """The cables of some files, at most ``rows`` of each; troubles go into ``reading``."""
    for path in paths:
        reading.files += 1
        try:
            cables = list(islice(read_all(path), rows))
        except NotACableError as error:
            reading.refused.append(str(error))
            continue
        except CableconvError as error:
            reading.errors.append(f"{path}: {type(error).__name__}: {error}")
            continue
        name = f"{path.parent.name}/{path.name}"
        alone = len(cables) == 1
        for number, cable in enumerate(cables, 1):
            yield Case(name if alone else f"{name} {number}", path, number, alone, cable)


def volumes(every: Iterable[Case]) -> Iterator[Case]:
    """All cases in volumes: one of the samples, others of 40 cables each."""
    for is_sample, group in groupby(every, key=lambda case: case.path.parent == SAMPLES):
        rest = iter(group)
        for number in count(1):
            parts = tuple(islice(rest, None if is_sample else CABLES_OF_A_VOLUME))
            if not parts:
                break
            first = parts[0]
            name = f"volume {number} of the {'samples' if is_sample else 'corpus'}, {first.name} on"
            yield attrs.evolve(first, name=name, alone=False, parts=parts)


def _of_corpus(limit: int) -> list[Path]:
    if not CORPUS.is_dir():
        return []
    files = sorted(p for p in CORPUS.rglob("*") if p.is_file() and p.parent != CORPUS)
    return _choice({path: _traits(path) for path in files}, limit) if limit else files


def _choice(traits: dict[Path, frozenset[str]], limit: int) -> list[Path]:
    """Files that show the most traits not seen yet, one after the other; then a new round."""
    taken: list[Path] = []
    wanted: set[str] = set()
    left = sorted(traits)
    while left and len(taken) < limit:
        best = max(left, key=lambda path: len(traits[path] & wanted))
        if not traits[best] & wanted:
            if wanted == (every := set().union(*(traits[path] for path in left))):
                break
            wanted = every
            continue
        wanted -= traits[best]
        left.remove(best)
        taken.append(best)
    return taken


def _traits(path: Path) -> frozenset[str]:
    """The folder of a file, and what the index notes of it, numbers left out."""
    notes = _notes().get(path.relative_to(CORPUS).as_posix(), "")
    parts = (part.partition("=") for part in notes.replace("features:", "").split(";"))
    named = {name.strip(" 0123456789") for name, _, _ in parts}
    return frozenset({path.parent.name, *(f"{path.parent.name}: {one}" for one in named if one)})


def _notes() -> dict[str, str]:
    """Notes by file, of the corpus's index; none where it has no index."""
    index = CORPUS / "INDEX.tsv"
    if not index.is_file():
        return {}
    with index.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row["notes"] or "" for row in csv.DictReader(lines, delimiter="\t")}
