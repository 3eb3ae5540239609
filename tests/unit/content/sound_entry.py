"""An entry with every field that one can have."""

ENTRY = """---
id: 2014-06-17-iran
kind: excerpt
title: "  Iran: a   great\\n rapprochement "
authors:
  - Jane O’Neill
  - {name: The Institute, role: Publisher, organisation: true}
date: 2014-06-17 14:52:00+0100
region: middle-east
source: courier
source_url: https://example.org/iran
topics: [iran, iraq, iran]
summary: >
  Two lines,
  one summary.
standfirst: Words.
language: en-GB
excerpt_of: original
responds_to: [one, two]
cites: three
via: A friend
aliases: /old/caf%C3%A9/
publish_at: 2014-06-18
expire_at: 2014-06-18T01:30+01:00
corrections:
  - {date: 2014-06-19, was: a, now: b}
  - {date: 2014-06-20, was: c, now: d}
provenance: {poster: Anna, posted: "2014-06-17T14:52", inherited: [region], capture: 2014-06-17-iran}
---

See [[other]] and [[other]]

    and `[[code]]`
"""
