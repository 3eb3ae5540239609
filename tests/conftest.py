"""What all tests share: each template's text is parsed and compiled once, and our own code digested once, which takes most of a small build."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

import pytest
from hypothesis import settings
from jinja2 import Environment

from site_builder import build
from site_builder.building.generator import generator_digest
from site_builder.render.environment import Templating

settings.register_profile(
    "any machine", deadline=None
)  # how long an example takes says how busy the machine is
settings.load_profile("any machine")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # what a shell runs in the background ignores Ctrl-C, and so would all that it starts; tests stop `watch` and `serve` by it
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _remembered(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return `method` with its results kept by arguments; those of all environments of one language are the same, since all are ours."""
    known: dict[object, Any] = {}

    @wraps(method)
    def call(environment: Environment, source: object, *arguments: object, **named: object) -> Any:
        if not isinstance(source, str):
            return method(environment, source, *arguments, **named)
        key = (
            getattr(environment, "speech", None),
            getattr(environment, "careful", None),
            source,
            arguments,
            tuple(named.items()),
        )
        if key not in known:
            known[key] = method(environment, source, *arguments, **named)
        return known[key]

    return call


@pytest.fixture(autouse=True, scope="session")
def _templates_are_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", _remembered(Environment.compile))
        patch.setattr(Templating, "read", _remembered(Templating.read))
        yield


@pytest.fixture(autouse=True, scope="session")
def _our_code_is_digested_once() -> Iterator[None]:
    """It stays what it is while its tests run; processes that tests start digest it themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "generator_digest", cache(generator_digest))
        yield
