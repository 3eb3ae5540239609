"""Connections: the only way to the network. A host's name is resolved here, and only a checked address is connected to.

It stands below the HTTP library, so that every connection passes: the first one, those after a redirect, and those
for robots.txt. Since the checked address itself is connected to, a name that answers otherwise the next time (DNS
rebinding) changes nothing. Certificates are still checked against the name.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpcore2
from httpcore2 import ConnectError, NetworkBackend, NetworkStream, ReadTimeout, WriteTimeout

from site_builder.importing.fetching.addresses import Refused, is_public

Resolver = Callable[[str, int], list[str]]
Permit = Callable[[str], bool]

CONNECT: Final = 10.0  # seconds
_MOST_ADDRESSES: Final = 4  # of one host


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system's resolver gives them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConnectError(f"the host {host} is not known") from error
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class Guarded(NetworkBackend):
    """Connects to public addresses, and to nothing any more once the time of a fetch is over."""

    def __init__(self, resolver: Resolver = resolved, permit: Permit = is_public) -> None:
        self._resolver = resolver
        self._permit = permit
        self._until = float("inf")
        self._system = httpcore2.SyncBackend()

    def begin(self, seconds: float) -> None:
        """Let everything from here on take no longer than `seconds`."""
        self._until = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time of this fetch is over."""
        return time.monotonic() >= self._until

    def remaining(self, timeout: float | None) -> float:
        """Return how long a step that may take `timeout` seconds may take."""
        left = self._until - time.monotonic()
        return max(0.001, left if timeout is None else min(timeout, left))

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Connect to the first address of `host` that answers. Raises Refused if one of them is not public."""
        found = self._resolver(host, port)[:_MOST_ADDRESSES]
        for address in found:
            if not self._permit(address):
                raise Refused(f"{host} leads to {address}, which is not on the public internet")
        fault: Exception = ConnectError(f"the host {host} has no address")
        for address in found:
            try:
                stream = self._system.connect_tcp(
                    address, port, self.remaining(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
            else:
                return _Stream(stream, self)
        raise fault


class _Stream(NetworkStream):
    """A connection whose every step ends when the time of the fetch is over."""

    def __init__(self, stream: NetworkStream, guard: Guarded) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._guard.is_over:
            raise ReadTimeout
        return self._stream.read(max_bytes, self._guard.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._guard.is_over:
            raise WriteTimeout
        self._stream.write(buffer, self._guard.remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._guard.remaining(timeout))
        return _Stream(stream, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
