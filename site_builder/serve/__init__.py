"""serve: the site on this machine while it is written, reloaded by itself and with faults shown in the page."""

from site_builder.serve.server import DevServer

__all__ = ["DevServer"]
