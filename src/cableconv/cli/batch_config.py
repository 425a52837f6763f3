"""The configuration file of ``cableconv batch``: option names and values in TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from cableconv.errors import UsageError
from cableconv.files import failure


def load_config(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Take a file's values as defaults; what the command or a variable says goes before them.

    Names are those of the options, with ``-`` or ``_``; ``sources`` lists inputs; a table
    ``[options.pdf]`` holds the options of a writer.

    Raises:
        UsageError: the file is no TOML, or has a name that is no option.
        EnvironmentFailure: it cannot be read.
    """
    del parameter
    if value is None:
        return
    try:
        data = tomllib.loads(Path(value).read_text(encoding="utf-8"))
    except OSError as error:
        raise failure(error, value, "read") from error
    except ValueError as error:  # TOML, or UTF-8
        raise UsageError(f"this is no TOML: {error}", source=value) from error
    known = _names(context.command)
    found: dict[str, Any] = {}
    for key, given in data.items():
        name = known.get(key.replace("_", "-"))
        if name is None:
            raise UsageError(
                f"there is no option {key!r}",
                source=value,
                hint=f"There are: {', '.join(sorted(known))}.",
            )
        found[name] = _flat(given) if name == "options" else given
    context.default_map = {**(context.default_map or {}), **found}


def _names(command: click.Command) -> dict[str, str]:
    """Names as they stand in a file, to those of parameters."""
    names: dict[str, str] = {"sources": "sources", "options": "options"}
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name not in {"config", None}:
            for flag in parameter.opts:
                if flag.startswith("--"):
                    names[flag[2:]] = str(parameter.name)
    del names["option"]
    return names


def _flat(given: object) -> list[str]:
    """``{"pdf": {"page": "a4"}}`` as ``["pdf.page=a4"]``."""
    if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
        raise UsageError("options must be tables: [options.pdf]")
    return [
        f"{writer}.{key}={str(value).lower() if isinstance(value, bool) else value}"
        for writer, options in given.items()
        for key, value in options.items()
    ]
