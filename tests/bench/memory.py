"""Memory and time to read a cables.csv of any size, made on the fly (``make bench``).

Each size is read by a process of its own, from a stream that makes rows as they are asked for. The
most memory that it ever took is what counts: it must not grow with the file.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.cables_csv import CablesCsvReader

MEGABYTES = (10, 100)

_HEADER = """VZCZCXRO{number:04}
RR RUEHDE
DE RUEHZZ #{number:04}/01 0451530
ZNY CCCCC ZZH
R 141530Z FEB 06
FM AMEMBASSY EXAMPLEVILLE
TO RUEHC/SECSTATE WASHDC {number:04}
INFO RUEHXX/ALL NOTIONAL POSTS PRIORITY"""

_BODY = """C O N F I D E N T I A L SECTION 01 OF 02 EXAMPLEVILLE {number:06}

SIPDIS

E.O. 12958: DECL: 02/14/2016
TAGS: PREL, ETRD, XX
SUBJECT: NOTIONAL CABLE {number} ON BARGES

Classified By: DCM Jane Roe for reasons 1.4 (b) and (d).

"""

_SENTENCE = (
    'The harbor master said that \\"barge {number}\\" would sail when the wind allowed it,\n'
)


class Rows(io.RawIOBase):
    """A stream of invented rows, of about a size."""

    def __init__(self, size: int) -> None:
        self._rows = rows(size)

    def read(self, size: int | None = -1) -> bytes:
        """One row, however much is asked for."""
        del size
        return next(self._rows, b"")


def rows(size: int) -> Iterator[bytes]:
    """Rows of 2 to 15 KB, no two alike, until there are so many bytes."""
    made = number = 0
    while made < size:
        number += 1
        body = _BODY.format(number=number)
        for at in range(1, 3 + number % 11):
            body += f"\n{at}. (C) " + _SENTENCE.format(number=number) * 12 + "and so on.\n"
        columns = (
            number, "2/14/2006 15:30", f"06EXAMPLEVILLE{number}", "Embassy Exampleville",
            "CONFIDENTIAL", "", _HEADER.format(number=number % 10_000), body,
        )  # fmt: skip
        row = (",".join(f'"{column}"' for column in columns) + "\n").encode()
        made += len(row)
        yield row


def peak() -> float:
    """Megabytes that this process has taken at most."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: what getrusage says there includes the process that started this
        found = re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text(encoding="ascii"))
        return int(found[1]) / 2**10 if found else 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def read(size: int) -> tuple[int, float, float]:
    """Cables, seconds, and megabytes that the process took at most, for a file of this size."""
    start = time.process_time()
    count = sum(1 for _ in cables(size))
    return count, time.process_time() - start, peak()


def cables(size: int) -> Iterator[Cable]:
    """The cables of a file of this size."""
    stream = cast("BinaryIO", Rows(size))
    return CablesCsvReader().read_stream(stream, source=Source("cables.csv"))


def main(arguments: list[str] | None = None) -> None:
    """Read each size in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, nargs="+", default=MEGABYTES)
    parser.add_argument("--here", action="store_true", help="read one size in this process")
    given = parser.parse_args(arguments)
    say = sys.stdout.write
    if given.here:
        count, seconds, most = read(given.megabytes[0] * 2**20)
        say(f"{given.megabytes[0]:8} MB{count:10}{seconds:10.1f}{most:10.1f}\n")
        return
    say("reading a cables.csv that is made on the fly; the most memory of each process\n")
    say(f"{'file':>11}{'cables':>10}{'seconds':>10}{'MB':>10}\n")
    for size in given.megabytes:
        command = [sys.executable, __file__, "--here", "--megabytes", str(size)]
        say(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
