"""Addresses: which hosts and addresses may be connected to. Pure; names are resolved by `connections`.

An importer that fetches what it is told could be made to read what only this machine or its network may see. So a
name is resolved, each address is checked, and the connection goes to the checked address and not to the name again.
"""

import ipaddress
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urlsplit

_TRANSLATED: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_LONGEST: Final = 2_000  # characters


class Refused(Exception):
    """An address is not fetched; the text says why."""


def checked(url: str) -> str:
    """Return a web address as it is asked for, without its fragment. Raises Refused for any other kind of address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refused("it is no web address") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise Refused("only http and https addresses are fetched")
    if not host or len(url) > _LONGEST:
        raise Refused("it is no web address")
    if parts.username is not None or parts.password is not None:
        raise Refused("it holds a user name or a password")
    if port == 0:
        raise Refused("it names no port that can be connected to")
    return parts._replace(fragment="").geturl()


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet, also where it is wrapped in an IPv6 address.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("100.64.0.1")
    (True, False, False, False)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(map(_is_global, (found, *_wrapped(found))))


def _wrapped(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address leads to by way of a mapping, a tunnel or a translation."""
    if isinstance(address, IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _TRANSLATED) or int(address) >> 32 == 0:
        found.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return tuple(one for one in found if one is not None)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _TRANSLATED[0]):
        return True  # judged by what it wraps
    unfit = address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    return address.is_global and not unfit and not address.is_private and not address.is_unspecified
