"""Asks another system over HTTP: at an address on the internet alone, without following where it points."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 10
MOST_READ = 64 * 1024


class NotAllowed(OSError):
    """The address leads where nothing is sent."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises OSError or http.client.HTTPException where there is none.

    The name is looked up once, and it is that address which is called: one that leads outside when it is looked at
    and inside when it is called would else get past the check. A redirect is an answer like another.
    """
    where = urlsplit(url)
    if where.hostname is None or where.scheme not in ("https", "http"):
        raise NotAllowed(f"not an address: {url}")
    if where.scheme == "http" and not (settings.DEBUG or settings.WEBHOOKS_TO_PRIVATE):
        raise NotAllowed("not https")
    port = where.port or (443 if where.scheme == "https" else 80)
    connection = http.client.HTTPConnection(where.hostname, port, timeout=SECONDS)
    connection.sock = connected(where.hostname, port)
    try:
        if where.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=where.hostname)
        path = (where.path or "/") + (f"?{where.query}" if where.query else "")
        connection.request("POST", path, body, {**headers, "Host": where.netloc})
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status
    finally:
        connection.close()


def connected(host: str, port: int) -> socket.socket:
    """To the first address of the name that answers, all of which must lie outside."""
    found = [each[4][0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.WEBHOOKS_TO_PRIVATE and not all(is_outside(str(address)) for address in found):
        raise NotAllowed(f"{host} leads into a network of our own")
    failed: OSError | None = None
    for address in found:
        try:
            return socket.create_connection((str(address), port), SECONDS)
        except OSError as error:
            failed = error
    raise failed or NotAllowed(f"{host} has no address")


def is_outside(address: str) -> bool:
    """On the internet, also when an IPv4 address is dressed as an IPv6 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast
