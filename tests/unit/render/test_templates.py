"""Templates render to bytes, know all they depend on, and tell their faults at file and line."""

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from site_builder.diagnostics import format_text
from site_builder.language.speech import ENGLISH, speech_of
from site_builder.project import theme as theme_that_ships
from site_builder.render.templates import TemplateFault, Templates
from site_builder.render.text import Text


class Page(Struct, frozen=True):
    title: str = "T"
    text: Text = Text("*b*")

    @property
    def broken(self):
        raise ValueError("a bug of ours")


def write(folder, files):
    for name, source in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)


@pytest.fixture
def theme(tmp_path):
    """Return a function that makes templates of {name: source}, with an earlier folder for the project's own."""

    def make(files, own=None):
        write(tmp_path / "own", own or {})
        write(tmp_path / "theme", files)
        return Templates([tmp_path / "own", tmp_path / "theme"])

    return make


def faults(templates, name=None, model=None):
    """Return the diagnostics of rendering `name`, or of a check, as text."""
    if name is None:
        return [format_text(diagnostic) for diagnostic in templates.check()]
    with pytest.raises(TemplateFault) as raised:
        templates.render(name, model or Page())
    return [format_text(diagnostic) for diagnostic in raised.value.diagnostics]


def test_a_page_is_rendered_with_inheritance_inclusion_macros_and_filters(theme):
    templates = theme(
        {
            "base.html": "<title>{% block title %}{% endblock %}</title>\n{% include 'foot.html' %}",
            "foot.html": "{% from 'm.html' import shout %}{{ shout(page.title) }}",
            "m.html": "{% macro shout(word) %}{{ word }}!{% endmacro %}",
            "page.html": "{% extends 'base.html' %}{% block title %}{% set b = page.text|prose %}{{ b.html }}{% endblock %}",
        }
    )
    assert templates.render("page.html", Page("<é>")) == (
        "<title><p><em>b</em></p>\n</title>\n&lt;é&gt;!\n".encode()
    )


@pytest.mark.parametrize(
    ("source", "page"), [("a", b"a\n"), ("a\n\n\n", b"a\n"), ("", b"\n"), ("\r\na", b"\na\n")]
)
def test_a_page_ends_in_one_newline(theme, source, page):
    assert theme({"p.html": source}).render("p.html", Page()) == page


@pytest.mark.parametrize(("name", "page"), [("p.html", b"&lt;\n"), ("p.xml", b"&lt;\n"), ("p.txt", b"<\n")])
def test_everything_but_plain_text_is_escaped(theme, name, page):
    assert theme({name: "{{ page.title }}"}).render(name, Page("<")) == page


def test_a_projects_template_stands_in_for_the_themes(theme):
    templates = theme({"p.html": "{% include 'q.html' %}", "q.html": "theme"}, own={"q.html": "own"})
    assert templates.render("p.html", Page()) == b"own\n"


def cases():
    """Read `template_faults.txt`: a title, the templates, and what rendering p.html tells, set apart by dots."""
    parts = Path(__file__).with_name("template_faults.txt").read_text().split("\n.\n")
    for title, sources, told in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        files = [file.partition("\n") for file in f"\n{sources}".split("\n--- ")[1:]]
        yield pytest.param({name: source for name, _, source in files}, told, id=title.strip())


@pytest.mark.parametrize(("files", "told"), [*cases()])
def test_a_fault_is_told_where_it_stands(theme, files, told):
    assert faults(theme(files), "p.html") == [told]


