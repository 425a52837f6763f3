"""A second copy of a cable before its own text."""

from __future__ import annotations

from cableconv.structure.copies import find_copied

OWN = "1. (U) The barge sailed.\n\n2. (C) The mast stood.\n"
LIST = (
    "17734\n2006-02-08 21:47:00\n06LAKEPORT680\nEmbassy Lakeport\nCONFIDENTIAL\n"
    "05LAKEPORT1|05STATE2\n"
)


def test_a_list_of_fields_before_the_text() -> None:
    body = f"1. (U) The barge sailed...\n\n{LIST}{OWN}"
    found = find_copied("", body)
    assert found is not None
    assert body[found.end :] == OWN
    assert (found.created, found.classification) == ("2006-02-08 21:47:00", "CONFIDENTIAL")
    assert found.missing == ()


def test_a_list_with_names() -> None:
    fields = "id: 17734\ndate: 2/8/2006 21:47\nrefid: 06LAKEPORT680\norigin: Embassy Lakeport\n"
    body = f"{fields}classification: SECRET\nheader:\n{OWN}"
    found = find_copied("", body)
    assert found is not None
    assert (body[found.end :], found.classification) == (OWN, "SECRET")


def test_the_header_that_follows_a_list_is_copied_too() -> None:
    head = "DE RUEHLP #0680\nFM AMEMBASSY LAKEPORT\n"
    found = find_copied(head, f"{LIST}{head}------ header ends ------\n{OWN}")
    assert found is not None
    assert found.end == len(LIST) + len(head) + len("------ header ends ------\n")


def test_words_that_the_text_does_not_have_are_named() -> None:
    kept = "".join(f"Line {n} of the text.\n" for n in range(10))
    found = find_copied("", f"{kept}A lost line.\n{LIST}{kept}")
    assert found is not None
    assert found.missing == ("A lost line.",)


def test_another_text_is_no_copy() -> None:
    assert find_copied("", f"Quite another text.\nOf two lines.\n{LIST}{OWN}") is None
    assert find_copied("", OWN) is None
    assert find_copied("", LIST) is None


def test_a_beginning_that_was_cut_off() -> None:
    head = "UNCLAS LAKEPORT 000123\n\n"
    body = f"{head}1. (U) The barge...\n\n{head}{OWN}"
    found = find_copied("", body)
    assert found is not None
    assert body[found.end :] == head + OWN
    assert find_copied("", f"{head}1. (U) Other words...\n\n{head}{OWN}") is None
