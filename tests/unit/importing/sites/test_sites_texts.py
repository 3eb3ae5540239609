"""What becomes of a migrated post's text: blocks of code stay code, translations keep their language, hostile lines take no time."""

from __future__ import annotations

from time import process_time

import pytest
from imports import run, tree

from site_builder.content.parse import parse
from site_builder.importing.sites import bodies
from site_builder.importing.sites.migrate import migrate


def translated(body: str) -> str:
    text, _ = bodies.translated(body, 1, lambda _: "")
    return text


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("{% highlight ruby linenos %}", "{% endhighlight %}"),
        ('{{< highlight ruby "linenos=table" >}}', "{{< /highlight >}}"),
        ("{{% highlight ruby %}}", "{{% /highlight %}}"),
    ],
)
def test_a_block_of_code_in_the_old_generator_s_tags_becomes_a_fenced_one(opens, closes):
    text, remarks = bodies.translated(f"a\n\n{opens}\n  x = [[y]] <b>\n{closes}\n\nz", 1, lambda _: "")
    assert text == "a\n\n```ruby\n  x = [[y]] <b>\n```\n\nz"
    assert remarks == []


def test_a_fence_is_longer_than_those_in_the_code_and_a_block_that_nobody_closes_stays_as_it_is():
    assert translated("{% highlight md %}\n```\nx\n```\n{% endhighlight %}") == "````md\n```\nx\n```\n````"
    text, (remark,) = bodies.translated("{% highlight md %}\nx", 1, lambda _: "")
    assert text == "{% highlight md %}\nx"
    assert "a Liquid tag" in remark.message


def test_tags_that_only_guard_others_go_and_code_that_speaks_of_tags_stays():
    assert translated("{% raw %}{{ x }}{% endraw %}") == "{{ x }}"
    shown = "```\n{% raw %}\n{% highlight ruby %}\nx\n{% endhighlight %}\n```\n\n    [[in an indented block]]"
    assert translated(shown) == shown


@pytest.mark.parametrize(
    "line",
    ["{{<" + " " * 60_000, "{{<" + "a" * 60_000, "`" * 60_000, "{%" + " " * 60_000, "{filename}" * 6_000],
)
def test_a_line_made_to_take_long_takes_none(line):
    start = process_time()
    translated(line)
    assert process_time() - start < 3


@pytest.fixture
def old(tmp_path):
    files = {
        "hugo.toml": 'defaultContentLanguage = "en"\n[permalinks]\nposts = "/:year/:slug/"\n',
        "content/posts/pier/index.md": "---\ntitle: The Pier\ndate: 2019-05-03\n---\nText.\n",
        "content/posts/pier/index.fr.md": "---\ntitle: La jetée\ndate: 2019-05-03\n---\nTexte.\n",
        "content/posts/kai.de.md": "---\ntitle: Der Kai\ndate: 2019-05-04\nslug: am-kai\n---\nText.\n",
        "content/posts/v1.2.md": "---\ntitle: Version 1.2\ndate: 2019-05-05\n---\nText.\n",
    }
    for name, text in files.items():
        (tmp_path / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / name).write_text(text)
    return tmp_path / "old"


def test_a_translation_has_the_language_and_the_address_that_its_name_says(old, project):
    migrate("hugo", old, project, region="middle-coast")
    found = {
        path: (record.metadata.language, record.aliases)
        for path, data in tree(project).items()
        if path.startswith("content/entries/2019/") and (record := parse(path, data).record)
    }
    assert found["content/entries/2019/pier-fr.md"] == ("fr", ("/fr/2019/pier/",))
    assert found["content/entries/2019/am-kai.md"] == ("de", ("/de/2019/am-kai/",))
    assert found["content/entries/2019/pier.md"] == ("", ())
    assert found["content/entries/2019/v1-2.md"] == ("", ())


def test_a_fault_names_the_post_that_has_it_and_not_the_file_that_was_never_written(tmp_path, project):
    post = tmp_path / "jekyll/_posts/2019-13-45-bad.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: Bad\n---\nText.\n")
    (outcome,) = migrate("jekyll", tmp_path / "jekyll", project, region="middle-coast").outcomes
    assert [(one.code, one.location.path) for one in outcome.diagnostics] == [("impossible-date", str(post))]


def test_a_dry_run_of_a_migration_does_not_even_write_the_index_of_captures(old, project, tmp_path):
    document = tmp_path / "pier.txt"
    document.write_text(
        "The Pier\n\nBy Jane Example\n\n3 May 2020\n\n" + "The board of the quay met for nine hours. " * 9
    )
    run(project, document)
    for file in (project / ".site-cache").glob("prints*"):
        file.unlink()
    before = sorted(project.rglob("*"))
    migrate("hugo", old, project, dry_run=True)
    assert sorted(project.rglob("*")) == before
