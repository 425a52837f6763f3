"""How Sphinx builds the documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import cableconv

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "cableconv"
author = "The cableconv developers"
copyright = "The cableconv developers"
version = release = cableconv.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Names of the standard library, and type variables, which have no page here to point to.
nitpick_ignore_regex = [
    ("py:class", r"(pathlib|os|datetime|dt|enum|collections|typing|attrs?|BinaryIO)\b.*"),
    ("py:class", r".*\b(HandlerT|LeafT)"),
]

html_theme = "furo"
html_title = "cableconv"

COLON = "\ue000"
"""Stands for a colon while napoleon reads a docstring: a sign that no docstring holds."""


def keep_colons(
    _app: Sphinx, what: str, _name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    """Keep napoleon from taking ``Empty: it is not read`` on a property for a type and a text."""
    if what in {"attribute", "property"} and lines:
        lines[0] = lines[0].replace(": ", f"{COLON} ")
    # "hour, minute: filing time" names two attributes, and not one of the type "hour".
    for at, line in enumerate(lines):
        if match := re.match(r"( +\w+(?:, \w+)+):", line):
            lines[at] = match[1].replace(", ", ",") + line[match.end(1) :]


def restore_colons(
    _app: Sphinx, _what: str, _name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    """Put the colons back."""
    lines[:] = [line.replace(COLON, ":") for line in lines]


def find_error(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> Any:  # noqa: ANN401 - what the domain gives
    """Resolve the bare name of an error (``ReadError``) to its place in the API."""
    target = f"cableconv.errors.{node.get('reftarget', '')}"
    if node.get("reftype") != "exc" or target.count(".") != 2:  # noqa: PLR2004 - package.module.name
        return None
    return env.domains.python_domain.resolve_xref(
        env, node["refdoc"], app.builder, "exc", target, node, text
    )


def setup(app: Sphinx) -> None:
    """Connect what is above."""
    app.connect("autodoc-process-docstring", keep_colons, priority=100)
    app.connect("autodoc-process-docstring", restore_colons, priority=900)
    app.connect("missing-reference", find_error)
