from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from cableconv import errors
from cableconv.errors import CableconvError

CLASSES = [
    cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, CableconvError)
]

CODES = {
    "UsageError": 2,
    "UnknownFormatError": 2,
    "OptionError": 2,
    "OutputExistsError": 2,
    "PluginError": 2,
    "ReadError": 1,
    "NotACableError": 1,
    "LimitExceededError": 1,
    "ManyCablesError": 1,
    "SchemaVersionError": 1,
    "WriteError": 1,
    "VerificationError": 5,
    "EnvironmentFailure": 4,
    "InternalError": 70,
    "CableconvError": 70,
}

TREE = {
    errors.UnknownFormatError: errors.UsageError,
    errors.OptionError: errors.UsageError,
    errors.OutputExistsError: errors.UsageError,
    errors.PluginError: errors.UsageError,
    errors.NotACableError: errors.ReadError,
    errors.LimitExceededError: errors.ReadError,
    errors.ManyCablesError: errors.ReadError,
    errors.SchemaVersionError: errors.ReadError,
    errors.UsageError: CableconvError,
    errors.ReadError: CableconvError,
    errors.WriteError: CableconvError,
    errors.VerificationError: CableconvError,
    errors.EnvironmentFailure: CableconvError,
    errors.InternalError: CableconvError,
}


@pytest.mark.parametrize("cls", CLASSES)
def test_each_class_has_its_exit_code_and_words(cls: type[CableconvError]) -> None:
    assert cls.exit_code == CODES[cls.__name__]
    assert cls.__doc__


def test_the_tree_is_the_one_that_is_told() -> None:
    assert {cls: cls.__bases__ for cls in CLASSES if cls is not CableconvError} == {
        cls: (base,) for cls, base in TREE.items()
    }
    for cls in CLASSES:
        assert f"{cls.__name__} " in (errors.__doc__ or "")


@pytest.mark.parametrize("cls", CLASSES)
def test_each_error_goes_between_processes(cls: type[CableconvError]) -> None:
    error = cls("it broke", source="a.txt", line=7, hint="Mend it.")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert type(again) is cls
        assert str(again) == str(error)
        assert (again.message, again.source, again.line, again.hint) == (
            "it broke",
            "a.txt",
            7,
            "Mend it.",
        )


STRINGS = [
    (CableconvError("it broke"), "it broke"),
    (CableconvError("it broke", source="a.txt"), "a.txt: it broke"),
    (CableconvError("it broke", source="a.txt", line=7), "a.txt:7: it broke"),
    (CableconvError("it broke", line=7), "it broke"),
    (CableconvError("it broke", hint="Mend it."), "Mend it."),
]


@pytest.mark.parametrize(("error", "words"), STRINGS)
def test_the_message_says_place_fault_and_next_step(error: CableconvError, words: str) -> None:
    assert str(error).endswith(words)
    assert error.args == ("it broke",)


def test_an_error_is_caught_as_its_base() -> None:
    with pytest.raises(errors.ReadError):
        raise errors.SchemaVersionError("newer")
