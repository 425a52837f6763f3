"""A page that searches all cables of a run: opens from disk, and asks the network for nothing.

``index.html`` loads the index in pieces, each a script, because a page from disk may not fetch
files. Beside it stand plain lists, a page for each thousand cables of a year, which need no script.
"""

from __future__ import annotations

import os
from pathlib import Path

from cableconv.batch.export.base import Record
from cableconv.batch.export.page.front import front_page
from cableconv.batch.export.page.lists import write_lists
from cableconv.batch.export.page.pieces import write_pieces
from cableconv.batch.export.page.summary import summary_of
from cableconv.batch.outputs import PAGE_FOLDER
from cableconv.files import failure

HERE = Path(__file__).parent


def write_page(record: Record, out: Path, target: Path | None = None) -> int:
    """Write the page with its pieces and lists; how many cables they show.

    Args:
        record: the ledger.
        out: the output folder, to which the page links.
        target: folder of the page; None for ``_index`` in the output folder. What an earlier
            export wrote there is replaced.

    Raises:
        EnvironmentFailure: ``target`` cannot be written.
    """
    folder = target or out / PAGE_FOLDER
    summary = summary_of(record)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for pattern in ("piece-*.js", "list-*.html"):
            for old in folder.glob(pattern):
                old.unlink()
        base = os.path.relpath(out, folder).replace(os.sep, "/") + "/"
        pieces = write_pieces(record, summary, folder)
        lists = write_lists(record, summary, folder, base)
        page = front_page(record, summary, pieces, lists, base)
        (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")
        for name in ("page.css", "search.js"):
            text = (HERE / name).read_text(encoding="utf-8")
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise failure(error, str(folder), "write") from error
    return summary.done
