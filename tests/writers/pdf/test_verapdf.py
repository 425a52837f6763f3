"""PDF/A and PDF/UA as veraPDF judges them: samples, hard cases, and real cables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import cableconv as cc
import examples
from cableconv.errors import CableconvError
from cableconv.model.cable import Cable
from validators import verapdf
from writers.pdf.cases import ALL

pytestmark = pytest.mark.tools

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
REAL = 30
"""How many files of the corpus are checked; `make validate` takes all."""


def assert_conformant(
    folder: Path, cables: Mapping[str, Cable], level: str, attach: str | None = None
) -> None:
    verapdf.needed()
    paths = []
    for at, (name, cable) in enumerate(cables.items()):
        paths.append(folder / f"{at} {name}.pdf")
        paths[-1].write_bytes(cc.dumps(cable, "pdf", {"pdfa": level, "attach": attach}))
    found = verapdf.run(paths, [level, "ua1"])
    assert len(found) == len(cables) > 0
    assert not {path.name: failures for path, failures in found.items() if failures}


def first_cables(paths: list[Path]) -> dict[str, Cable]:
    """The first cable of each file; files that hold none are left out."""
    found = {}
    for path in paths:
        try:
            found[path.name] = next(iter(cc.read_all(path)))
        except CableconvError:
            continue
    return found


def test_samples_and_hard_cases_conform(tmp_path: Path) -> None:
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")
    assert_conformant(tmp_path, {**first_cables(samples), **ALL}, "2a")


@pytest.mark.parametrize("attach", [None, "tei", "source"])
def test_files_that_carry_others_conform(attach: str | None, tmp_path: Path) -> None:
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")[::3]
    assert_conformant(tmp_path, {**first_cables(samples), **examples.ALL}, "3a", attach)


def test_real_cables_conform(corpus: Path, tmp_path: Path) -> None:
    files = sorted(path for path in corpus.glob("*/*") if path.stat().st_size < 2**21)
    cables = first_cables(files[:: max(1, len(files) // REAL)])
    assert len(cables) > REAL * 3 // 4
    assert_conformant(tmp_path, cables, "2a")
