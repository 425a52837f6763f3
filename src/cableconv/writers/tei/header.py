"""The TEI header: what the telegram is, where it comes from, and how its text was encoded."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import ClassVar

from cableconv import __version__
from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking, overall_marking
from cableconv.model.source import Provenance
from cableconv.notices import Notice
from cableconv.writers.keyblock import classification_words
from cableconv.writers.source_date import source_date
from cableconv.writers.tei.correspondence import correspondence, organisation
from cableconv.writers.tei.edition import FILE_ID, SOFTWARE_ID, TELEGRAM_ID, Edition
from cableconv.writers.tei.escape import character_declarations
from cableconv.writers.tei.ism import xeno_data

TAGS = (
    '      <taxonomy xml:id="tags"><bibl>Traffic Analysis by Geography and Subject (TAGS), '
    "United States Department of State</bibl></taxonomy>\n"
)
"""The taxonomy that TAGS are of."""

_LICENCE = (
    '        <licence target="https://creativecommons.org/publicdomain/mark/1.0/">The telegram is '
    "a work of the United States Government (17 U.S.C. § 105).</licence>\n"
    "        <p>Classification and handling markings are reproduced as they stand in the source; "
    "this file neither confirms nor changes the status of the document.</p>\n"
)

_EDITORIAL = """\
    <editorialDecl>
      <correction method="markup" status="unknown"><p>No corrections.{carrier}</p></correction>
      <normalization method="markup"><p>Normalized values stand in attributes; the text is as in the source.{overlay} An <gi>lb</gi> marks each line that begins inside a block.</p></normalization>
      <hyphenation eol="all"><p>End-of-line hyphens are retained.</p></hyphenation>
      <punctuation marks="all" placement="internal"><p>Retained.</p></punctuation>
      <segmentation><p>Each header line is a <gi>seg</gi> or <gi>addrLine</gi>; each numbered paragraph is one <gi>p</gi> with <att>n</att>; a heading opens a <gi>div</gi>.</p></segmentation>
    </editorialDecl>
