"""Documents as editors hand them in are read right in every respect, but for what their case says is still open."""

import pytest
from handed_in import Case, cases, read, wrong

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[name for name, _, _ in CASES])
def test_a_document_as_it_is_handed_in_is_read_right(case: Case, tmp_path):
    name, wanted, document = case
    found = read(tmp_path, name, wanted, document)
    assert not found["diagnostics"]
    told = wrong(wanted, found)
    assert sorted(told) == sorted(filter(None, wanted.get("open", "").split(", "))), told
