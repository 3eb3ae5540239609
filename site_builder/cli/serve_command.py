"""`site-builder serve`."""

import argparse
from functools import partial
from typing import TYPE_CHECKING, Final

from site_builder.cli.arguments import UsageError, builder_of, building
from site_builder.cli.reports import as_line
from site_builder.cli.statuses import OK
from site_builder.cli.watch_command import announce, tell_crash

if TYPE_CHECKING:
    from site_builder.building.report import Report

DESCRIPTION: Final = """\
Show the site in a browser while you write: each save rebuilds what it touches and reloads the page
where you were reading; a fault in the content is shown over the last good page.

  site-builder serve
  site-builder serve --port 4000
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    building(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="loopback address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000, or the next that is free")


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number < 1 << 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return number


def run(arguments_: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from threading import Event

    from site_builder.cli.progress import progress
    from site_builder.serve import DevServer, base_path_of
    from site_builder.watch import watch

    with progress() as show:
        builder = builder_of(arguments_, show, search_later=True)
    try:
        server = DevServer(
            builder.project.output,
            host=arguments_.host,
            port=arguments_.port,
            base_path=base_path_of(builder.project),
        )
    except (ValueError, OSError) as error:
        raise UsageError(f"can't serve: {error}") from error
    stop, started = Event(), Event()

    def on_report(report: "Report") -> None:
        announce(report, arguments_.format)
        server.publish(report)
        if not started.is_set():
            started.set()
            _tell_where(server.url, arguments_.format)

    server.start()
    try:
        watch(builder, stop=stop, on_report=on_report, on_crash=partial(tell_crash, form=arguments_.format))
    except KeyboardInterrupt:
        stop.set()
    finally:
        server.close()
        builder.close()
    return OK


def _tell_where(url: str, form: str) -> None:
    told = f"serving {url} (Ctrl-C to stop)" if form == "text" else as_line({"ok": True, "serving": url})
    print(told, flush=True)
