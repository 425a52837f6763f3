"""Makes a corpus of notional cables: any number, a cable at a time, the same for the same seed.

::

    make corpus N=20000 SEED=1 OUT=corpus.csv       a file like cables.csv
    make corpus N=20000 SEED=1 OUT=corpus.zip       telegrams in a zip file
    make corpus N=20000 SEED=1 OUT=corpus/          telegrams in folders by year and month
    make corpus N=200 OUT=pages/ FORM=pages         pages of a web site
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generate.draw import cable
from generate.facts import Cable
from generate.outputs import FORMS, write_csv, write_folder, write_zip


def cables(seed: int, number: int | None = None) -> Iterator[Cable]:
    """The facts of a corpus's cables, in order; without end where no number is given.

    The first cables of a large corpus are those of a small one with the same seed.
    """
    used: set[str] = set()
    for at in range(1, number + 1) if number is not None else count(1):
        yield cable(seed, at, used)


def generate(out: str | Path, number: int, seed: int = 1, form: str = "telegrams") -> int:
    """Write a corpus: a ``.csv`` or ``.zip`` file, else a folder. How many cables it has."""
    path, drawn = Path(out), cables(seed, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        return write_csv(drawn, path)
    if path.suffix == ".zip":
        return write_zip(drawn, path, form)
    return write_folder(drawn, path, form)


def main() -> None:
    """Write a corpus as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", help="a .csv or .zip file, else a folder")
    parser.add_argument("-n", "--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=sorted(FORMS), default="telegrams")
    given = parser.parse_args()
    written = generate(given.out, given.number, given.seed, given.form)
    print(f"{written} notional cables are in {given.out}")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
