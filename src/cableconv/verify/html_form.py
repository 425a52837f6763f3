"""What a page may be made of: the elements of our pages, their attributes, and our style sheets.

A style, a script, a hidden part or a name for screen readers can take words away or add some, and
no reading of the text shows it. So all that our pages do not need is refused, not interpreted. The
markup is looked at as it is written, for a parser may mend it in another way than a browser.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice

from cableconv.verify.finding import Finding, FindingKind, excerpt

STYLES = {
    "auto": "80976fefffe45485f4fa629c9d72dd6b704e49e82523472e60e68429896959d5",
    "light": "cde57d044f97ec82d5a6a45b5542d323d0af54bf6bd52db7600f762f14655a77",
    "dark": "15020932aa5baa7caabfd7f02a4bc828764b8a00e9ccff33dfa925df9bf1e63c",
}
"""SHA-256 of the style sheet of each theme; a test holds them to what is shipped."""

SKIP = "Skip to the text"
"""What the link at the head of a page says; it is not seen until it is chosen."""

_HEAD = re.compile(
    r'<!DOCTYPE html>\n?<html lang="[A-Za-z0-9-]+">\n?<head>\n?<meta charset="utf-8">\n?'
    r'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    r"style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n?"
    r'<meta name="viewport" content="width=device-width, initial-scale=1">\n?'
    r'<meta name="color-scheme" content="(?:light dark|light|dark)">\n?'
    r"<title>(?P<title>[^<]*)</title>\n?<style>\n?(?P<style>[^<]*)</style>\n?</head>"
)
"""Matches all of a page from its first character to "</head>"."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+[1-6]?)(?P<attributes>(?: [a-z-]+=\"[^\"<]*\")*)>|<")
"""Matches '<p class="numbered">', "</p>", and "<" where it begins anything else."""

_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp);)")
"""Matches "&" in "&#83;": our pages name no character but these."""

_DIR = r'(?: dir="rtl")?'
_PART = "(?:received|source|notices)"
_LEVEL = "unmarked|unclassified|controlled|restricted|confidential|secret|top-secret|compartmented"

_ATTRIBUTES = {
    name: re.compile(attributes)
    for name, attributes in {
        "a": ' class="skip" href="#text"'
             '| class="number" href="#[a-z0-9-]+" title="Link to this paragraph"',
        "abbr": ' class="mark" title="[^"]*"',
        "b": ' class="marker"',
        "blockquote": "",
        "body": f' class="(?:{_LEVEL})"',
        "cite": ' class="reference"',
        "dd": "",
        "div": '| id="text" class="text" tabindex="-1"| class="authority"'
               '| class="paragraph"(?: id="[a-z0-9-]+")?| class="rule" role="separator"'
               '| class="wide" role="group" tabindex="0"'
               ' aria-label="(?:Table|Preformatted lines|Message lines)"',
        "dl": ' class="(?:key|source)"',
        "dt": "",
        "footer": ' class="(?:banner|back)"',
        "h1": _DIR,
        "h2": f'{_DIR}| id="{_PART}-heading"',
        **dict.fromkeys(("h3", "h4", "h5", "h6"), _DIR),
        "header": ' class="(?:banner|head)"',
        "li": _DIR,
        "main": "",
        "p": f'(?: class="(?:kicker|stamp|numbered|quoted-line|signature|page-line)")?{_DIR}',
        "pre": "",
        "section": f' id="{_PART}" aria-labelledby="{_PART}-heading"',
        "small": ' class="page-line"',
        "span": f' class="(?:mark|heard|label|number|statement|caption)"|{_DIR}'
                '| class="excision" title="Stands for text taken out(?:: [^"]*)?"',
        "strong": ' class="level"',
        **dict.fromkeys(("table", "thead", "tbody", "tr", "td"), ""),
        "th": ' scope="col"',
        "ul": '(?: class="(?:points|many)")? role="list"',
    }.items()
}  # fmt: skip
"""The attributes that an element of each name may have, all together and in this order."""

