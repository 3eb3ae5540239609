"""Live: what open pages are told about the last build, and the script that listens in them."""

import json
import secrets
from pathlib import Path
from threading import Condition
from typing import Final

from msgspec import Struct

PREFIX: Final = "/__site_builder__/"
SCRIPT: Final = Path(__file__).with_name("live.js")


class State(Struct, frozen=True):
    """The last build as pages see it.

    `version` grows with each good build that changed something, `changed` are the files that the last build
    changed, and `fault` is the text of what is wrong ("" when nothing is).
    """

    version: int = 0
    changed: tuple[str, ...] = ()
    fault: str = ""


class Live:
    """The current State, and a bounded number of listeners waiting for the next."""

    def __init__(self, limit: int) -> None:
        self._run = secrets.token_hex(4)  # so that a page left open over a restart is loaded anew
        self._limit = limit
        self._listeners = 0
        self._state = State()
        self._closed = False
        self._news = Condition()

    def publish(self, changed: tuple[str, ...], fault: str) -> None:
        """Tell every listener of a build that changed the files `changed`, or stopped with `fault`."""
        with self._news:
            self._state = State(self._state.version + bool(changed), changed, fault)
            self._news.notify_all()

    def close(self) -> None:
        """Send every listener away."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def join(self) -> bool:
        """Take a listener's place; tell whether there was one."""
        with self._news:
            if self._closed or self._listeners >= self._limit:
                return False
            self._listeners += 1
            return True

    def leave(self) -> None:
        """Give a listener's place back."""
        with self._news:
            self._listeners -= 1

    @property
    def listeners(self) -> int:
        """How many listen."""
        return self._listeners

    def message(self, seen: State | None, timeout: float) -> tuple[State, bytes] | None:
        """Return the state after `seen` and the bytes that tell of it; None when all is over.

        A listener that has seen nothing is told at once; without news in time the bytes are a comment, by
        which connections that died are noticed (HTML Living Standard, "Server-sent events", authoring notes).
        """
        with self._news:
            news = self._news.wait_for(lambda: self._closed or self._state is not seen, timeout)
            state = self._state
            if self._closed:
                return None
        return state, self._event(state) if news else b": still here\n\n"

    def tag(self) -> bytes:
        """Return the element by which a page listens, bearing the version that the page is of."""
        return f'<script src="{PREFIX}live.js?{self._name(self._state.version)}" defer></script>'.encode()

    def _event(self, state: State) -> bytes:
        """Encode a state; the files are of use only to a page of the version `before`."""
        told = {
            "version": self._name(state.version),
            "before": self._name(state.version - 1),
            "changed": state.changed,
            "fault": state.fault,
        }
        return f"data: {json.dumps(told)}\n\n".encode()

    def _name(self, version: int) -> str:
        return f"{self._run}-{version}"