def test_messages_are_put_into_the_language_with_markup_in_their_places(tmp_path):
    source = """
{{ _("{page} – {site}", page=page.title, site="<b>"|safe ~ page.title ~ "</b>"|safe) }}
{% set archive = _("Archive") %}{{ archive }} {{ _("Archive")|upper }} {{ pgettext("navigation", "About") }}
{{ gettext("This stands in no {catalogue}.", catalogue=_("Archive")) }}
{{ _("Moved: {title}", title=_("{term}, {year}", term=page.title, year=2014)) }}
{{ ngettext("{n} word", "{n} words", 1) }}, {{ ngettext("{n} <egg> of {who}", "{n} <eggs> of {who}", 2, who=page.title) }}
{{ npgettext("food", "{n} egg", "{n} eggs", page.title|length) }}
"""
    write(tmp_path, {"p.html": source, "p.txt": '{{ ngettext("{n} <egg>", "{n} <eggs>", 2) }}'})
    templates = Templates([tmp_path], speech=speech_of("fr", lambda _: None))
    assert templates.render("p.html", Page(title="A & B")).decode().splitlines() == [
        "",
        "A &amp; B – <b>A &amp; B</b>",
        "Archives ARCHIVES À propos",
        "This stands in no Archives.",
        "Déplacé\u00a0: A &amp; B, 2014",
        "1 mot, 2 &lt;eggs&gt; of A &amp; B",
        "5 eggs",
    ]
    assert templates.render("p.txt", Page()) == b"2 <eggs>\n"
    templates.speak(ENGLISH)
    assert b"Archive ARCHIVE About" in templates.render("p.html", Page())


def test_a_closure_is_that_of_the_language_and_no_other(tmp_path):
    write(tmp_path, {"a.html": "{% include 'b.html' %}", "b.html": "{{ _('Archive') }}", "c.html": "Archive"})
    english, french = Templates([tmp_path]), Templates([tmp_path], speech=speech_of("fr", lambda _: None))
    assert english.closure("a.html") != french.closure("a.html")
    assert english.closure("c.html") == french.closure("c.html")
    closure = english.closure("a.html")
    english.speak(french._environment.speech)
    assert english.closure("a.html") == french.closure("a.html") != closure


def test_a_template_that_includes_itself_without_end_is_a_fault(theme):
    (told,) = faults(theme({"p.html": "{% include 'p.html' %}"}), "p.html")
    assert told.startswith("templates/p.html:1:1  error[template-error]  templates include each other")


def test_the_theme_that_ships_has_no_fault_that_a_project_s_own_could_have(tmp_path):
    assert faults(Templates([theme_that_ships(), tmp_path])) == []


def test_it_is_one_wherever_the_depth_is_reached(theme):
    templates = theme(
        {"p.html": "\n{% include 'p.html' %}{% include 'q.html' %}", "q.html": "{{ page|json }}"}
    )
    (told,) = faults(templates, "p.html", Page())
    assert told.startswith("templates/p.html:2:1  error[template-error]  templates include each other")


def test_a_block_is_stray_only_if_nothing_that_is_extended_has_it(theme):
    base = {"base.html": "{% block a %}{% endblock %}", "mid.html": "{% extends 'base.html' %}"}
    own = {"mid.html": "{% extends 'base.html' %}{% block a %}{% block b %}{% endblock %}{% endblock %}"}
    child = {"p.html": "{% extends 'mid.html' %}{% block a %}x{% endblock %}{% block b %}y{% endblock %}"}
    assert faults(theme(base, own=own | child)) == []
    (told,) = faults(theme(base, own=base | child))
    assert "no template that this one extends has a block 'b'" in told


def test_a_fault_of_our_own_is_no_fault_of_the_template(theme):
    class Broken(Struct):
        text: int = 1

    with pytest.raises(AttributeError):
        theme({"p.html": "{{ page.text|prose }}"}).render("p.html", Broken())


def test_a_check_finds_the_faults_of_every_template_at_once(theme, tmp_path):
    templates = theme(
        {
            "fine.html": "fine",
            "empty.html": "\n",
            "parts/empty.html": "",
            "twice.html": "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "two.html": "{% include page.a %}\n{% include page.b %}",
            "two-users.html": "{% include 'two.html' %}",
            "assets/not-a-template.html": "{% if %}",
        }
    )
    (tmp_path / "theme/latin.xml").write_bytes(b"a\nb\xe9")
    assert [told.splitlines()[0] for told in faults(templates)] == [
        "templates/empty.html  error[template-empty]  the template is empty, and so would be every page made with it",
        "templates/latin.xml:2:2  error[not-utf-8]  the file is not UTF-8",
        "templates/twice.html:1:10  error[template-syntax]  block 'a' defined twice",
        "templates/two.html:1:1  error[dynamic-template]  the name of a template must be a plain string",
        "templates/two.html:2:1  error[dynamic-template]  the name of a template must be a plain string",
    ]