_PHRASES = frozenset({"a", "abbr", "b", "cite", "small", "span", "strong"})
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "td", "th", "pre"})
_WORDS = _PHRASES | _LINES | {"div"}
_PARTS = frozenset({"div", "blockquote"})

_PARENTS = {
    **dict.fromkeys(_PHRASES - {"a"}, _WORDS),
    "a": _LINES | {"body", "div"},
    "body": {""},
    "main": {"body"},
    "header": {"body", "main"},
    "footer": {"body", "main"},
    "section": {"footer"},
    "h1": {"header"},
    "p": _PARTS | {"header", "footer"},
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), _PARTS | {"section"}),
    "div": _PARTS | {"main", "header", "section"},
    "blockquote": _PARTS,
    "pre": {"div"},
    "dl": {"header", "section"},
    "row": {"dl"},
    "dt": {"row"},
    "dd": {"row"},
    "ul": _PARTS | {"dd", "li", "section"},
    "li": {"ul"},
    "table": {"div"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
}
"""In which elements one of each name may stand; ``row`` is a ``div`` of a list of rows. Where these
hold, a browser and a parser see the same tree."""

_WORDLESS = frozenset({"", "body", "main", "dl", "row", "ul", "table", "thead", "tbody", "tr"})
"""Elements that hold elements only."""

_AFTER: dict[str, str | tuple[str, ...]] = {
    '<span class="heard">': "</abbr>",
    '<a class="skip" href="#text">': ('">', '">\n'),
}
"""What stands right before an element whose words are not seen: a mark, or the body's beginning."""

_ORDER = {"body": ("a", "header", "main", "footer"), "main": ("header", "div", "footer")}
"""What stands in the body and in its main part, each once."""

_MOST = 20
"""Findings on the form of a page."""


def misformed(page: str) -> Iterator[Finding]:
    """What a page has that no page of ours has."""
    for message in islice(_faults(page), _MOST):
        yield Finding(FindingKind.INVALID, "page", "", "", message)


def title(page: str) -> str:
    """What the window of a browser is called, as written; empty where the head is not ours."""
    head = _HEAD.match(page)
    return head["title"] if head is not None else ""


def _faults(page: str) -> Iterator[str]:
    head = _HEAD.match(page)
    if head is None:
        yield "its head is none that cableconv writes"
    elif hashlib.sha256(head["style"].encode()).hexdigest() not in STYLES.values():
        yield "its style sheet is none that this version of cableconv writes"
    if _REFERENCE.search(page):
        yield "a character is named by its number"
    yield from _body(page, head.end() if head is not None else max(page.find("<body"), 0))


def _body(page: str, start: int) -> Iterator[str]:
    """Faults of the markup from the beginning of the body."""
    inside = [""]
    holds: dict[str, list[str]] = {name: [] for name in _ORDER}
    for found in _TAG.finditer(page, start):
        words = page[start : found.start()]
        start = found.end()
        if words.strip() and inside[-1] in _WORDLESS:
            yield f'words stand where a page has none: "{excerpt(words)}"'
        name = str(found["name"] or "")
        if found["end"]:
            if _element(inside.pop()) != name and name != "html":
                yield f"</{name}> ends another element"
            inside = inside or [""]
            continue
        parent = inside[-1]
        name = "row" if name == "div" and parent == "dl" else name
        if not _is_known(name, found["attributes"] or "", parent) or (
            found[0] in _AFTER and not page.endswith(_AFTER[found[0]], 0, found.start())
        ):
            yield f"{excerpt(found[0] + page[start : start + 20])} stands in <{parent}>"
        inside.append(name)
        if parent in holds:
            holds[parent].append(name)
    if page[start:].strip() or len(inside) > 1:
        yield "it does not end with its last element"
    for name, order in _ORDER.items():
        if [one for one in order if one in holds[name]] != holds[name]:
            yield f"<{name}> holds other elements than it should: {', '.join(holds[name])}"


def _is_known(name: str, attributes: str, parent: str) -> bool:
    allowed = _ATTRIBUTES.get(_element(name))
    known = allowed is not None and allowed.fullmatch(attributes) is not None
    return known and parent in _PARENTS[name]


def _element(name: str) -> str:
    return "div" if name == "row" else name
