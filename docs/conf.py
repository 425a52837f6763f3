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

autodoc_typehints = "signature"
autodoc_type_aliases = {name: f"cableconv.model.blocks.{name}" for name in ("Block", "Inline")}
python_maximum_signature_line_length = 88
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Names of the standard library, and type variables, which have no page here to point to.
nitpick_ignore_regex = [
    ("py:class", r"(pathlib|os|datetime|dt|enum|collections|typing|attrs?|BinaryIO)\b.*"),
    ("py:class", r".*\b(HandlerT|LeafT)"),
    ("py:class", r"cableconv\.model\.blocks\._Lines"),  # what blocks share is private
    ("py:class", r"Reads a document.*"),  # the words beside a type, which napoleon reads as one
    ("py:class", r"cableconv\.batch\.request\.Corpus"),  # made by convert_corpus
    ("py:class", r"(Options|Document)"),  # python-docx is not loaded to say its name
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


def plain_aliases(
    _app: Sphinx,
    _what: str,
    _name: str,
    _thing: object,
    _options: object,
    signature: str | None,
    result: str | None,
) -> tuple[str | None, str | None]:
    """Show an alias by its name: autodoc shows ``TypeAliasForwardRef('name')`` inside a tuple."""
    found = re.compile(r"TypeAliasForwardRef\('([\w.]+)'\)")
    return (
        None if signature is None else found.sub(r"\1", signature),
        None if result is None else found.sub(r"\1", result),
    )


def find_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> Any:  # noqa: ANN401 - what the domain gives
    """Resolve the bare name of an error (``ReadError``), and the two unions, which are data."""
    target = str(node.get("reftarget", ""))
    if node.get("reftype") == "exc" and "." not in target:
        target = f"cableconv.errors.{target}"
    elif target not in autodoc_type_aliases.values():
        return None
    domain = env.domains.python_domain
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, text)


def setup(app: Sphinx) -> None:
    """Connect what is above."""
    app.connect("autodoc-process-docstring", keep_colons, priority=100)
    app.connect("autodoc-process-docstring", restore_colons, priority=900)
    app.connect("autodoc-process-signature", plain_aliases)
    app.connect("missing-reference", find_name)
