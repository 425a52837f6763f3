"""The runner of jing: a good file, a broken one, and what it does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

import cableconv as cc
import examples
from validators import jing


@pytest.mark.tools
def test_what_is_not_valid_is_told_by_file(tmp_path: Path) -> None:
    if reason := jing.missing():
        pytest.skip(f"TEI NOT CHECKED BY jing: {reason}")
    good, broken, torn = (tmp_path / f"{name} é.xml" for name in ("good", "broken", "torn"))
    data = cc.dumps(examples.FULL, "tei")
    good.write_bytes(data)
    broken.write_bytes(data.replace(b"<body", b'<body level="S"'))
    torn.write_bytes(data[:-9])
    found = jing.run([good, broken, torn])
    assert found[good] == []
    assert any('attribute "level" not allowed here' in one for one in found[broken])
    assert any("fatal" in one for one in found[torn])


def test_an_answer_that_is_not_understood_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason := jing.missing():
        pytest.skip(f"TEI NOT CHECKED BY jing: {reason}")
    monkeypatch.setattr(jing, "_jar", lambda: tmp_path / "no.jar")
    with pytest.raises(jing.JingError):
        jing.run([tmp_path / "x.xml"])
