"""Which outputs a call of ``convert`` asks for; all that is wrong with them is said before work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from cableconv.conversion import chosen_writer
from cableconv.errors import OptionError, OutputExistsError, UsageError
from cableconv.files import refuse_existing, refuse_same
from cableconv.options import described
from cableconv.registry import writer_name, writer_name_for_file, writer_names
from cableconv.writers.base import Writer

STREAM = "-"
"""Standard input or output."""


@attrs.frozen
class Output:
    """One output: its writer, and its path or ``-``."""

    writer: Writer
    target: str


@attrs.frozen
class Task:
    """One input, by path or ``-``, with its outputs."""

    source: str
    outputs: tuple[Output, ...]


@attrs.frozen
class Plan:
    """What to do.

    Attributes:
        tasks: in the order of the inputs.
        folder: to be made before work begins; None where outputs go to a file or stream.
    """

    tasks: tuple[Task, ...]
    folder: str | None


def planned(
    inputs: Sequence[str],
    formats: Sequence[str],
    output: str | None,
    options: Mapping[str, str],
    *,
    force: bool,
) -> Plan:
    """The plan for some inputs.

    Args:
        inputs: paths, or ``-``.
        formats: names or suffixes of writers; empty to tell the one by the suffix of ``output``.
        output: a file, a folder (it is there, or ends in a slash, or several outputs are asked
            for), ``-``; None for standard output.
        options: of the writers, by name or ``format.name``.
        force: replace what is there. A file that is named by ``output`` is always replaced.

    Raises:
        UsageError: the arguments do not fit together.
        OutputExistsError: an output is there, is an input, or two inputs have the same one.
    """
    names = _names(formats, output)
    writers = _writers(names, options)
    count = len(inputs) * len(writers)
    if not _is_folder(output, count):
        target = output if output is not None else STREAM
        plan = Plan((Task(inputs[0], (Output(writers[0], target),)),), None)
    else:
        folder = output or ""
        tasks = (Task(path, tuple(_outputs(path, writers, folder))) for path in inputs)
        plan = Plan(tuple(tasks), folder)
        _refuse_collisions(plan.tasks)
        if not force:
            _refuse_existing(plan.tasks)
    for task in plan.tasks:
        for out in task.outputs:
            for path in inputs:
                refuse_same(path, out.target)
    return plan


def _names(formats: Sequence[str], output: str | None) -> tuple[str, ...]:
    if formats:
        return tuple(dict.fromkeys(writer_name(name) for name in formats))
    if output is None or output == STREAM or _looks_like_folder(output):
        raise UsageError(
            "no output format is named",
            hint=f"Name one of {', '.join(writer_names())} with -t, or a file with -o.",
        )
    return (writer_name_for_file(output),)


def _looks_like_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _is_folder(output: str | None, count: int) -> bool:
    if output is not None and output != STREAM and _looks_like_folder(output):
        return True
    if count == 1:
        return False
    if output in {None, STREAM} or "." in Path(str(output)).name or Path(str(output)).exists():
        raise UsageError(
            f"{count} outputs cannot go into one file or stream",
            hint="Name a folder, with a slash at its end: -o out/",
        )
    return True


def _writers(names: Sequence[str], options: Mapping[str, str]) -> tuple[Writer, ...]:
    given = writer_options(names, options)
    return tuple(chosen_writer(name, given[name] or None) for name in names)


def writer_options(names: Sequence[str], options: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The options of each writer, out of those of a command, by name or ``format.name``.

    Raises:
        OptionError: no writer has such an option.
    """
    known = {name: {o.name for o in described(chosen_writer(name).options)} for name in names}
    given: dict[str, dict[str, str]] = {name: {} for name in names}
    for key, value in options.items():
        for name, option in _meant(key, known):
            given[name][option] = value
    return given


def _meant(key: str, known: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The writers that an option is for: the one it names, else all that have it."""
    name, dot, option = key.partition(".")
    if dot and name in known:
        return [(name, option)]
    having = [name for name in known if key.replace("-", "_") in known[name]]
    if not having and len(known) > 1:
        each = "; ".join(f"{n}: {', '.join(sorted(o)) or 'none'}" for n, o in known.items())
        raise OptionError(f"no writer has an option {key!r}", hint=f"There are {each}.")
    return [(name, key) for name in having or known]


def _outputs(path: str, writers: Iterable[Writer], folder: str) -> Iterator[Output]:
    for writer in writers:
        yield Output(writer, str(Path(folder) / (stem(path) + writer.suffix)))


def stem(path: str) -> str:
    """The name of a file without folders and suffix (``.tei.xml`` is one); ``stdin`` for ``-``."""
    if path == STREAM:
        return "stdin"
    name = Path(path).name
    short = name[: -len(".tei.xml")] if name.lower().endswith(".tei.xml") else Path(name).stem
    return short or name


def _refuse_collisions(tasks: Iterable[Task]) -> None:
    owners: dict[str, Task] = {}
    for task in tasks:
        for output in task.outputs:
            owner = owners.setdefault(os.path.normcase(output.target), task)
            if owner is not task:
                raise OutputExistsError(
                    f"{owner.source} and {task.source} would both be written to {output.target}",
                    hint="Rename one of them, or convert them into two folders.",
                )


def _refuse_existing(tasks: Iterable[Task]) -> None:
    for task in tasks:
        for output in task.outputs:
            refuse_existing(output.target)
