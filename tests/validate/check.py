"""What a check is: a name, the forms it looks at, what it needs, and a function over all files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from cableconv.model.cable import Cable
from validate.forms import BY_NAME, Form
from validate.sources import Case


@attrs.frozen(eq=False)
class Output:
    """One file that was written.

    Attributes:
        case: what it was written from.
        form: name of its form.
        path: where it is.
        twin: SHA-256 of the bytes that another process wrote of the same cable.
    """

    case: Case
    form: str
    path: Path
    twin: str

    @property
    def cable(self) -> Cable:
        """The cable that it must hold."""
        return self.case.cable

    @property
    def cables(self) -> tuple[Cable, ...]:
        """All that a volume must hold, in order."""
        return self.case.cables

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()

    @property
    def of(self) -> Form:
        """Its form."""
        return BY_NAME[self.form]


@attrs.frozen
class Failure:
    """What a check has against an output.

    Attributes:
        output: the output.
        message: what is wrong, in one line.
    """

    output: Output
    message: str


Run = Callable[[Sequence[Output]], Iterator[Failure]]
Spoil = Callable[[Output], Output]


def nothing() -> str:
    """The need of a check that needs nothing beside Python."""
    return ""


@attrs.frozen
class Check:
    """One check.

    Attributes:
        name: what the table calls it.
        forms: names of the forms that it looks at.
        run: gives its failures among the outputs of one form; called once for each form.
        spoil: makes of a good output one that the check must refuse. Each run holds one such
            output, so that a validator that refuses nothing is found out.
        needs: says why the check cannot be run here; an empty text where it can.
    """

    name: str
    forms: Sequence[str]
    run: Run
    spoil: Spoil
    needs: Callable[[], str] = nothing

    @property
    def tools(self) -> bool:
        """Whether it needs more than Python."""
        return self.needs is not nothing


def with_bytes(output: Output, data: bytes) -> Output:
    """The output with other bytes, in a file of its own."""
    path = output.path.with_name(f"spoilt-{output.path.name}")
    path.write_bytes(data)
    return attrs.evolve(output, path=path)


def with_text(output: Output, old: str, new: str) -> Output:
    """The output with its first ``old`` replaced; for forms that are text."""
    text = output.data.decode()
    if old not in text:
        raise ValueError(f"{output.path} cannot be spoilt: it has no {old!r}")
    return with_bytes(output, text.replace(old, new, 1).encode())


def with_case(output: Output, cable: Cable) -> Output:
    """The same file, said to be written of another cable."""
    return attrs.evolve(output, case=attrs.evolve(output.case, cable=cable))


def written_as(output: Output, cable: Cable) -> Output:
    """What is written of another cable, in the place of this one, or of the first of a volume."""
    return with_bytes(output, output.of.written((cable, *output.cables[1:])))


def sha256(data: bytes) -> str:
    """The checksum in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
