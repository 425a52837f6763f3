"""The public names: complete, importable, and light."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import cableconv
from cableconv.errors import CableconvError

HEAVY = ("docx", "reportlab", "lxml", "cattrs", "tqdm", "hypothesis", "PIL")


def loaded_after(code: str) -> set[str]:
    """The heavy modules, and those of cableconv, that a fresh Python loads for some code."""
    script = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    names = done.stdout.split()
    return {name for name in names if name in HEAVY or name.partition(".")[0] == "cableconv"}


def test_all_is_sorted_and_complete() -> None:
    assert cableconv.__all__ == sorted(cableconv.__all__)
    assert dir(cableconv) == sorted(cableconv.__all__)
    assert set(cableconv._HOMES) | {"__version__"} == set(cableconv.__all__)


@pytest.mark.parametrize("name", cableconv.__all__)
def test_each_public_name_can_be_imported(name: str) -> None:
    value = getattr(cableconv, name)
    if name in cableconv._HOMES:
        home = importlib.import_module(cableconv._HOMES[name])
        assert getattr(home, name) is value
        assert value.__doc__


def test_no_public_name_is_hidden_by_a_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(cableconv.__path__)}
    assert modules.isdisjoint(cableconv.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = cableconv.nothing


def test_importing_the_package_loads_nothing_else() -> None:
    assert loaded_after("import cableconv") == {"cableconv"}


def test_reading_text_loads_no_format_library() -> None:
    code = "import cableconv\ncableconv.loads('1. (U) Text.')"
    assert loaded_after(code).isdisjoint(HEAVY)


def test_every_name_can_be_used_after_any_other() -> None:
    code = (
        "import cableconv.conversion, cableconv.registry, cableconv.summary\n"
        "import cableconv as cc\n"
        "assert all(callable(getattr(cc, n)) for n in cc.__all__ if n != '__version__')"
    )
    assert "cableconv.conversion" in loaded_after(code)


def test_all_errors_have_the_one_base() -> None:
    assert cableconv.CableconvError is CableconvError
