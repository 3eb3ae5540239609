"""Days as they are printed in scripts and calendars of their own."""

import pytest

from site_builder.importing.recognising import dates, months


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("פורסם: 2 במאי 2023", "2023-05-02"),
        ("11 अगस्त 2020", "2020-08-11"),
        ("3 जनवरी 2021", "2021-01-03"),
        ("٤ يوليو ٢٠٢٢", "2022-07-04"),
        ("12 تموز/يوليو 2022", "2022-07-12"),
        ("5 تشرين الأول 2022", "2022-10-05"),
        ("۱۲ ژوئیه ۲۰۲۰", "2020-07-12"),
        ("تاریخ انتشار: ۲ مرداد ۱۳۹۸", "2019-07-24"),
        ("2023. 8. 30. 22:14", "2023-08-30"),
        ("ngày 3 tháng 5 năm 2021", "2021-05-03"),
        ("Wed Sep 13 08:14:02 UTC 2023", "2023-09-13"),
        ("Thu Mar  7 21:14:00 2019", "2019-03-07"),
        ("เผยแพร่: 21 มิ.ย. 2566 08:30 น.", "2023-06-21"),
        ("21 มิถุนายน พ.ศ. 2566", "2023-06-21"),
        ("วันที่ 21/06/2566", "2023-06-21"),
        ("Jumatatu, Agosti 14, 2023", "2023-08-14"),
        ("২৯ আগস্ট ২০২২", "2022-08-29"),
        ("05 دسمبر 2019", "2019-12-05"),
        ("12. marts 2020", "2020-03-12"),
    ],
)
def test_days_are_read_in_the_languages_that_pieces_come_in(text: str, day: str):
    (found,) = dates.find(text)
    assert found.value == day
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("year", "month", "day", "ours"),
    [
        (1343, 1, 1, "1964-03-21"),
        (1357, 11, 22, "1979-02-11"),
        (1398, 5, 2, "2019-07-24"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 1, 1, "2021-03-21"),
        (1400, 12, 30, ""),
        (1400, 7, 31, ""),
        (1400, 13, 1, ""),
        (1300, 1, 1, ""),
    ],
)
def test_a_day_of_the_iranian_calendar_is_one_of_ours_or_none(year: int, month: int, day: int, ours: str):
    assert months.from_iranian(year, month, day) == ours


def test_figures_of_other_scripts_stay_at_their_places():
    assert months.digits("۲ مرداد ۱۳۹۸") == "2 مرداد 1398"
    assert months.digits("May 2019") == "May 2019"


def test_a_year_of_a_far_future_is_counted_as_in_thailand_only_beside_thai_letters():
    assert [one.value for one in dates.find("3 March 2566")] == ["2566-03-03"]
