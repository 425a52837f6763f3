"""How Sphinx builds the documentation."""

from __future__ import annotations

import cableconv

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

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Names of the standard library and of private aliases, which have no page here to point to.
nitpick_ignore_regex = [
    ("py:class", r"(pathlib|os|datetime|dt|enum|collections|typing|attrs?|BinaryIO)\b.*"),
]

html_theme = "furo"
html_title = "cableconv"
