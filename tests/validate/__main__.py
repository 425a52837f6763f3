"""The command: ``python -m validate [--limit 30] [--check NAME] [--form NAME] [--no-skips]``."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from validate import table
from validate.checks import CHECKS
from validate.forms import FORMS
from validate.making import MakingError, made
from validate.running import Result, results
from validate.sources import CORPUS, ROOT, ROWS_OF_A_CHOICE, Reading, cases, chosen

FOLDER = ROOT / "build" / "validate"


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="validate", description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="files of the corpus; 0 for all")
    parser.add_argument("--check", action="append", default=[], help="only checks so named")
    parser.add_argument("--form", action="append", default=[], help="only forms so named")
    parser.add_argument("--no-skips", action="store_true", help="a check that cannot run fails")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the outputs are put")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Validate; 0 where nothing failed, 1 where anything did."""
    chosen_by = _arguments(given)
    rows = ROWS_OF_A_CHOICE if chosen_by.limit else None
    reading = Reading()
    every = list(cases(chosen(chosen_by.limit), reading, rows))
    checks = [one for one in CHECKS if not chosen_by.check or one.name in chosen_by.check]
    forms = [one.name for one in FORMS if not chosen_by.form or one.name in chosen_by.form]
    say(f"{len(every)} cables of {reading.files} files, {len(forms)} outputs of each")
    if not CORPUS.is_dir():
        say(f"NOT CHECKED: the corpus of real cables: it is not at {CORPUS} (CABLECONV_CORPUS)")
    elif chosen_by.limit:
        say(f"{chosen_by.limit} files of the corpus; of each at most {rows} cables")
    start = time.monotonic()
    shutil.rmtree(chosen_by.folder, ignore_errors=True)
    try:
        outputs = made(every, chosen_by.folder, chosen_by.limit, rows, forms)
    except MakingError as error:
        say(f"FAILED: the outputs cannot be written:\n{error}")
        return 1
    say(f"written twice in {time.monotonic() - start:.0f} s, into {chosen_by.folder}\n")
    width = max(len(one.name) for one in CHECKS)
    say(table.heading(width))
    found = []
    for result in results(checks, outputs):
        say(table.row(result, width))
        found.append(result)
    return _verdict(found, reading, no_skips=chosen_by.no_skips)


def _verdict(found: Sequence[Result], reading: Reading, *, no_skips: bool) -> int:
    say("")
    for line in (*table.details(found), *(f"refused: {one}" for one in reading.refused)):
        say(line)
    for error in reading.errors:
        say(f"FAILED to read {error}")
    skipped = [one for one in found if one.skipped]
    failed = bool(reading.errors) or any(one.bad for one in found) or (no_skips and bool(skipped))
    counts = sum(one.count for one in found if not one.skipped)
    refused = sum(one.failed for one in found)
    say(f"{counts} verdicts, {refused} failed, {len(skipped)} checks skipped")
    return int(failed)


def say(line: str) -> None:
    """Print a line at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
