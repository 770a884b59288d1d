"""Connections to public addresses only, each closed when its time is up.

A name is resolved once, its addresses are checked, and the connection goes to the checked address: a name that
resolves to something else a moment later (DNS rebinding) gains nothing. The certificate is still checked for the name.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Set
from typing import Any

import httpcore
import httpx

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(Exception):
    """The name stands for an address that is not on the public internet."""


class TooSlow(Exception):
    """The time for the whole request is up while the other side is still sending."""


class Deadline:
    """When a request must be over; ``extend`` is for the time that we wait out of politeness."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, negative when it is past."""
        return self.end - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Put the end off."""
        self.end += seconds


def is_public(address: str) -> bool:
    """Whether an address is on the public internet; an IPv4 address inside an IPv6 one is looked at too."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
        if ip.ipv4_mapped or ip in NAT64:
            return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def is_allowed(host: str, port: int, allowed: Set[str]) -> bool:
    """Whether a host was allowed by name, as ``host`` or ``host:port``, wherever it is."""
    name = host.lower()
    return name in allowed or f"{name}:{port}" in allowed


def resolve(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of a host. Raises httpcore.ConnectError for an unknown one, ConnectTimeout where none is told in time."""
    answers: queue.SimpleQueue[list[Any] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The resolver of the system takes no timeout: it is asked in a thread that may be left behind.
    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        found = answers.get(timeout=max(timeout, 0.0))
    except queue.Empty:
        raise httpcore.ConnectTimeout(f"the name {host} was not resolved in {timeout:.1f} s") from None
    if isinstance(found, Exception):
        raise httpcore.ConnectError(f"the name {host} cannot be resolved: {found}")
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to what ``is_public``, or to hosts ``allowed`` by name, until the deadline."""

    def __init__(self, deadline: Deadline, allowed: Set[str]) -> None:
        self.deadline, self.allowed = deadline, allowed
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address that answers. Raises PrivateAddress."""
        addresses = resolve(host, port, self._seconds(timeout))
        if not is_allowed(host, port, self.allowed):
            addresses = [address for address in addresses if is_public(address)]
            if not addresses:
                raise PrivateAddress(host)
        failed: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in addresses:
            try:
                stream = self.inner.connect_tcp(address, port, self._seconds(timeout), local_address, socket_options)
                return TimedStream(stream, self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _seconds(self, timeout: float | None) -> float:
        left = max(self.deadline.left(), 0.001)
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection that gives up at the deadline, however often a few bytes come."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline
        self.received = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises TooSlow when time is up and something has come, httpcore.ReadTimeout when nothing has."""
        left = self.deadline.left()
        if left <= 0 and self.received:
            raise TooSlow
        try:
            data = self.inner.read(max_bytes, max(min(timeout or left, left), 0.001))
        except httpcore.ReadTimeout:
            if self.received and self.deadline.left() <= 0:
                raise TooSlow from None
            raise
        self.received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the connection does, until the deadline."""
        self.inner.write(buffer, max(min(timeout or 10.0, self.deadline.left()), 0.001))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The connection, encrypted; the deadline still holds."""
        left = max(self.deadline.left(), 0.001)
        inner = self.inner.start_tls(ssl_context, server_hostname, min(timeout or left, left))
        return TimedStream(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """As the connection tells."""
        return self.inner.get_extra_info(info)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over guarded connections, a new one each request: the deadline is that request's."""

    def __init__(self, deadline: Deadline, allowed: Set[str], context: ssl.SSLContext) -> None:
        super().__init__(verify=context)
        # httpx has no public way to choose the connections below it; the version is locked, and tests would tell.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, network_backend=GuardedBackend(deadline, allowed), max_keepalive_connections=0
        )
