"""Guided fuzzing of the readers with atheris (``make fuzz``).

Each reader is fuzzed in a process of its own, because libFuzzer ends the process it ran in. The
input that broke a reader is kept beside the samples it began with, in the folder that is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cableconv.registry import reader_names
from fuzz import harness


def fuzz_one(reader: str, arguments: list[str]) -> None:
    """Fuzz one reader by libFuzzer's arguments; it ends the process."""
    import atheris  # noqa: PLC0415 - only this process needs it

    with atheris.instrument_imports(include=["cableconv"]):
        for module in list(sys.modules):
            if module.startswith(("cableconv", "fuzz")):
                del sys.modules[module]
        from fuzz import harness as watched  # noqa: PLC0415 - imported anew, to be watched

    def read(data: bytes) -> None:
        watched.read_all(reader, data)

    atheris.Setup([sys.argv[0], *arguments], read)
    atheris.Fuzz()


def run(reader: str, seconds: int, folder: Path) -> int:
    """Fuzz one reader in a process of its own; 0 where nothing was found."""
    seeds = folder / reader
    seeds.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(harness.own_samples(reader)):
        (seeds / f"seed-{number}").write_bytes(sample)
    command = [
        sys.executable, str(Path(__file__)), "--only", reader, "--", str(seeds),
        f"-max_total_time={seconds}", "-max_len=65536", "-timeout=20", "-rss_limit_mb=2048",
        f"-artifact_prefix={seeds}/found-", "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    tail = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    runs = tail[0].split()[-1] if tail else "?"
    sys.stdout.write(f"{reader:14}{runs:>10} inputs  {'BROKEN' if done.returncode else 'held'}\n")
    if done.returncode:
        sys.stdout.write(done.stdout[-2000:] + done.stderr[-4000:] + "\n")
    sys.stdout.flush()
    return done.returncode


def main() -> None:
    """Fuzz all readers in turn, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--readers", nargs="*", default=reader_names())
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        fuzz_one(given.only, given.rest)
        return
    folder = Path(tempfile.mkdtemp(prefix="cableconv-fuzz-"))
    broken = [reader for reader in given.readers if run(reader, given.seconds, folder)]
    sys.stdout.write(f"inputs are in {folder}\n")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
