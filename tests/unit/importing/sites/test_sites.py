"""The posts of an existing site as entries: mapped by a table, nothing lost, and what cannot follow is named."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imports import entries, tree

from site_builder.cli import main
from site_builder.content.parse import parse
from site_builder.diagnostics import has_errors
from site_builder.importing.recognising.names import Names
from site_builder.importing.sites import bodies, front_matter, layouts, mapping
from site_builder.importing.sites.migrate import migrate

JEKYLL = {
    "_config.yml": "title: Quay\nauthor: Jane Example\npermalink: /:categories/:year/:month/:day/:title.html\n",
    "_posts/2019-02-03-old-pier.md": (
        '---\nlayout: post\ntitle: "The Old Pier: a Count"\ndate: 2019-02-03 10:00:00 +0100\ncategories: [Harbour Notes]\n'
        "tags: [piers, Planks]\nexcerpt: Planks.\ncomments: true\nredirect_from: [/old/pier/]\n---\n"
        "See [the new one]({% post_url 2020-05-03-new-pier %}) and {% include map.html %}.\n\n"
        "[A picture](/assets/pier.png) and <b>bold</b>, [[not a reference]].\n\n```\n{% raw %} [[kept]]\n```\n"
    ),
    "_posts/2020-05-03-new-pier.markdown": "---\ntitle: The New Pier\nlang: en_GB\nauthor: Tom Writer\npublished: false\n---\nText.\n",
    "_drafts/some-day.md": "---\ntitle: Some Day\n---\nSoon.\n",
    "_posts/2020-01-01-page.html": "---\ntitle: X\n---\n<p>x</p>",
    "about.md": "---\ntitle: About the Quay\ndescription: Who.\npermalink: /about/\n---\nUs.\n",
    "README.md": "Not a page",
    "assets/pier.png": "x",
    "_site/index.html": "built",
}  # fmt: skip
HUGO = {
    "hugo.toml": 'title = "Quay"\n[permalinks]\nposts = "/:year/:slug/"\n[author]\nname = "Jane Example"\n',
    "content/posts/pier.md": (
        '+++\ntitle = "The Pier"\ndate = 2019-02-03T10:00:00Z\nslug = "the-pier"\ndraft = false\ntags = ["Piers"]\n'
        'authors = ["Jane Example", "Tom Writer"]\naliases = ["/p/1", "/p/2.html"]\nweight = 3\nexpiryDate = 2030-01-01\n'
        '[params]\ncolour = "blue"\n+++\nSee [it]({{< relref "posts/letter" >}}) {{< figure src="a.png" >}}.\n'
    ),
    "content/posts/letter/index.md": '{"title": "A Letter", "date": "2020-01-01", "canonicalURL": "https://quay.example.org/l"}\nText\n',
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/broken.md": "+++\ntitle = \n+++\n",
    "content/posts/worse.md": "---\ntitle: [a\n---\n",
}  # fmt: skip
PELICAN = {
    "pelicanconf.py": "AUTHOR = 'Jane Example'\nARTICLE_URL = 'notes/{date:%Y}/{slug}.html'\nimport os\nos.abort()\n",
    "content/pier.md": (
        "Title: The Pier\nDate: 2019-02-03 10:20\nModified: 2019-03-01\nCategory: Harbours\nTags: piers, planks\n"
        "Slug: the-pier\nAuthors: Example, Jane; Tom Writer\nSummary: Planks\n    and more.\nStatus: hidden\n\nSee [it]({filename}letter.md#end) and ![x]({static}/a.png).\n"
    ),
    "content/letter.md": "Title: A Letter\nDate: 2020-01-01\nurl: letters/one/\n\nText.\n",
    "content/other.rst": "Title\n=====\n",
    "content/pages/about.md": "Title: About\n\nUs.\n",
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    def made(files):
        for name, text in files.items():
            target = tmp_path / "site" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return tmp_path / "site"

    return made


def record_of(project, path):
    data = (project / path).read_bytes()
    found = parse(path, data)
    assert not has_errors(found.diagnostics)
    return found.record, data.decode()


def by_name(report, folder):
    return {one.document.removeprefix(f"{folder}/"): one for one in report.outcomes}


def test_a_post_of_jekyll_becomes_an_entry_and_loses_nothing(site, project):
    folder = site(JEKYLL)
    report = migrate("jekyll", folder, project, region="middle-coast")
    outcome = by_name(report, folder)["_posts/2019-02-03-old-pier.md"]
    entry, text = record_of(project, outcome.path)
    metadata = entry.metadata
    assert (metadata.id, metadata.kind, metadata.title) == (
        "2019-02-03-old-pier",
        "note",
        "The Old Pier: a Count",
    )
    assert (metadata.date, metadata.region, metadata.status) == (
        "2019-02-03T10:00:00+01:00",
        "middle-coast",
        "published",
    )
    assert [one.name for one in metadata.authors] == ["Jane Example"]
    assert metadata.topics == ("piers", "planks", "harbour-notes")
    assert metadata.summary == "Planks."
    assert entry.aliases == ("/old/pier/", "/harbour-notes/2019/02/03/old-pier.html/")
    assert "# layout: post\n# comments: true\n---\n" in text
    assert "[the new one](/2020/new-pier/)" in text
    assert "\\[[not a reference]]" in text
    assert "\n{% raw %} [[kept]]\n" in text
    said = "\n".join(outcome.notes)
    path = f"{folder}/_posts/2019-02-03-old-pier.md"
    assert f"{path}:11: a Liquid tag, which is shown as text: {{% include map.html %}}" in said
    assert f"{path}:13: a link within the old site" in said
    assert f"{path}:13: HTML, which is shown as text: <b>" in said
    assert "raw" not in said


def test_drafts_stay_drafts_pages_become_pages_and_the_rest_is_named(site, project):
    folder = site(JEKYLL)
    report = migrate("jekyll", folder, project, region="middle-coast")
    found = by_name(report, folder)
    hidden, _ = record_of(project, found["_posts/2020-05-03-new-pier.markdown"].path)
    assert (hidden.metadata.status, hidden.metadata.language) == ("draft", "en-GB")
    draft, _ = record_of(project, "content/entries/undated/some-day.md")
    assert draft.metadata.status == "draft"
    page, _ = record_of(project, "content/pages/about.md")
    assert (page.title, page.description) == ("About the Quay", "Who.")
    assert found["_posts/2020-01-01-page.html"].fate == "failed"
    assert "3 other files were not read or copied" in report.text() or "2 other files" in report.text()
    assert report.status == 1
    assert not any("README" in path or "built" in path for path in tree(project))


def test_a_post_of_hugo_is_read_from_toml_and_json_and_in_bundles(site, project):
    folder = site(HUGO)
    found = by_name(migrate("hugo", folder, project, region="middle-coast"), folder)
    entry, text = record_of(project, found["content/posts/pier.md"].path)
    assert (entry.metadata.id, entry.metadata.date) == ("2019-02-03-the-pier", "2019-02-03T10:00:00+00:00")
    assert [one.name for one in entry.metadata.authors] == ["Jane Example", "Tom Writer"]
    assert entry.aliases == ("/p/1/", "/p/2.html/")
    assert entry.expire_at == "2030-01-01T00:00:00Z"
    assert '# weight: 3\n# params: {"colour": "blue"}\n' in text
    assert "[it](/2020/letter/)" in text
    assert any(
        "a shortcode, which is shown as text: {{< figure" in note
        for note in found["content/posts/pier.md"].notes
    )
    letter, _ = record_of(project, found["content/posts/letter/index.md"].path)
    assert (letter.metadata.kind, letter.metadata.source_url) == ("commentary", "https://quay.example.org/l")
    assert letter.aliases == ()
    codes = [found[f"content/posts/{name}.md"].diagnostics[0].code for name in ("broken", "worse")]
    assert codes[0] == "unreadable-front-matter"
    assert found["content/posts/worse.md"].fate == "failed"


def test_a_post_of_pelican_is_read_from_its_lines_and_its_settings_are_never_run(site, project):
    folder = site(PELICAN)
    found = by_name(migrate("pelican", folder, project, region="middle-coast"), folder)
    entry, text = record_of(project, found["content/pier.md"].path)
    assert (entry.metadata.title, entry.metadata.date, entry.metadata.status) == (
        "The Pier",
        "2019-02-03",
        "draft",
    )
    assert [one.name for one in entry.metadata.authors] == ["Example, Jane", "Tom Writer"]
    assert entry.metadata.summary == "Planks and more."
    assert entry.aliases == ("/notes/2019/the-pier.html/",)
    assert "# date: 2019-02-03 10:20\n# modified: 2019-03-01\n# status: hidden\n" in text
    assert "[it](/2020/letter/#end)" in text
    letter, _ = record_of(project, found["content/letter.md"].path)
    assert ([one.name for one in letter.metadata.authors], letter.aliases) == (
        ["Jane Example"],
        ("/letters/one/",),
    )
    assert found["content/other.rst"].diagnostics[0].message == "posts in this markup are not read"


def test_a_migration_can_be_run_again_and_a_dry_run_writes_nothing(site, project):
    folder = site(JEKYLL)
    before = tree(project)
    assert migrate("jekyll", folder, project, dry_run=True).outcomes
    assert tree(project) == before
    migrate("jekyll", folder, project)
    after = tree(project)
    report = migrate("jekyll", folder, project)
    assert tree(project) == after
    assert [one.fate for one in report.outcomes].count("already imported") == 4


def test_without_a_region_posts_are_drafts_that_say_what_is_missing(site, project):
    folder = site(JEKYLL)
    outcome = by_name(migrate("jekyll", folder, project), folder)["_posts/2019-02-03-old-pier.md"]
    entry, _ = record_of(project, outcome.path)
    assert entry.metadata.status == "draft"
    assert [one.field for one in outcome.wanted] == ["region"]


def test_two_posts_of_one_name_and_one_address_are_kept_apart(site, project):
    post = "---\ntitle: Same\ndate: 2019-02-03\n---\nText.\n"
    folder = site(
        {
            "content/a/same.md": post,
            "content/b/same.md": post.replace("---\nText", "url: /a/same/\n---\nText"),
        }
    )
    report = migrate("hugo", folder, project, region="middle-coast")
    assert sorted(entries(project)) == ["content/entries/2019/same-2.md", "content/entries/2019/same.md"]
    assert "the old address /a/same/ is taken by content/a/same.md" in report.text()


def test_posts_that_are_links_are_not_followed(site, project, tmp_path):
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n")
    folder = site({"content/posts/a.md": "---\ntitle: A\ndate: 2019-01-01\n---\nText"})
    (folder / "content/posts/b.md").symlink_to(tmp_path / "secret.md")
    report = migrate("hugo", folder, project)
    assert [one.fate for one in report.outcomes] == ["imported", "failed"]


def test_the_command_says_what_it_needs(site, project, capsys):
    folder = site(JEKYLL)
    ours = ["--project", str(project)]
    assert (
        main(["import", "--from", "jekyll", str(folder), "--region", "middle-coast", "--dry-run", *ours]) == 1
    )
    assert "content/entries/2019/old-pier.md" in capsys.readouterr().out
    assert main(["import", "--from", "jekyll", str(folder / "about.md"), *ours]) == 2
    assert main(["import", "--from", "jekyll", str(folder), "--region", "nowhere", *ours]) == 2
    assert main(["import", str(folder), "--region", "middle-coast", *ours]) == 2
    assert main(["import", "--from", "jekyll", "--dry-run", "--format", "jsonl", str(folder), *ours]) == 2


def test_what_posts_do_not_state_can_be_asked_for(site, project, monkeypatch):
    folder = site(
        {"content/a/pier.md": "---\ntitle: Pier\ndate: 2019-02-03\nauthor: Jane Example\n---\nText.\n"}
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("Middle Coast\n"))
    assert main(["import", "--from", "hugo", str(folder), "--interactive", "--project", str(project)]) == 0
    entry, _ = record_of(project, "content/entries/2019/pier.md")
    assert (entry.metadata.region, entry.metadata.status) == ("middle-coast", "published")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/a/b/", "/a/b/"), ("a/b.html", "/a/b.html/"), ("/a/index.html", "/a/"), ("/caf%C3%A9/?x#y", "/café/"),
        ("/", ""), ("", ""), ("/../x", ""), ("/regions/x/", ""), ("/2014/06/", ""), ("/a\\b/", ""),
    ],
)  # fmt: skip
def test_an_old_address_becomes_an_alias_where_it_can(address, path):
    assert mapping.alias(address) == path


def test_settings_of_every_form_are_read_and_nothing_is_run():
    assert layouts.settings_of("a.toml", 'a = "b"') == {"a": "b"}
    assert layouts.settings_of("a.yml", "a: b") == {"a": "b"}
    assert layouts.settings_of("a.json", '{"a": "b"}') == {"a": "b"}
    assert layouts.settings_of("a.py", "A = 'b'\nB = open('x')\n") == {"a": "b"}
    assert layouts.settings_of("a.py", "((((") == layouts.settings_of("a.toml", "= =") == {}


TEXT = st.text(
    st.one_of(st.sampled_from("-+{}[]%<>\n:#\"' ,atgs`~|\\"), st.characters(codec="utf-8")), max_size=200
)


@settings(max_examples=200)
@given(
    st.sampled_from(["---\n", "+++\n", "{", "", "Title: a\n"]),
    TEXT,
    st.sampled_from(["\n---\n", "\n+++\n", "}", ""]),
)
def test_any_text_is_a_post_or_a_diagnostic(begin, text, end):
    found = front_matter.split("a.md", begin + text + end, lines=True)
    if isinstance(found, front_matter.Matter):
        made = mapping.mapped(found.fields, "", "slug", Names())
        bodies.translated(found.body, found.body_line, lambda _: "")
        assert all("\n" not in name + value for name, value in made.kept)


@settings(max_examples=100)
@given(TEXT)
def test_outside_of_code_no_text_names_an_entry(text):
    translated, _ = bodies.translated(f"x {text.replace('`', '').replace('~', '')}", 1, lambda _: "")
    found = parse("content/entries/a.md", f"---\nid: a\n---\n{translated}\n".encode())
    assert found.record is None or not found.record.references
