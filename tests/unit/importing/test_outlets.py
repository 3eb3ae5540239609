"""Whose page a text seems to be, as the lines around it say."""

import pytest

from site_builder.importing import outlets
from site_builder.importing.segments import split


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
