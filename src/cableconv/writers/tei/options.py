"""What a user can choose about a TEI file."""

from __future__ import annotations

from typing import Literal

import attrs

from cableconv.writers.choices import one_of

Profile = Literal["overlay", "frus"]
Furniture = Literal["keep", "drop"]


@attrs.frozen
class TeiOptions:
    """Options of the TEI writer.

    Attributes:
        profile: ``overlay`` keeps the source character for character under the markup; ``frus``
            writes a document as the volumes of Foreign Relations of the United States have it,
            which keeps the words but not the lines and not the transmission.
        furniture: ``drop`` leaves out words of the carrier (a site's, a mail's), in and around the
            telegram; the header and a notice say so. Stamps of a release always stay.
        ism: True to add the markings as attributes of IC-ISM to the header (``xenoData``).

    Raises:
        OptionError: a value that is not in the list.
    """

    profile: Profile = attrs.field(default="overlay", validator=one_of("tei", Profile))
    furniture: Furniture = attrs.field(default="keep", validator=one_of("tei", Furniture))
    ism: bool = False
