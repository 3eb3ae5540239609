"""Documents that do not say which encoding they are in are read as their readers would read them."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

import pytest

from site_builder.importing.encodings import decoded
from site_builder.importing.unlabelled import guessed

SAID = {
    "ru": "Порт закрыли в апреле, и никто в городе не мог сказать, когда его откроют снова. Комиссия обещала ответить до осени.",
    "ja": "港は四月に閉鎖され、いつ再開されるのか町の誰にも分からなかった。委員会は秋までに答えると約束した。",
    "ko": "항구는 사월에 폐쇄되었고 언제 다시 열릴지 마을의 아무도 말할 수 없었다. 위원회는 가을까지 답하겠다고 약속했다.",
    "zh": "港口在四月关闭，城里没有人能说出什么时候重新开放。委员会答应在秋天之前作出答复。这是一个大国的事。",
    "zh-tw": "港口在四月關閉，城裡沒有人能說出什麼時候重新開放。委員會答應在秋天之前作出答覆。這是一個大國的事。",
    "el": "Το λιμάνι έκλεισε τον Απρίλιο και κανείς στην πόλη δεν ήξερε πότε θα ανοίξει ξανά.",
    "he": "הנמל נסגר באפריל ואיש בעיר לא ידע מתי ייפתח שוב. הוועדה הבטיחה להשיב עד הסתיו.",
    "ar": "أغلق الميناء في نيسان ولم يعرف أحد في المدينة متى يفتح من جديد. وعدت اللجنة بالرد قبل الخريف.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "koi8-r"),
        ("ru", "cp1251"),
        ("ru", "cp866"),
        ("ru", "iso8859_5"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("ko", "euc_kr"),
        ("zh", "gb18030"),
        ("zh-tw", "big5"),
        ("el", "cp1253"),
        ("he", "cp1255"),
        ("ar", "cp1256"),
    ],
)
def test_a_page_in_another_script_is_read_without_a_label(language: str, encoding: str):
    said = f"<p>{SAID[language] * 2}</p>"
    assert decoded(said.encode(encoding))[0] == said


@pytest.mark.parametrize(
    "text",
    [
        "L’été, là-bas, où l’on s’étonne : « déçu » par les années passées, à côté de Nîmes. ",
        "Über Öl und Größe, Maßstäbe, süß, für die Türme. ",
        "“Well…” — ‘so’ he said · • ",
    ],
)
def test_western_texts_are_left_to_the_usual_encoding(text: str):
    assert guessed((text * 20).encode("cp1252")) == ""


@pytest.mark.parametrize("damage", [b"\xe2\x80", b"caf\xe9 bar"])
def test_a_page_with_a_broken_letter_stays_in_its_encoding(damage: bytes):
    said = "L’été, là-bas, où l’on s’étonne : « déçu » à côté de Nîmes. " * 2
    assert decoded(said.encode() + damage)[0].startswith(said)


def test_what_a_page_says_of_itself_goes_before_any_guess():
    data = b"<meta charset=iso-8859-2>" + SAID["ru"].encode("cp1251")
    assert decoded(data)[1] == "iso8859-2"


def test_too_few_letters_say_nothing():
    assert guessed("<p>Порт</p>".encode("koi8-r")) == ""


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "“déjà vu” – l’été…"),
        ("latin1", "cp1252", "“déjà vu” – l’été…"),
        ("us-ascii", "cp1252", "“well”"),
        ("ISO-8859-9", "cp1254", "“ığdır” – şey"),
        ("tis-620", "cp874", "“ท่าเรือ”"),
        ("windows-874", "cp874", "ท่าเรือ…"),
        ("shift_jis", "cp932", "①港～㈱"),
        ("x-sjis", "cp932", "①港～㈱"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("gb2312", "gb18030", "镕 – 囍"),
        ("big5", "big5hkscs", "港口喺邊度"),
        ("iso-8859-8-i", "iso8859-8", "הנמל"),
    ],
)
def test_a_label_means_what_it_means_to_browsers(label: str, encoding: str, text: str):
    data = f'<meta charset="{label}"><p>{text}</p>'.encode(encoding)
    assert text in decoded(data)[0]


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("Le café économique de la façade, déçu par l’été", "cp1252"),
        (SAID["ja"] * 2, "shift_jis"),
        (SAID["ru"] * 2, "cp1251"),
    ],
)
def test_a_label_that_does_not_fit_the_bytes_is_not_believed(said: str, encoding: str):
    page = f"<meta charset=utf-8><p>{said}</p>"
    assert decoded(page.encode(encoding), "utf-8") == (page, encoding.replace("shift_jis", "cp932"))


def test_where_the_server_is_wrong_the_page_itself_is_asked():
    page = f"<meta charset=windows-1251><p>{SAID['ru']}</p>"
    assert decoded(page.encode("cp1251"), "utf-8") == (page, "cp1251")


def test_a_label_is_believed_where_little_cannot_be_read():
    said = SAID["ru"] * 2
    assert decoded(said.encode() + b"\xe2\x80 caf\xe9 ", "utf-8")[0].startswith(said)
