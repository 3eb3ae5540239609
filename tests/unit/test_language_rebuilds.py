"""A change of language, or of a catalogue, makes exactly the pages anew that show it; faults are told, never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from workshop import Workshop, build_anew, difference, told

from site_builder.build import Builder
from site_builder.building import workers
from site_builder.building.theming import Theming
from site_builder.check import check
from site_builder.project import project_at, theme

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
OWN = "templates/locale/en.po"
YEARS = {f"{year}/index.html" for year in (2013, 2014, 2015, 2026)}


def speak(workshop: Workshop, language: str) -> None:
    workshop.change("content/site.yaml", "title: Digest", f"title: Digest\nlanguage: {language}")


def translation(text: str, said: str) -> str:
    return f'msgid "{text}"\nmsgstr "{said}"\n\n'


def page(workshop: Workshop, path: str) -> str:
    return (workshop.root / "output" / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("message", "pages"),
    [
        ("The newest entries first", {"index.html"}),  # of a template
        ("Neighbouring years", YEARS),
        ("Not found", {"404.html"}),  # of a template and of a view
        ("Every commentary in {site}, by year and month", {"archive/index.html"}),  # of a view
        ("{n} paragraph", set()),  # said nowhere
    ],
)
def test_an_edit_of_a_message_writes_the_pages_that_show_it(message, pages, workshop):
    workshop.write(OWN, HEADER + translation(message, "Said {site} so" if "{site}" in message else "Said so"))
    if "{n}" in message:
        workshop.write(OWN, HEADER)
    assert set(workshop.builder.build().written) == pages
    assert difference(workshop) == ""
    workshop.write(
        OWN, HEADER + translation(message, "Said {site} now" if "{site}" in message else "Said now")
    )
    if "{n}" in message:
        workshop.write(OWN, f"# a comment\n{HEADER}")
    report = workshop.builder.build(frozenset({OWN}))  # as watch does
    assert set(report.written) == pages
    (workshop.root / OWN).unlink()
    assert set(workshop.builder.build(frozenset({OWN})).written) == pages
    assert difference(workshop) == ""


def test_a_message_of_one_template_leaves_the_pages_of_others_unrendered(workshop):
    workshop.write(OWN, translation("Neighbouring years", "Years around"))
    assert workshop.builder.build().rendered == len(YEARS)


@pytest.mark.parametrize("anew", [False, True])
def test_another_language_changes_what_speaks_and_nothing_else(workshop, anew):
    wordless = ("sitemap", "robots", "assets/", "entries/", "_headers")
    silent = {path for path in workshop.pages() if path.startswith(wordless)}
    speak(workshop, "fr")
    report = build_anew(workshop) if anew else workshop.builder.build(frozenset({"content/site.yaml"}))
    assert set(report.written) == workshop.pages() - silent
    assert '<html lang="fr">' in page(workshop, "404.html")
    assert "À lire ensuite" in page(workshop, "2013/alpha/index.html")
    assert difference(workshop) == ""


def test_an_edit_in_a_process_of_its_own_speaks_the_site_s_language(workshop):
    speak(workshop, "ar")
    assert workshop.builder.build().ok
    workshop.change("content/entries/omega.md", "Text.", "Other text.")
    assert set(build_anew(workshop).written) == {"2026/omega/index.html"}
    assert 'dir="rtl"' in page(workshop, "2026/omega/index.html")
    assert difference(workshop) == ""


def test_a_template_edited_in_another_language_is_compiled_in_it(workshop):
    speak(workshop, "fr")
    assert workshop.builder.build().ok
    workshop.theme("not-found.html", "<h1>", "<h1>! ")
    assert set(build_anew(workshop).written) == {"404.html"}
    assert "<h1>! Page introuvable</h1>" in page(workshop, "404.html")
    assert difference(workshop) == ""


def test_a_template_of_the_project_has_messages_of_its_own(workshop):
    workshop.theme("not-found.html", "<h1>", '<h1 title="{{ _("Sorry, {site}!", site=page.layout.site) }}">')
    workshop.theme(
        "archive.html",
        "</tr>\n{% endfor %}",
        '</tr>\n{{ ngettext("{n} month of <{year}>", "{n} months of <{year}>", year.months|selectattr("depth")|list|length, year=year.year.text) }}\n{% endfor %}',
    )
    assert workshop.builder.build().ok
    assert 'title="Sorry, Digest!"' in page(workshop, "404.html")
    assert "1 month of &lt;2014&gt;" in page(workshop, "archive/index.html")
    own = translation("Sorry, {site}!", "Pardon, {site} !")
    own += 'msgid "{n} month of <{year}>"\nmsgid_plural "{n} months of <{year}>"\nmsgstr[0] "un mois de {year}"\nmsgstr[1] "{n} mois de {year}"\n'
    workshop.write("templates/locale/fr.po", HEADER + own)
    speak(workshop, "fr")
    assert workshop.builder.build().ok
    assert 'title="Pardon, Digest !"' in page(workshop, "404.html")
    assert "un mois de 2014" in page(workshop, "archive/index.html")
    assert difference(workshop) == ""
    workshop.change("templates/locale/fr.po", "un mois de", "un seul mois de")
    assert set(workshop.builder.build().written) == {"archive/index.html"}


def test_a_faulty_catalogue_stops_the_build_with_its_line_and_leaves_the_site_alone(workshop):
    before = page(workshop, "404.html")
    workshop.write(OWN, translation("Archive", "{Files}"))
    report = workshop.builder.build(frozenset({OWN}))
    assert told(report).startswith(f"{OWN}:2:1  error[catalogue-placeholders]")
    assert page(workshop, "404.html") == before
    workshop.write(OWN, translation("Not found", "Lost"))
    assert set(workshop.builder.build(frozenset({OWN})).written) == {"404.html"}


def test_a_language_without_a_catalogue_is_english_and_the_check_says_what_to_do(workshop):
    speak(workshop, "eo")
    report = workshop.builder.build()
    assert report.ok
    assert [d.code for d in report.diagnostics] == ["no-catalogue"]
    assert "Not found" in page(workshop, "404.html")
    [warning] = check(project_at(workshop.root))
    assert (warning.severity, warning.location.line) == ("warning", 2)
    assert "templates/locale/eo.po" in warning.hint

    workshop.write("templates/locale/eo.po", translation("Not found", "Ne trovita"))
    report = workshop.builder.build()
    assert [d.code for d in report.diagnostics] == ["catalogue-incomplete"]
    assert set(report.written) == {"404.html"}
    (workshop.root / "templates/locale/eo.po").unlink()
    report = workshop.builder.build()
    assert [d.code for d in report.diagnostics] == ["no-catalogue"]
    assert difference(workshop) == ""


def test_what_templates_compile_to_is_kept_by_language(tmp_path):
    """Two languages take turns in one folder of compiled templates; neither is ever given the other's."""
    from site_builder.language.speech import ENGLISH, speech_of
    from site_builder.render.templates import Templates

    french = speech_of("fr", lambda _: None)
    folder = tmp_path / "compiled"
    said = [
        Templates([theme()], folder, speech).render("robots.txt", type("P", (), {"sitemap": "x"}))
        for speech in (ENGLISH, french)
    ]
    assert said[0] == said[1]
    closures = {Templates([theme()], folder, speech).closure("archive.html") for speech in (ENGLISH, french)}
    assert len(closures) == 2
    assert Templates([theme()], folder, french).closure("sitemap.xml") == Templates([theme()]).closure(
        "sitemap.xml"
    )


def test_the_edition_of_a_theme_tells_its_language():
    english, french = Theming((theme(),)), Theming((theme(),))
    from site_builder.model import Site

    french.speak({"site/": Site("T", "https://x.example/", "x,2026", language="fr")}.get)
    assert english.edition != french.edition
    english.speak({}.get)  # a site without settings has other faults to tell


def test_other_processes_speak_the_site_s_language_with_its_own_catalogue(workshop, tmp_path):
    speak(workshop, "fr")
    workshop.write("templates/locale/fr.po", translation("Read next", "Et maintenant"))
    alone = Builder(project_at(workshop.root, tmp_path / "alone"), as_of=lambda: workshop.as_of)
    assert alone.build().ok
    alone.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "PAYS_FROM", 1)
        together = Builder(
            project_at(workshop.root, tmp_path / "together"),
            as_of=lambda: workshop.as_of,
            workers=workers.processes(2),
        )
        assert together.build().ok
        together.close()
    assert listing(tmp_path / "together") == listing(tmp_path / "alone")
    assert "Et maintenant" in (tmp_path / "together/2013/alpha/index.html").read_text("utf-8")


def listing(output: Path) -> dict[str, bytes]:
    return {str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*") if p.is_file()}