def test_a_fault_survives_the_way_from_a_worker_process(theme):
    with pytest.raises(TemplateFault) as raised:
        theme({}).render("p.html", Page())
    assert pickle.loads(pickle.dumps(raised.value)).diagnostics == raised.value.diagnostics  # noqa: S301


def test_the_closure_changes_when_a_template_that_was_missing_appears(theme, tmp_path):
    templates = theme({"p.html": "a{% include 'extra.html' ignore missing %}"})
    before = templates.closure("p.html")
    write(tmp_path / "own", {"extra.html": "b"})
    assert templates.closure("p.html") == before  # what was read stays read…
    templates.forget(["extra.html"])
    assert templates.closure("p.html") != before  # …until it is forgotten
    assert templates.render("p.html", Page()) == b"ab\n"


def test_forgetting_a_macros_file_renders_its_users_anew(theme, tmp_path):
    templates = theme(
        {
            "p.html": "{% import 'outer.html' as o %}{{ o.say() }}",
            "outer.html": "{% import 'inner.html' as i %}{% macro say() %}{{ i.word() }}{% endmacro %}",
            "inner.html": "{% macro word() %}old{% endmacro %}",
        }
    )
    assert templates.render("p.html", Page()) == b"old\n"
    write(tmp_path / "theme", {"inner.html": "{% macro word() %}new{% endmacro %}"})
    templates.forget(["inner.html"])
    assert templates.render("p.html", Page()) == b"new\n"


def test_forgetting_mends_a_template_that_was_faulty(theme, tmp_path):
    templates = theme({"p.html": "{% include 'q.html' %}", "q.html": "{% if %}"})
    assert len(faults(templates, "p.html")) == 1
    write(tmp_path / "theme", {"q.html": "good"})
    templates.forget(["q.html"])
    assert templates.render("p.html", Page()) == b"good\n"
    write(tmp_path / "theme", {"q.html": "{% if %}"})
    templates.forget(["q.html"])
    assert len(faults(templates, "p.html")) == 1
    templates.forget(["q.html"])
    assert len(faults(templates, "p.html")) == 1


NAMES = ["a.html", "b.html", "c.html", "d.html"]
GRAPHS = st.fixed_dictionaries({name: st.sets(st.sampled_from(NAMES)) for name in NAMES})


def reachable(graph, name):
    found, waiting = set(), [name]
    while waiting:
        member = waiting.pop()
        if member not in found:
            found.add(member)
            waiting += graph[member]
    return found


@settings(max_examples=40)
@given(GRAPHS, st.sampled_from(NAMES))
def test_a_closure_changes_if_and_only_if_a_member_does(graph, changed):
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, included in graph.items():
            write(folder, {file: "".join(f"{{% include '{other}' %}}" for other in sorted(included))})
        templates = Templates([folder])
        before = {file: templates.closure(file) for file in NAMES}
        write(folder, {changed: (folder / changed).read_text() + "!"})
        templates.forget([changed])
        for file in NAMES:
            assert (templates.closure(file) != before[file]) == (changed in reachable(graph, file))
            assert templates.closure(file) == Templates([folder]).closure(file)


def test_a_template_that_was_looked_at_and_not_compiled_can_be_looked_at_again(theme):
    templates = theme({"a.html": "A {{ page.title }}"})
    before = templates.closure("a.html")
    templates.forget({"a.html"})
    assert templates.closure("a.html") == before
    assert templates.render("a.html", Page()) == b"A T\n"
