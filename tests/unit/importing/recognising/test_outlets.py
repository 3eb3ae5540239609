"""Whose page a text seems to be, as the lines around it say."""

import pytest

from site_builder.importing.recognising import outlets
from site_builder.importing.segments import split


def test_the_name_of_an_institution_that_stands_there_twice_is_its_owner_but_no_item_of_a_menu():
    lines = "{0}\n\nAbout {0}\n"
    assert outlets.publisher(split(lines.format("Quay News")), []) == (
        "Quay News",
        "named 2 times around the text, line 1",
    )
    assert outlets.publisher(split(lines.format("* Quay News")), []) is None


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("© Copyright Quay Petitions", "Quay Petitions"),
        ("Copyright © 2019-2021 Quay Petitions. All rights reserved.", "Quay Petitions"),
        ("(c) 2020 by Quay Petitions", "Quay Petitions"),
        ("Copyright 2020, Rose Miller", ""),
        ("© All rights reserved", ""),
    ],
)
def test_the_owner_is_who_claims_the_rights(line: str, owner: str):
    found = outlets.publisher(split(f"{line}\n"), [])
    assert (found[0] if found else "") == owner
