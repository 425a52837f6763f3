"""The one tree of errors, each with its exit code and the next step to take.

::

    CableconvError                       an error that is expected to reach the user
    |-- UsageError                    2  a wrong option, or options that exclude each other
    |   |-- UnknownFormatError           no reader or writer has this name or suffix
    |   |-- OptionError                  a writer does not know this option or value
    |   |-- OutputExistsError            an output is there already, and --force was not given
    |   `-- PluginError                  two plug-ins claim one name, or one cannot be loaded
    |-- ReadError                     1  this input cannot be read
    |   |-- NotACableError               empty, binary, or another kind of file
    |   |-- LimitExceededError           larger or deeper than the reader's limit
    |   |-- ManyCablesError              the input holds more than one cable; read_all reads them
    |   `-- SchemaVersionError           JSON of a schema newer than this version knows
    |-- WriteError                    1  a writer cannot express this cable
    |-- VerificationError             5  an output does not hold what its cable demands
    |-- EnvironmentFailure            4  an output or input place is not usable
    `-- InternalError                70  a broken promise of this library: please report

Source of the codes: docs/errors.md, which has a section for each class.
"""

from __future__ import annotations

from typing import ClassVar


class CableconvError(Exception):
    """The base of every error that leaves this library.

    Attributes:
        message: what happened, in one sentence without the place.
        source: name of the file or stream; None where no single input is concerned.
        line: 1-based line in ``source``; None where no line is concerned.
        hint: what to do next, a full sentence; empty where nothing can be done.
    """

    exit_code: ClassVar[int] = 70

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line
        self.hint = hint

    @property
    def place(self) -> str:
        """``file:line``, ``file``, or an empty string."""
        if self.source is None:
            return ""
        return self.source if self.line is None else f"{self.source}:{self.line}"

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.hint:
            parts.append(self.hint)
        return ". ".join(parts)

    def __reduce__(self) -> tuple[object, ...]:
        # The default loses keyword-only arguments; batch workers send errors between processes.
        state = {"source": self.source, "line": self.line, "hint": self.hint}
        return (type(self), (self.message,), state)


class UsageError(CableconvError):
    """A wrong option, or options that exclude each other."""

    exit_code = 2


class UnknownFormatError(UsageError):
    """No reader or writer has this name or suffix."""


class OptionError(UsageError):
    """A writer does not know this option, or not this value of it."""


class OutputExistsError(UsageError):
    """An output is there already, or two inputs would be written to one name."""


class PluginError(UsageError):
    """Two plug-ins claim one name, or one cannot be loaded."""


class ReadError(CableconvError):
    """This input cannot be read."""

    exit_code = 1


class NotACableError(ReadError):
    """The input is empty, binary, or another kind of file."""


class LimitExceededError(ReadError):
    """The input is larger or deeper than the reader's limit."""


class ManyCablesError(ReadError):
    """The input holds more than one cable where one was asked for."""


class SchemaVersionError(ReadError):
    """The JSON follows a schema that is newer than this version of cableconv."""


class WriteError(CableconvError):
    """A writer cannot express this cable."""

    exit_code = 1


class VerificationError(CableconvError):
    """An output does not hold what its cable demands, and was not written."""

    exit_code = 5


class EnvironmentFailure(CableconvError):  # noqa: N818 - "EnvironmentError" is a builtin name
    """An input or output place is missing, not readable, not writable, or full."""

    exit_code = 4


class InternalError(CableconvError):
    """A promise of this library was broken. Please report it, with the input if you can."""

    exit_code = 70
