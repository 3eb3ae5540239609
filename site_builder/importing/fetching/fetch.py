"""Fetch: one address → the bytes that it answers with, where it was answered in the end, and how."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
from msgspec import Struct

from site_builder import __version__
from site_builder.importing.document import clean
from site_builder.importing.encodings import named
from site_builder.importing.fetching import robots
from site_builder.importing.fetching.addresses import checked
from site_builder.importing.fetching.connections import CONNECT, Guarded
from site_builder.importing.inputs.parts import HANDED_LIMIT

PRODUCT: Final = "site-builder"
USER_AGENT: Final = f"{PRODUCT}/{__version__} (imports single documents for an editor; honours robots.txt)"
SECONDS: Final = 60.0  # of one address, with redirects and robots.txt
_READ: Final = 20.0  # seconds between two pieces of an answer
_MOST_REDIRECTS: Final = 8  # of one address
_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200


class Answer(Struct, frozen=True):
    """What an address answered: `url` is where it was answered in the end, `medium` the type that the server states."""

    url: str
    status: int
    data: bytes
    medium: str = ""
    charset: str = ""


class Failed(Exception):
    """An address could not be fetched; the text says why."""


class Disallowed(Exception):
    """The site's robots.txt does not let us fetch an address."""


class Fetcher:
    """Fetches addresses, one after the other, and remembers each site's robots.txt."""

    def __init__(
        self, guard: Guarded | None = None, *, limit: int = HANDED_LIMIT, seconds: float = SECONDS
    ) -> None:
        """Let `guard` make the connections; no answer may have more than `limit` bytes or take longer than `seconds`."""
        self._guard = guard or Guarded()
        self._limit = limit
        self._seconds = seconds
        self._robots: dict[str, str | None] = {}
        self._client = httpx2.Client(
            transport=_Transport(self._guard),
            headers=_HEADERS,
            timeout=httpx2.Timeout(_READ, connect=CONNECT),
            follow_redirects=False,
            trust_env=False,
        )

    def fetch(self, url: str) -> Answer:
        """Fetch an address. Raises Refused, Disallowed or Failed, and nothing else."""
        self._guard.begin(self._seconds)
        try:
            return self._followed(checked(url), with_robots=True, limit=self._limit)
        except (httpx2.TimeoutException, httpcore2.TimeoutException) as error:
            raise Failed("the server did not answer in time") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise Failed(clean(str(error))[:200] or type(error).__name__) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
            raise Failed(clean(str(error))[:200] or type(error).__name__) from error
        except (OSError, ValueError) as error:
            raise Failed(clean(str(error))[:200]) from error
        finally:
            self._client.cookies.clear()

    def _followed(self, url: str, *, with_robots: bool, limit: int) -> Answer:
        for _ in range(_MOST_REDIRECTS + 1):
            if with_robots and not self._is_allowed(url):
                raise Disallowed(f"the robots.txt of {urlsplit(url).netloc} does not let us fetch it")
            answer = self._asked(url, limit)
            if answer.status not in _REDIRECTS:
                return answer
            url = checked(urljoin(url, answer.url))
        raise Failed(f"it was redirected more than {_MOST_REDIRECTS} times")

    def _asked(self, url: str, limit: int) -> Answer:
        """Ask for one address; of a redirect, `url` is where to."""
        with self._client.stream("GET", url) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return Answer(response.headers["location"], response.status_code, b"")
            data = bytearray()
            for piece in response.iter_bytes(65_536):
                data += piece
                if len(data) > limit:
                    raise Failed(f"the answer is larger than {limit // 1_000_000} MB")
                if self._guard.is_over:
                    raise Failed("the server did not answer in time")
            stated = response.headers.get("content-type", "")
            medium = stated.partition(";")[0].strip().lower()
            return Answer(url, response.status_code, bytes(data), medium, named(stated))

    def _is_allowed(self, url: str) -> bool:
        """Tell whether robots.txt lets us: without one everything is allowed, where it cannot be had nothing is."""
        site = urljoin(url, "/")
        if site not in self._robots:
            self._robots[site] = self._rules(urljoin(url, "/robots.txt"))
        rules = self._robots[site]
        if rules is None:
            raise Failed(
                f"the robots.txt of {urlsplit(url).netloc} cannot be had, so that nothing may be fetched"
            )
        return robots.allows(rules, PRODUCT, url)

    def _rules(self, url: str) -> str | None:
        try:
            answer = self._followed(url, with_robots=False, limit=robots.LIMIT)
        except Failed:
            return None
        if answer.status == _OK:
            return answer.data.decode("utf-8-sig", "replace")
        return "" if 400 <= answer.status < 500 else None  # noqa: PLR2004 - RFC 9309, 2.3.1


class _Transport(httpx2.BaseTransport):
    """HTTP/1.1 over guarded connections."""

    def __init__(self, guard: Guarded) -> None:
        self._pool = httpcore2.ConnectionPool(network_backend=guard, max_connections=4, keepalive_expiry=5.0)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@lru_cache(maxsize=1)
def fetcher() -> Fetcher:
    """Return the fetcher of this process."""
    return Fetcher()