"""  # noqa: E501 - a line end here would be one in the file

_REFERENCES = (
    '    <refsDecl><citeStructure unit="paragraph" match="//body//p[@n]" use="@n"/></refsDecl>\n'
)

_CARRIER_KEPT = (
    " Words of the carrier are kept: around the telegram in <gi>front</gi> and <gi>back</gi>, in "
    "divisions of type <val>paratext</val>; inside of it as <gi>stamp</gi>, or in elements of type "
    "<val>paratext</val> or <val>furniture</val>."
)
_CARRIER_LEFT_OUT = (
    " Words of the carrier, in and around the telegram (a web site's, a mail's, signs of its "
    "editors, second copies), are left out (pieces: {count}). Stamps of a release are kept."
)
_OVERLAY = (
    " The string value of <gi>text</gi>, leaving out <gi>supplied</gi>, is the source{rest} "
    "character for character (checksum of the text in UTF-8 in <gi>sourceDesc</gi>)."
)
_WITHOUT_CARRIER = " without the carrier's words"

_MRN_PREFIX = (
    '    <listPrefixDef><prefixDef ident="mrn" matchPattern="(.+)" '
    'replacementPattern="$1.tei.xml"><p>Telegrams by message reference number</p></prefixDef>'
    "</listPrefixDef>\n"
)


class HeaderWriter:
    """Writes the header of one edition; after the text, whose categories it declares.

    Attributes:
        checksum_of: what the checksum of the source's text is called.
    """

    checksum_of: ClassVar[str] = "text"

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.cable: Cable = edition.cable
        self.value = edition.escape.value
        self.prefix = edition.prefix

    def header(self) -> str:
        """The ``teiHeader``."""
        overall = overall_marking(self.cable)
        file_part = self._file_description(overall)
        profile = self._profile(overall)
        # Last, because the profile points at categories too.
        encoding = self._encoding()
        foreign = "" if self.edition.marks is None else xeno_data(self.edition)
        inner = f"{file_part}{encoding}{profile}{foreign}{_revision(self.prefix)}"
        return f'<teiHeader xml:lang="en">\n{inner}</teiHeader>\n'

    # -- fileDesc --------------------------------------------------------------------------------

    def _file_description(self, overall: OverallMarking) -> str:
        return (
            f"  <fileDesc>\n{self._titles()}{self._extent()}{self._publication()}"
            f"{self._notes(overall)}{self._sources()}  </fileDesc>\n"
        )

    def _titles(self) -> str:
        originator = self.cable.header.originator
        author = ""
        if originator is not None and originator.name:
            author = f"      <author>{organisation(self.edition, originator)}</author>\n"
        main, sub = self.edition.main_title, self.edition.title
        return (
            f'    <titleStmt>\n      <title type="main">{self.value(main)}</title>\n'
            f'      <title type="sub">{self.value(sub)}</title>\n{author}'
            f'      <respStmt xml:id="{self.prefix}{SOFTWARE_ID}">'
            "<resp>automatic conversion to TEI P5</resp>"
            f'<name type="software">cableconv</name></respStmt>\n    </titleStmt>\n'
        )

    def _extent(self) -> str:
        measures = [
            f'      <measure unit="{unit}" quantity="{number}">{number} {words}</measure>\n'
            for unit, number, words in (
                ("transmission-page", self.edition.pages, "transmission pages"),
                ("paragraph", self.edition.paragraphs, "numbered paragraphs"),
            )
            if number
        ]
        return f"    <extent>\n{''.join(measures)}    </extent>\n" if measures else ""

    def _publication(self) -> str:
        mrn = self.cable.mrn
        identity = f'      <idno type="mrn">{self.value(mrn)}</idno>\n' if mrn else ""
        return (
            "    <publicationStmt>\n      <authority>Converted with cableconv</authority>\n"
            f'      <availability status="unknown">\n{_LICENCE}{self._released()}'
            "      </availability>\n"
            f"{identity}    </publicationStmt>\n"
        )

    def _released(self) -> str:
        """The source's own words on its release, beside the old marking and never in its place."""
        return "".join(
            f"        <p>Words on release in the source: <q>{self.value(words)}</q></p>\n"
            for words in self.edition.stamps
        )

    def _notes(self, overall: OverallMarking) -> str:
        marking = self.value(classification_words(overall))
        notes = "".join(map(self._note, self.cable.notices))
        return (
            f'    <notesStmt>\n      <note type="classification">{marking}</note>\n{notes}'
            "    </notesStmt>\n"
        )

    def _note(self, notice: Notice) -> str:
        line = "" if notice.line is None else f' n="{notice.line}"'
        kind, severity = notice.kind.value, notice.severity.value
        message = self.edition.escape.text(notice.message)
        return f'      <note type="{kind}" subtype="{severity}"{line}>{message}</note>\n'

    def _sources(self) -> str:
        origin = self.cable.provenance
        source = "" if origin is None else self._file(origin)
        sent = self.edition.sent
        date = f'        <date when="{sent}"/>\n' if sent else ""
        mrn = self.cable.mrn
        identity = f'        <idno type="mrn">{self.value(mrn)}</idno>\n' if mrn else ""
        title = self.value(self.edition.main_title)
        return (
            f'    <sourceDesc>\n{source}      <bibl type="telegram" '
            f'xml:id="{self.prefix}{TELEGRAM_ID}" default="true">\n'
            f'        <title level="u">{title}</title>\n{identity}{date}'
            f"{self._checksum()}      </bibl>\n{self._custody()}    </sourceDesc>\n"
        )

    def _custody(self) -> str:
        """The copy that carries stamps of release, each an event of its custody; else nothing."""
        events = "".join(
            f'<custEvent type="release">{self.value(words)}</custEvent>'
            for words in self.edition.stamps
        )
        if not events:
            return ""
        name = self.value(self.edition.title)
        return (
            f"      <msDesc>\n        <msIdentifier><msName>{name}</msName></msIdentifier>\n"
            f"        <additional><adminInfo><custodialHist>{events}</custodialHist></adminInfo>"
            "</additional>\n      </msDesc>\n"
        )

    def _checksum(self) -> str:
        digest = hashlib.sha256(self.edition.source).hexdigest()
        return f'        <idno type="sha256" subtype="{self.checksum_of}">{digest}</idno>\n'

    def _file(self, origin: Provenance) -> str:
        facts = (
            ("encoding", origin.encoding),
            ("newlines", origin.newlines),
            ("byte-order-mark", "yes" if origin.bom else ""),
            ("reader", origin.reader),
            ("version", origin.version),
            ("member", origin.member),
            *(("hint", hint) for hint in origin.hints),
        )
        notes = "".join(
            f'        <note type="{name}">{self.value(fact)}</note>\n'
            for name, fact in facts
            if fact
        )
        digest = ""
        if origin.sha256:
            digest = (
                f'        <idno type="sha256" subtype="file">{self.value(origin.sha256)}</idno>\n'
            )
        return (
            f'      <bibl type="file" xml:id="{self.prefix}{FILE_ID}" default="false">\n'
            f'        <title level="u">{self.value(origin.source)}</title>\n{digest}'
            f'        <extent><measure unit="byte" quantity="{origin.size}"/></extent>\n'
            f"{notes}      </bibl>\n"
        )

    # -- encodingDesc, profileDesc, revisionDesc -------------------------------------------------

    def _encoding(self) -> str:
        tags = TAGS if self.cable.tags and not self.edition.in_corpus else ""
        linked = any(reference.mrn for reference in self.cable.references)
        return (
            "  <encodingDesc>\n    <projectDesc><p>Machine conversion of a United States "
            f"diplomatic telegram.</p></projectDesc>\n{self._editorial()}"
            f"{self.edition.categories.declarations(tags)}"
            f"{_MRN_PREFIX if linked else ''}"
            f"{character_declarations(self.edition.escape)}"
            f'    <appInfo><application ident="cableconv" version="{__version__}">'
            "<label>cableconv</label></application></appInfo>\n  </encodingDesc>\n"
        )

    def _editorial(self) -> str:
        """How the text was encoded, and how to refer to its parts."""
        return _editorial(self.edition.left_out, carried=self.edition.carried)

    def _profile(self, overall: OverallMarking) -> str:
        sent = self.edition.sent
        creation = f'    <creation><date when="{sent}"/></creation>\n' if sent else ""
        return (
            f"  <profileDesc>\n{creation}"
            '    <langUsage><language ident="en">English</language></langUsage>\n'
            f"{self._classes(overall)}{correspondence(self.edition)}  </profileDesc>\n"
        )

    def _classes(self, overall: OverallMarking) -> str:
        categories = self.edition.categories
        basis = categories.pointer("basis", overall.basis.value)
        pointers = categories.marking(overall.level, overall.controls)
        scheme = "captions" if pointers and overall.level is None else "classification"
        target = pointers or categories.pointer("classification", "none")
        references = [f'      <catRef scheme="#{scheme}" target="{target}" ana="{basis}"/>\n']
        found = {
            "captions": [caption.name for caption in self.cable.markings.captions],
            "precedence": [p.value for p in self.cable.dtg.precedence] if self.cable.dtg else [],
            "reasons": list(self.cable.markings.authority.reasons),
        }
        for scheme, values in found.items():
            target = " ".join(categories.pointer(scheme, value) for value in values)
            if target:
                references.append(f'      <catRef scheme="#{scheme}" target="{target}"/>\n')
        terms = "".join(
            f'<term type="tag" key="{self.value(tag.name)}">{self.value(tag.name)}</term>'
            for tag in self.cable.tags
        )
        keywords = f'      <keywords scheme="#tags">{terms}</keywords>\n' if terms else ""
        return f"    <textClass>\n{''.join(references)}{keywords}    </textClass>\n"


@lru_cache(maxsize=64)
def _editorial(left_out: int, *, carried: bool) -> str:
    carrier = _CARRIER_KEPT if carried else ""
    if left_out:
        carrier = _CARRIER_LEFT_OUT.format(count=left_out)
    overlay = _OVERLAY.format(rest=_WITHOUT_CARRIER if left_out else "")
    return _EDITORIAL.format(carrier=carrier, overlay=overlay) + _REFERENCES


def _revision(prefix: str) -> str:
    """What was done; when, only where SOURCE_DATE_EPOCH says so (reproducible-builds.org)."""
    date = source_date()
    when = f' when="{date.date().isoformat()}"' if date else ""
    return (
        f'  <revisionDesc status="unreviewed"><listChange><change{when} '
        f'who="#{prefix}{SOFTWARE_ID}">'
        f"Converted with cableconv {__version__}.</change></listChange></revisionDesc>\n"
    )
