"""Firefox and WebKit as a system's packages ship them, driven by the commands of W3C WebDriver.

Firefox takes them at its Marionette socket, where geckodriver would hand them on; WebKit from its WebKitWebDriver, over HTTP.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol

SECONDS = 60
"""So long an engine may take for anything."""
OVER_HTTP = {
    "Back": ("POST", "back"),
    "ElementClick": ("POST", "element/{id}/click"),
    "ExecuteScript": ("POST", "execute/sync"),
    "FindElement": ("POST", "element"),
    "Navigate": ("POST", "url"),
    "PerformActions": ("POST", "actions"),
    "SetWindowRect": ("POST", "window/rect"),
    "TakeScreenshot": ("GET", "screenshot"),
}
"""The commands that are used here, by their names for Marionette, as WebDriver has them over HTTP."""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Up": "\ue013", "Down": "\ue015"}
MINIBROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
NARROW = "* { min-width: 0; margin: 0; padding: 0; font-size: 1px; }"
"""MiniBrowser's tool bar keeps its window 447 pixels wide, unless it is that small."""
QUIET = {
    "app.normandy.enabled": False, "app.update.enabled": False, "browser.newtabpage.enabled": False, "browser.region.network.url": "",
    "browser.safebrowsing.update.enabled": False, "browser.search.update": False, "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False, "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False, "marionette.port": 0, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "services.settings.server": "data:,", "toolkit.telemetry.server": "",
}  # fmt: skip
"""Firefox asks nobody but the page's host; its socket is any that is free."""
LOOK = """const [width, height, dark, scripts] = arguments, browser = gBrowser.selectedBrowser;
Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", dark ? 0 : 1);
browser.browsingContext.allowJavascript = scripts;
for (const [side, size] of [["width", width], ["height", height]])
    for (const bound of ["", "min-", "max-"]) browser.style.setProperty(bound + side, size + "px");"""
HEARD = """const said = Services.console.getMessageArray(); Services.console.reset();
return said.filter(each => each.sourceName?.startsWith("http")).map(each => each.category + ": " + each.message);"""


class Refused(Exception):
    """An engine could not do what it was asked to, and says why."""


class Engine(Protocol):
    """A browser that runs."""

    def send(self, command: str, **body: Any) -> Any:
        """Give a command of WebDriver by its name and return what comes back."""
        ...

    def look(self, width: int, height: int, *, dark: bool, scripts: bool) -> None:
        """Be so large, in these colours, with or without JavaScript, from the next page on."""
        ...

    def heard(self) -> list[str]:
        """Return what the engine itself has complained of since the last call, where it tells."""
        ...


class Firefox:
    """A Firefox, by its Marionette socket: commands and answers in JSON behind their length."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._receive()
        self.send("NewSession", capabilities={"alwaysMatch": {}})

    def stop(self) -> None:
        self._answers.close()
        self._socket.close()

    def _receive(self) -> Any:
        length = b""
        while (letter := self._answers.read(1)) not in {b":", b""}:
            length += letter
        return json.loads(self._answers.read(int(length)))

    def send(self, command: str, **body: Any) -> Any:
        self._number += 1
        name = command if ":" in command else f"WebDriver:{command}"
        message = json.dumps([0, self._number, name, body]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            raise Refused(f"{command}: {error['error']}: {error['message']}")
        return answer["value"] if set(answer) == {"value"} else answer

    def _inside(self, script: str, *arguments: Any) -> Any:
        """Run a script in the browser's own window."""
        self.send("Marionette:SetContext", value="chrome")
        try:
            return self.send("ExecuteScript", script=script, args=arguments)
        finally:
            self.send("Marionette:SetContext", value="content")

    def look(self, width: int, height: int, *, dark: bool, scripts: bool) -> None:
        self._inside(LOOK, width, height, dark, scripts)

    def heard(self) -> list[str]:
        return list(self._inside(HEARD))


