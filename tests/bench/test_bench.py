"""The benchmark itself runs, so that it does not rot; its figures are never asserted."""

from __future__ import annotations

import pytest

from bench import bench


def test_a_round_measures_each_format_beside_a_rival(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    steps = [line.split()[0] for line in lines if line.endswith("1.00") and "cableconv" in line]
    assert steps == ["read", "txt", "tei", "docx", "pdf", "json"]
    assert len(lines) >= len(steps) + 4
