"""Names in scripts without capitals are told from roles and labels."""

import pytest

from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.far_names import labelled, told_apart


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("한지석 중앙대 교육학과 교수", "한지석", "중앙대 교육학과 교수"),
        ("論説委員 大江春樹", "大江春樹", "論説委員"),
        ("林若溪 本报记者", "林若溪", "本报记者"),
        ("大江 春樹", "大江 春樹", ""),
        ("한지석", "한지석", ""),
        ("Jane Doe", "Jane Doe", ""),
    ],
)
def test_a_role_printed_with_a_name_is_told_from_it(printed: str, name: str, role: str):
    assert told_apart(Writer(printed)) == Writer(name, role)


def test_a_name_behind_a_word_for_the_author_is_found_in_a_line_of_data():
    assert labelled("2021-03-22 07:30 来源:江岸网 作者:顾行远") == "顾行远"
    assert labelled("作者在书中说,河流的水与账要一笔一笔地算") == ""