class WebKit:
    """WebKit's MiniBrowser, by its driver; other colours, or no JavaScript, take a new one."""

    def __init__(self, port: int, browser: str) -> None:
        self._port, self._browser = port, browser
        self._session, self._features = "", (False, True)
        self._start()

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        line = HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)
        line.request(method, path, None if body is None else json.dumps(body))
        answer = json.loads(line.getresponse().read())["value"]
        line.close()
        if isinstance(answer, dict) and "error" in answer:
            raise Refused(f"{path}: {answer['error']}: {answer['message']}")
        return answer

    def _start(self) -> None:
        dark, scripts = self._features
        arguments = ["--automation", *["--dark-mode"] * dark, *["--enable-javascript=false"] * (not scripts)]
        wanted = {"webkitgtk:browserOptions": {"binary": self._browser, "args": arguments}}
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def stop(self) -> None:
        self._ask("DELETE", self._session)

    def send(self, command: str, **body: Any) -> Any:
        method, path = OVER_HTTP[command]
        return self._ask(method, f"{self._session}/{path.format(**body)}", body if method == "POST" else None)

    def look(self, width: int, height: int, *, dark: bool, scripts: bool) -> None:
        if (dark, scripts) != self._features:
            self.stop()
            self._features = dark, scripts
            self._start()
        self.send("SetWindowRect", width=width, height=height)

    def heard(self) -> list[str]:
        return []


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Run a Firefox with a fresh profile in `folder`."""
    program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    assert program, "there is no Firefox: run tests/browser/install-browser.sh"
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items()]
    (folder / "user.js").write_text("".join(lines))
    flags = [
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(folder),
    ]
    with _running(
        [program, *flags, "about:blank"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        found = None
        while found is None and (line := process.stdout.readline()):
            found = re.search(rb"Marionette\s+INFO\s+Listening on port (\d+)", line)
        assert found, "this Firefox does not listen"
        made = Firefox(int(found[1]))
        yield made
        made.stop()


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """Run a WebKit on a screen of its own, with its settings in `folder`."""
    browser = next(map(str, Path("/").glob(MINIBROWSER[1:])), None)
    assert browser and shutil.which("WebKitWebDriver") and shutil.which("Xvfb"), (  # noqa: PT018 - of one package or another
        "there is no WebKit: run tests/browser/install-browser.sh"
    )
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0/gtk.css").write_text(NARROW)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1300x24", "-nolisten", "tcp"]
    with _running(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as shown:
        display = f":{shown.stdout.readline().decode().strip()}"
        here = {
            "DISPLAY": display,
            "XDG_CONFIG_HOME": str(folder),
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
        }
        with _running(
            ["WebKitWebDriver", f"--port={port}"], env=os.environ | here, stderr=subprocess.DEVNULL
        ) as process:
            _wait_for(port, process)
            made = WebKit(port, browser)
            yield made
            made.stop()


@contextmanager
def _running(command: list[str], **options: Any) -> Iterator[Any]:
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)
        if process.stdout:
            process.stdout.close()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("WebKitWebDriver does not listen")


class EnginePage:
    """A page of such an engine, used as a reader would."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def look(self, width: int = 1280, *, dark: bool = False, scripts: bool = True) -> None:
        self.engine.look(width, 800, dark=dark, scripts=scripts)

    def go(self, address: str) -> None:
        self.engine.send("Navigate", url=address)

    def back(self) -> None:
        self.engine.send("Back")

    def evaluate(self, expression: str, *arguments: Any) -> Any:
        """Return what a JavaScript expression comes to; where it is a function, what that makes of the arguments."""
        script = "const it = (%s); return typeof it === 'function' ? it(...arguments) : it;" % expression  # noqa: UP031 - braces
        return self.engine.send("ExecuteScript", script=script, args=arguments)

    def until(self, expression: str) -> None:
        """Wait until an expression is true, also while one page gives way to another."""
        end, last = time.monotonic() + SECONDS, ""
        while time.monotonic() < end:
            try:
                if self.evaluate(expression):
                    return
            except Refused as refused:
                last = str(refused)
        raise AssertionError(f"never true: {expression} {last}")

    def press(self, *keys: str) -> None:
        """Press and release keys, by the names of KEYS or as letters."""
        letters = [KEYS.get(key, key) for key in keys]
        steps = [{"type": kind, "value": letter} for letter in letters for kind in ("keyDown", "keyUp")]
        self.engine.send("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": steps}])

    def click(self, selector: str) -> None:
        found = self.engine.send("FindElement", using="css selector", value=selector)
        self.engine.send("ElementClick", id=next(iter(found.values())))

    def picture(self) -> bytes:
        return base64.b64decode(self.engine.send("TakeScreenshot", full=False))
