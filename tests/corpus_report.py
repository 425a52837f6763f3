"""What the readers find in the real cables, per folder, and how far text and record agree.

Run it by ``make corpus-report``, or ``python tests/corpus_report.py [FOLDER ...]``; the corpus is
that of ``CABLECONV_CORPUS``. Each file is read by the reader that sniffing picks. A reader's own
comparison stands in a module of its own and enters by ``AGREEMENTS``.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

import nara_agreement
import wikileaks_agreement
from cableconv.conversion import read_all
from cableconv.errors import CableconvError, NotACableError
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking, portion_marks

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("CABLECONV_CORPUS") or ROOT.parent / "shared" / "corpus")

AGREEMENTS: dict[str, Callable[[Iterable[tuple[str, Cable]]], Iterator[str]]] = {
    "wl_": wikileaks_agreement.report,
    "cables_csv": wikileaks_agreement.report,
    "aad_": nara_agreement.report,
}
"""For folders that begin with this name: lines that compare what record and text state."""

COLUMNS = (
    "files", "refused", "cables", "MRN", "DTG", "subject", "marking", "paragraphs", "marks",
    "signed",
)  # fmt: skip


@attrs.define
class Found:
    """Counts of one folder."""

    counts: Counter[str] = attrs.Factory(Counter)
    readers: Counter[str] = attrs.Factory(Counter)
    notices: Counter[str] = attrs.Factory(Counter)
    errors: list[str] = attrs.Factory(list)

    def add(self, cable: Cable) -> None:
        marking = overall_marking(cable)
        self.counts.update(
            {
                "cables": 1,
                "MRN": cable.mrn is not None,
                "DTG": cable.dtg is not None and cable.dtg.utc is not None,
                "subject": cable.subject is not None,
                "marking": marking.level is not None or bool(marking.controls),
                "paragraphs": len(cable.paragraphs),
                "marks": sum(1 for _ in portion_marks(cable)),
                "signed": bool(cable.signature),
            }
        )
        self.readers[cable.provenance.reader if cable.provenance else "?"] += 1
        self.notices.update(notice.kind.value for notice in cable.notices)


def cables(folder: Path, found: Found) -> Iterator[tuple[str, Cable]]:
    """Each cable of a folder with the place it was read from; errors go into ``found``."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.counts["files"] += 1
        try:
            for cable in read_all(path):
                found.add(cable)
                member = cable.provenance.member if cable.provenance else ""
                yield f"{path.name} {member}".strip(), cable
        except NotACableError as error:
            # A volume that is not published yet holds no cable: that is an answer, no failure.
            found.counts["refused"] += 1
            found.errors.append(f"refused {error}")
        except CableconvError as error:
            found.errors.append(f"ERROR {type(error).__name__}: {error}")


def report(folder: Path) -> Iterator[str]:
    """The lines on one folder."""
    found = Found()
    read = list(cables(folder, found))
    numbers = "  ".join(f"{name} {found.counts[name]}" for name in COLUMNS)
    yield f"{folder.name}: {numbers}"
    yield "    readers: " + _listed(found.readers)
    yield "    notices: " + _listed(found.notices)
    yield from (f"    {error}" for error in found.errors)
    for begin, agreement in AGREEMENTS.items():
        if folder.name.startswith(begin):
            yield from (f"    {line}" for line in agreement(read))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"


def main(names: list[str]) -> int:
    """Print the report; 1 where the corpus is not there or a file was not read."""
    if not CORPUS.is_dir():
        sys.stderr.write(f"the corpus is not at {CORPUS}; set CABLECONV_CORPUS\n")
        return 1
    failed = False
    for folder in sorted(p for p in CORPUS.iterdir() if p.is_dir()):
        if names and folder.name not in names:
            continue
        for line in report(folder):
            failed |= line.startswith("    ERROR")
            sys.stdout.write(f"{line}\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
