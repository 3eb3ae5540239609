"""News by WebSub, from a published site to a subscriber through a hub: the site's part of it is to be found and to be fetched."""

import json
import re
import sys
from pathlib import Path

import pytest
from websub import Hub, Subscriber, ask, linked, listening, named_in
from workshop import entry

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
from host import hosted

FEEDS = ["", "topics/iron/", "regions/west-africa/", "authors/ada-roe/"]


@pytest.fixture
def parties():
    with listening(Hub) as hub, listening(Subscriber) as subscriber:
        yield hub, subscriber


@pytest.fixture
def published(workshop, parties):
    """The digest at the address where a host shows it that knows nothing of headers, with a hub."""
    with hosted(workshop.root / "output", obeys=False) as host:
        old = re.search(r'base_url: "(.*)"', (workshop.root / "content/site.yaml").read_text("utf-8"))[1]
        workshop.change("content/site.yaml", old, host.address)
        workshop.change("content/site.yaml", "identity", f'websub: "{parties[0].address}"\nidentity')
        assert workshop.builder.build().ok
        yield host


@pytest.fixture
def announced(published):
    """The same where the host obeys `_headers`."""
    published.read_rules()
    return published


@pytest.mark.parametrize("folder", FEEDS)
def test_headers_and_both_forms_of_a_feed_name_the_same_hub_and_the_feed_s_own_address(
    announced, parties, folder
):
    atom, other = f"{announced.address}{folder}feed.xml", f"{announced.address}{folder}feed.json"
    _, headers, content = ask(atom)
    assert linked(headers, atom) == named_in(content) == {"hub": parties[0].address, "self": atom}
    _, headers, content = ask(other)
    assert linked(headers, other) == {"hub": parties[0].address, "self": other}
    said = json.loads(content)
    assert (said["hubs"], said["feed_url"]) == ([{"type": "WebSub", "url": parties[0].address}], other)


@pytest.mark.parametrize("folder", ["", "topics/iron/"])
@pytest.mark.parametrize("by_headers", [True, False])
def test_a_new_entry_comes_to_the_subscribers_of_a_feed(workshop, published, parties, folder, by_headers):
    hub, subscriber = parties
    if by_headers:
        published.read_rules()
    topic = f"{published.address}{folder}feed.xml"
    assert ("Link" in ask(topic)[1]) == by_headers
    assert subscriber.subscribe(topic) == 202
    hub.work()
    workshop.write("content/entries/news.md", entry("news", "2026-05-30"))
    report = workshop.builder.build()
    assert {f"{folder}feed.xml", f"{folder}feed.json"} <= set(report.written)
    for path in report.written:  # as docs/data.md says
        if path.endswith("feed.xml"):
            assert ask(hub.address, {"hub.mode": "publish", "hub.url": published.address + path})[0] == 204
    hub.work()
    [told] = subscriber.told
    assert told.content == (workshop.root / f"output/{folder}feed.xml").read_bytes()
    assert b"<title>News</title>" in told.content
    assert told.headers["Content-Type"].startswith(
        "application/atom+xml" if by_headers else "application/xml"
    )


def test_without_a_hub_nothing_names_one(workshop):
    with hosted(workshop.root / "output") as host:
        _, headers, content = ask(f"{host.address}feed.xml")
        assert linked(headers, host.address) == {}
        assert named_in(content).keys() == {"self"}
