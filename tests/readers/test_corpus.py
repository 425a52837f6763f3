"""Every file of the corpus is read by the reader that fits, and keeps every character."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cableconv.conversion import read_all
from cableconv.errors import NotACableError
from cableconv.model.cable import Cable
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.decode import decode

READERS = {
    "aad_pdf": {"nara": 40},
    "aad_txt_layout": {"nara": 40},
    "alx_txt": {"record_txt": 1},
    "archiveorg_txt": {"telegram": 5},
    "cables_csv": {"cables_csv": 200},
    "foia_email_txt": {"smart": 10},
    "frus_tei": {"tei": 3},
    "navadmin": {"military": 12},
    "plusd_excerpt": {"nara": 2},
    "scoop_txt": {"scoop": 1},
    "wl_html_2010-12": {"wikileaks": 8},
    "wl_html_2011": {"wikileaks": 54},
    "wl_html_2011-09": {"wikileaks": 3},
}
"""Cables by the reader that sniffing picks, for each folder."""

TEXTS = (
    "aad_txt_layout", "alx_txt", "archiveorg_txt", "foia_email_txt", "navadmin", "plusd_excerpt",
    "scoop_txt",
)  # fmt: skip
"""Folders of plain texts, whose source text is that of the file."""

UNPUBLISHED = "frus1977-80v10_stub.xml"


def files(corpus: Path, folder: str) -> list[Path]:
    return sorted(path for path in (corpus / folder).iterdir() if path.is_file())


def cables(path: Path) -> list[Cable]:
    return [] if path.name == UNPUBLISHED else list(read_all(path))


@pytest.mark.parametrize("folder", READERS)
def test_sniffing_picks_the_reader_that_fits(corpus: Path, folder: str) -> None:
    read = [cable for path in files(corpus, folder) for cable in cables(path)]
    assert Counter(c.provenance.reader for c in read if c.provenance) == READERS[folder]
    # A reader that gives up says so with an error; none does.
    assert not [n for c in read for n in c.notices if n.severity is Severity.ERROR]


@pytest.mark.parametrize("folder", TEXTS)
def test_every_character_of_a_text_is_kept(corpus: Path, folder: str) -> None:
    for path in files(corpus, folder):
        text = decode(path.read_bytes(), Source(path.name)).text
        assert "".join(map(source_text, cables(path))) == text


def test_a_volume_that_is_not_published_is_refused(corpus: Path) -> None:
    with pytest.raises(NotACableError, match="holds no documents yet"):
        list(read_all(corpus / "frus_tei" / UNPUBLISHED))


def test_all_folders_are_looked_at(corpus: Path) -> None:
    assert {path.name for path in corpus.iterdir() if path.is_dir()} == set(READERS)


def test_few_lines_of_heads_are_not_recognised(corpus: Path) -> None:
    """Each of these was read by eye; more of them mean that a change lost something."""
    unparsed: Counter[str] = Counter()
    for folder in READERS:
        for path in files(corpus, folder):
            for cable in cables(path):
                kinds = Counter(notice.kind for notice in cable.notices)
                unparsed[folder] += kinds[NoticeKind.UNPARSED]
    assert unparsed["cables_csv"] <= 20
    assert sum(unparsed.values()) <= 44
