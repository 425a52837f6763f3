"""What a user can choose about a TEI file."""

from __future__ import annotations

from typing import Literal, TypeVar, get_args

import attrs

from cableconv.errors import OptionError

Profile = Literal["overlay", "frus"]
FurnitureChoice = Literal["keep", "drop"]

ValueT = TypeVar("ValueT", bound=str)


def _known(_options: object, field: attrs.Attribute[ValueT], value: ValueT) -> None:
    choices = get_args(Profile if field.name == "profile" else FurnitureChoice)
    if value not in choices:
        raise OptionError(
            f"the option {field.name!r} of tei cannot be {value!r}",
            hint=f"It can be: {', '.join(choices)}.",
        )


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

    profile: Profile = attrs.field(default="overlay", validator=_known)
    furniture: FurnitureChoice = attrs.field(default="keep", validator=_known)
    ism: bool = False
