"""What all tests share: the corpus where it is there, and packages that bring plug-ins."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

from cableconv import registry

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("CABLECONV_CORPUS") or ROOT.parent / "shared" / "corpus")
PLUGIN = Path(__file__).parent / "plugin"

Install = Callable[..., Path]

# A busy machine is no reason to fail. In CI each run tries the same examples, so that a change is
# judged by what it changes; other runs, and `make fuzz`, go on searching.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

# A shell starts what it runs in the background with Ctrl-C ignored, and what the tests start would
# inherit that: then no test could interrupt it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> str:
    if CORPUS.is_dir():
        return f"corpus of real cables: {CORPUS}"
    return f"corpus of real cables: NOT FOUND at {CORPUS}; its tests are skipped (CABLECONV_CORPUS)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that measures time be tried again.

    A busy machine makes a clock lie once in a while; cost that grows too fast fails each time.
    """
    for item in items:
        if item.get_closest_marker("timing"):
            item.add_marker(pytest.mark.flaky(reruns=4))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real cables; tests that need it are skipped where it is missing."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real cables is not at {CORPUS}; set CABLECONV_CORPUS")
    return CORPUS


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a package with entry points for one test, as pip would lay it out.

    Called with a name, a version, modules (name to source), and the lists of readers and writers
    (name to value). Gives the folder that is on the path.
    """
    modules: list[str] = []

    def install_package(
        name: str,
        *,
        version: str = "1.0",
        sources: Mapping[str, str] | None = None,
        readers: Mapping[str, str] | None = None,
        writers: Mapping[str, str] | None = None,
    ) -> Path:
        folder = tmp_path / "site" / name
        facts = folder / f"{name.replace('-', '_')}-{version}.dist-info"
        facts.mkdir(parents=True)
        (facts / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        groups = {registry.READERS: readers or {}, registry.WRITERS: writers or {}}
        text = "".join(
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
            for group, entries in groups.items()
        )
        (facts / "entry_points.txt").write_text(text)
        for module, source in (sources or {}).items():
            (folder / f"{module}.py").write_text(source)
            modules.append(module)
        monkeypatch.syspath_prepend(str(folder))
        _forget()
        return folder

    yield install_package
    for module in modules:
        sys.modules.pop(module, None)
    _forget()


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The package of ``tests/plugin`` (reader ``whisper``, writer ``shout``), installed."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    _forget()
    yield PLUGIN
    _forget()


def _forget() -> None:
    registry._entries.cache_clear()
    registry._load.cache_clear()
