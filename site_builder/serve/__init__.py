"""serve: the site on this machine while it is written, reloaded by itself and with faults shown in the page."""

from site_builder.serve.server import DevServer, base_path_of

__all__ = ["DevServer", "base_path_of"]
