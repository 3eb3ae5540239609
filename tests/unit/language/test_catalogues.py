"""The catalogues that ship: complete, compiled from their sources, and saying what the English says."""

import gettext
import re
import sys
from pathlib import Path

import pytest

from site_builder.content.parse import parse
from site_builder.language import po
from site_builder.language import speech as speech_module
from site_builder.language.placeholders import names, pieces
from site_builder.language.shipped import messages as listed
from site_builder.language.shipped import shipped
from site_builder.language.speech import ENGLISH, is_spoken, lookup, said, speech_of
from site_builder.model import Catalogue

sys.path.insert(0, str(Path(__file__).parents[2] / "language"))
from messages import LOCALE, TEMPLATE, gathered, languages, po_file, written

LANGUAGES = ["ar", "fr"]


def read(language: str) -> po.Po:
    return po.read(po_file(language).read_text("utf-8"))


def test_the_languages_that_ship():
    assert languages() == LANGUAGES


def test_the_template_for_translators_has_every_message_of_the_sources():
    assert TEMPLATE.read_bytes() == written(gathered()), "run: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing_from_a_catalogue(language):
    translated = {message.key for message in read(language).messages if message.translated}
    assert {message.key for message in listed()} == translated, (
        "run: make messages, and translate what it names"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_compiled_from_its_source(language):
    """By what both mean: what Python's gettext reads in the one, our reader finds in the other."""
    source, spoken = read(language), shipped(language)
    assert spoken is not None
    expected: dict[object, str] = {"": source.header}
    for message in source.messages:
        if message.plural:
            expected |= {(message.key, number): form for number, form in enumerate(message.forms)}
        else:
            expected[message.key] = message.forms[0]
    assert spoken._catalog == expected
    choose = gettext.c2py(po.plural_rule(source.header)[1])
    assert [spoken.plural(n) for n in range(1000)] == [choose(n) for n in range(1000)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_that_ships_passes_what_a_project_s_own_must(language):
    parsed = parse(f"templates/locale/{language}.po", po_file(language).read_bytes())
    assert parsed.diagnostics == ()
    assert isinstance(parsed.record, Catalogue)


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language):
    for message in read(language).messages:
        wanted = names(message.text) | names(message.plural)
        for form in message.forms:
            assert names(form) | {"n"} == wanted | {"n"}, message.key


@pytest.mark.parametrize(
    ("language", "absent"), [("fr", ('"', "“", "”", " :", " ;")), ("ar", ('"', "“", ",", ";", "?"))]
)
def test_punctuation_is_the_language_s(language, absent):
    for message in read(language).messages:
        for form in message.forms:
            assert [mark for mark in absent if mark in form] == [], form


def test_the_spaces_of_french_are_kept_together_and_narrow_before_marks_of_two_parts():
    found = [form for message in read("fr").messages for form in message.forms]
    assert any("\u202f;" in form for form in found)
    for form in found:
        assert (
            re.search(r"(?<!\u202f)[;?!]|(?<![\u00a0\u202f])[:»]|«(?![\u00a0\u202f])|[^\u00a0]%", form)
            is None
        ), form


def test_arabic_says_one_two_few_and_many_texts_each_in_its_own_form():
    speech = speech_of("ar", lambda _: None)
    assert [speech.ngettext("{n} text", "{n} texts", n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103)] == [
        "0 نص", "نص واحد", "نصّان", "3 نصوص", "10 نصوص", "11 نصًا", "99 نصًا", "100 نص", "103 نصوص",
    ]  # fmt: skip


def test_the_files_for_readers_of_the_program_lie_in_the_package():
    assert {path.suffix for path in LOCALE.rglob("*") if path.is_file()} == {".mo", ".po", ".pot"}


def test_a_variety_of_a_language_has_its_messages():
    assert lookup("zh-Hant-TW") == ["zh-hant-tw", "zh-hant", "zh"]
    assert (is_spoken("fr-CA"), is_spoken("en-GB"), is_spoken("de")) == (True, True, False)
    assert speech_of("fr-CA", lambda _: None).gettext("Archive") == "Archives"
    assert speech_of("de", lambda _: None).gettext("Archive") == "Archive"


def test_a_project_s_catalogues_stand_before_ours_and_before_each_other(monkeypatch):
    monkeypatch.setattr(speech_module, "_known", {})
    own = {
        "fr": Catalogue("fr", "1", "n > 1", (("Archive", ("Le passé",)), ("{n} word", ("mot", "{n} mots")))),
        "fr-ca": Catalogue(
            "fr-ca", "2", "", (("Archive", ("Les vieilles affaires",)), ("navigation\4About", ("Qui",)))
        ),
    }
    speech = speech_of("fr-CA", own.get)
    assert speech.gettext("Archive") == "Les vieilles affaires"
    assert speech.pgettext("navigation", "About") == "Qui"
    assert speech_of("fr", own.get).gettext("Archive") == "Le passé"
    assert [speech.ngettext("{n} word", "{n} words", n) for n in (1, 2)] == ["mot", "2 mots"]
    assert speech.ngettext("{n} paragraph", "{n} paragraphs", 2) == "2 paragraphes"
    assert speech.npgettext("odd", "{n} egg", "{n} eggs", 1) == "1 egg"
    assert speech_of("fr-CA", own.get) is speech


def test_a_speech_goes_to_another_process_as_itself():
    import pickle

    speech = speech_of("fr", {"fr": Catalogue("fr", "3", "", (("Archive", ("Le passé",)),))}.get)
    assert pickle.loads(pickle.dumps(speech)) is speech  # noqa: S301 - ours


def test_english_has_plurals_without_a_catalogue():
    assert [ENGLISH.ngettext("{n} word", "{n} words", n) for n in (1, 2)] == ["1 word", "2 words"]


def test_a_phrase_keeps_names_apart_from_words():
    phrase = ENGLISH.phrase("Read it at {outlet}, or {else_}", outlet="A", else_="B")
    assert phrase == (("", "Read it at "), ("A", ", or "), ("B", ""))
    assert said(phrase) == "Read it at A, or B"
    with pytest.raises(ValueError, match="brace"):
        pieces("an odd } brace")
