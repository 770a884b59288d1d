"""Fetching politely and safely: what is at an address, or a Failure that says why it could not be had.

Polite: robots.txt, one request after another at the host's rate, conditional requests, no more retries than help, and
waiting as long as a host asks. Safe: public addresses only unless allowed by name, every redirect checked again, limits
on time and on bytes before and after decompression. The kinds of trouble stand in ``TROUBLE``.
"""

from __future__ import annotations

import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from typing import BinaryIO

import httpx

from pipeline.articles import Failure
from pipeline.intake.addresses import Deadline, GuardedTransport, PrivateAddress, TooSlow
from pipeline.intake.bodies import Damaged, TooLarge, decoded, inflate
from pipeline.intake.fetch_state import FetchState, MemoryState
from pipeline.intake.robots import MAX_BYTES, Robots
from pipeline.settings import user_agent

log = logging.getLogger(__name__)

CHUNK = 65_536
BUSY = (429, 500, 502, 503, 504)
ROBOTS_HOURS = 24  # RFC 9309 2.4: a copy may be used for a day
ROBOTS_SECONDS = 10.0
LONGEST_WAIT = 86_400.0  # a Retry-After of a year is no reason to lose a source
MAX_FIELD = 1_000  # characters of a validator that are worth keeping

# kind → what to do about it; a failure's message says first what happened
TROUBLE = {
    "robots-disallow": "the site does not want it read by us: ask the publisher, or take the source out",
    "robots-unreachable": "without its robots.txt nothing is read; it is tried again at the next run",
    "private-address": "if this host is meant, name it under allow_private (or in BLOTTER_ALLOW_PRIVATE)",
    "unsupported": "give an http:// or https:// address",
    "redirects": "give the address where it ends",
    "http-status": "check the address",
    "busy": "it is tried again at the next run; if it stays so, lower the rate",
    "asked-to-wait": "it is left alone until then; a lower rate helps",
    "no-answer": "check the address and the network; it is tried again at the next run",
    "too-slow": "it is tried again at the next run; a higher timeout helps where this is normal",
    "too-large": "raise size_limit if this is normal for the source",
    "cut-short": "it is tried again at the next run",
    "malformed-answer": "it does not speak HTTP properly: check the address, tell the publisher",
    "content-encoding": "only gzip and deflate were asked for: tell the publisher",
    "content-type": "this is no page with an article: take the address out",
}
# What may be otherwise at the next run
PASSING = {"robots-unreachable", "busy", "asked-to-wait", "no-answer", "too-slow", "cut-short"}
UNANSWERED = {"no-answer", "too-slow", "robots-unreachable"}


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a source is fetched: seconds, bytes, redirects, retries, requests a minute, hosts allowed by name.

    ``strict`` reads nothing where robots.txt cannot be read; otherwise only what it says counts.
    """

    connect: float = 10.0
    total: float = 60.0
    wire: int = 10_000_000
    body: int = 20_000_000
    redirects: int = 5
    retries: int = 3
    backoff: float = 0.5
    rate: float | None = None
    allowed: frozenset[str] = frozenset()
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched; ``url`` is where it was in the end. ``body`` is empty where it went into a file."""

    url: str
    body: bytes
    content_type: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """It is as it was when it was last remembered."""

    url: str


@dataclass(frozen=True, slots=True)
class _Again:
    """A failure that may be over in a moment, after the seconds that the host asks for."""

    failure: Failure
    wait: float | None = None
    host: str = ""


@dataclass(frozen=True, slots=True)
class _Moved:
    location: str


Outcome = Fetched | NotModified | Failure | _Again | _Moved


def trouble(where: str, kind: str, what: str) -> Failure:
    """A failure of fetching; ``context["passing"]`` tells that it may be over at the next run."""
    message = f"{what}: {TROUBLE[kind]}"
    return Failure("ingest", where, kind, message, context={"passing": True} if kind in PASSING else {})


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


@dataclass(slots=True)
class Rates:
    """When each host may be asked next."""

    sleep: Callable[[float], None] = time.sleep
    next: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str, pause: float, longest: float) -> float | None:
        """Wait for the host's turn; returns the seconds waited, None where it would be more than ``longest``."""
        with self.lock:
            now = time.monotonic()
            at = max(now, self.next.get(host, 0.0))
            if at - now > longest:
                return None
            self.next[host] = at + pause
        if at > now:
            self.sleep(at - now)
        return at - now


class Fetcher:
    """Fetches for one run, remembering in ``state``. Threads may share it."""

    def __init__(
        self, state: FetchState | None = None, *, agent: str | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.state: FetchState = state if state is not None else MemoryState()
        self.agent = agent or user_agent()
        self.sleep = sleep
        self.rates = Rates(sleep)
        self.robots: dict[str, Robots] = {}

    def get(
        self, url: str, terms: Terms, *, key: str | None = None, pages: bool = False, into: BinaryIO | None = None
    ) -> Fetched | NotModified | Failure:
        """What is at an address. With a ``key``, NotModified where it is as remembered under that key.

        ``pages``: only HTML and text are wanted. ``into``: a file that takes the body, as it is on the wire.
        """
        deadline = Deadline(terms.total)
        attempt = 0
        while True:
            if into:
                into.seek(0)
                into.truncate()
            outcome = self._follow(url, terms, deadline, key, pages, into)
            if not isinstance(outcome, _Again):
                return outcome
            wait = outcome.wait
            if wait is not None and wait >= deadline.left():
                return self._leave_alone(url, outcome.host, wait)
            if wait is None:
                wait = terms.backoff * 2**attempt * random.uniform(1.0, 1.25)
            if attempt == terms.retries or wait >= deadline.left():
                return outcome.failure
            log.info("%s: %s; again in %.1f s", url, outcome.failure.kind, wait)
            self.sleep(wait)
            attempt += 1

    def _leave_alone(self, url: str, host: str, wait: float) -> Failure:
        self.state.wait(host, time.time() + min(wait, LONGEST_WAIT))
        return trouble(url, "asked-to-wait", f"{host} asks to be left alone for {wait:,.0f} s")

    def _follow(
        self, url: str, terms: Terms, deadline: Deadline, key: str | None, pages: bool, into: BinaryIO | None
    ) -> Fetched | NotModified | Failure | _Again:
        """The answer at the end of the redirects, each of them checked like the first address."""
        target = url
        met: set[str] = set()
        for _ in range(terms.redirects + 1):
            try:
                address = httpx.URL(target)
            except httpx.InvalidURL as error:
                return trouble(url, "redirects" if met else "unsupported", f"{target[:200]!r} is no address ({error})")
            if address.scheme not in ("http", "https") or not address.host:
                return trouble(url, "unsupported", f"{'leads to' if met else 'is'} {str(address)[:200]!r}")
            if str(address) in met:
                return trouble(url, "redirects", f"redirects in a circle, over {str(address)[:200]}")
            met.add(str(address))
            refused = self._refused(url, address, terms, deadline)
            if refused:
                return refused
            outcome = self._exchange(url, address, terms, deadline, key=key, pages=pages, into=into)
            if not isinstance(outcome, _Moved):
                return outcome
            try:
                target = str(address.join(outcome.location).copy_with(fragment=None, userinfo=b""))
            except (httpx.InvalidURL, ValueError) as error:
                return trouble(url, "redirects", f"redirects to what is no address ({error})")
        return trouble(url, "redirects", f"redirects more than {terms.redirects} times")

    def _refused(self, url: str, address: httpx.URL, terms: Terms, deadline: Deadline) -> Failure | None:
        """Why an address must not be asked for, after waiting for the host's turn."""
        host = _host(address)
        until = self.state.waits_until(host)
        if until > time.time():
            return trouble(url, "asked-to-wait", f"{host} asked to be left alone for {until - time.time():,.0f} s more")
        robots = self._robots(address, terms)
        if isinstance(robots, Failure):
            return Failure("ingest", url, robots.kind, robots.message, context=robots.context)
        if not robots.allows(str(address)):
            return trouble(url, "robots-disallow", f"robots.txt of {address.host} disallows {address.path[:200]}")
        asked = 60 / terms.rate if terms.rate else 0.0
        pause = max(asked, robots.delay or 0.0)
        # A host may not hold up everybody else by asking for an hour between requests; our own rate may.
        waited = self.rates.wait(host, pause, max(terms.total, asked))
        if waited is None:
            return trouble(
                url, "asked-to-wait", f"robots.txt of {address.host} asks for {pause:,.0f} s between requests"
            )
        deadline.extend(waited)
        return None

    def _robots(self, address: httpx.URL, terms: Terms) -> Robots | Failure:
        """The rules of an origin, read at most once a day."""
        origin = f"{address.scheme}://{_host(address)}"
        if origin in self.robots:
            return self.robots[origin]
        kept = self.state.robots(origin)
        if kept and time.time() - kept[1] < ROBOTS_HOURS * 3600:
            found: Robots | Failure = Robots.parse(kept[0])
        else:
            found = self._read_robots(origin, terms)
            if self.state.robots(origin) == kept:
                # It could not be read: an old copy is better than none, and neither is kept for sources on other terms
                return Robots.parse(kept[0]) if kept else found
        if isinstance(found, Robots):
            self.robots[origin] = found
        return found

    def _read_robots(self, origin: str, terms: Terms) -> Robots | Failure:
        """RFC 9309 2.3.1: an answer of 4xx allows everything; none at all forbids everything, if we are strict."""
        url = f"{origin}/robots.txt"
        deadline = Deadline(min(terms.total, ROBOTS_SECONDS))
        address, outcome = httpx.URL(url), None
        for _ in range(6):
            outcome = self._exchange(url, address, terms, deadline, cut=MAX_BYTES)
            if not isinstance(outcome, _Moved):
                break
            try:
                address = address.join(outcome.location)
            except httpx.InvalidURL:
                break
            if address.scheme not in ("http", "https") or not address.host:
                break
        if isinstance(outcome, Fetched):
            text = decoded(outcome.body, outcome.content_type)
            self.state.keep_robots(origin, text, time.time())
            return Robots.parse(text)
        if isinstance(outcome, _Moved) or (isinstance(outcome, Failure) and outcome.kind == "http-status"):
            self.state.keep_robots(origin, "", time.time())
            return Robots()
        failure = outcome.failure if isinstance(outcome, _Again) else outcome
        if isinstance(failure, Failure) and failure.kind == "private-address":
            return failure
        if terms.strict:
            why = failure.message.partition(":")[0] if isinstance(failure, Failure) else "no answer"
            return trouble(url, "robots-unreachable", f"robots.txt of {address.host} could not be read ({why})")
        return Robots()

    def _exchange(
        self,
        url: str,
        address: httpx.URL,
        terms: Terms,
        deadline: Deadline,
        *,
        key: str | None = None,
        pages: bool = False,
        into: BinaryIO | None = None,
        cut: int | None = None,
    ) -> Outcome:
        """One request and its answer. ``cut``: read no more than that many bytes, and be content."""
        headers = {"User-Agent": self.agent, "Accept-Encoding": "identity" if into else "gzip, deflate"}
        seen = self.state.seen(key) if key else None
        if seen and seen.etag:
            headers["If-None-Match"] = seen.etag
        if seen and seen.modified:
            headers["If-Modified-Since"] = seen.modified
        timeout = httpx.Timeout(max(deadline.left(), 0.001), connect=terms.connect)
        transport = GuardedTransport(deadline, terms.allowed, _tls())
        try:
            with (
                httpx.Client(transport=transport, timeout=timeout, headers=headers, trust_env=False) as client,
                client.stream("GET", address) as response,
            ):
                refused = self._judge(url, response, terms, asked=len(headers) > 2, pages=pages)
                return refused or self._receive(response, terms, into, cut)
        except PrivateAddress:
            return trouble(url, "private-address", f"{address.host} is a private or local address")
        except TooSlow:
            return trouble(url, "too-slow", f"took longer than {terms.total:g} s")
        except TooLarge:
            what = f"{terms.wire:,} bytes, or {terms.body:,} when decompressed"
            return trouble(url, "too-large", f"sends more than {what}")
        except Damaged as error:
            return _Again(trouble(url, "cut-short", f"sends compressed data that is broken ({error})"))
        except httpx.TimeoutException as error:
            return trouble(url, "no-answer", f"does not answer in time ({type(error).__name__})")
        except httpx.RemoteProtocolError as error:
            return _protocol_error(url, error)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return _Again(trouble(url, "no-answer", f"does not answer ({type(error).__name__}: {error})"))

    def _judge(self, url: str, response: httpx.Response, terms: Terms, *, asked: bool, pages: bool) -> Outcome | None:
        """What the head of an answer decides; None where the body is wanted."""
        status = response.status_code
        if status == 304 and asked:
            return NotModified(str(response.url))
        if response.has_redirect_location:
            return _Moved(response.headers["location"])
        if status in BUSY:
            failure = trouble(url, "busy", f"answered {status} {response.reason_phrase[:100]}")
            return _Again(failure, _retry_after(response.headers.get("retry-after", "")), _host(response.url))
        if status != 200:
            return trouble(url, "http-status", f"answered {status} {response.reason_phrase[:100]}")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20 and int(length) > terms.wire:
            raise TooLarge
        kind = response.headers.get("content-type", "").lower()
        if pages and kind and not any(name in kind for name in ("html", "text/plain", "xml")):
            return trouble(url, "content-type", f"sends {kind[:100]}")
        coding = response.headers.get("content-encoding", "identity").lower().strip()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            return trouble(url, "content-encoding", f"sends {coding[:100]!r}")
        return None

    def _receive(self, response: httpx.Response, terms: Terms, into: BinaryIO | None, cut: int | None) -> Fetched:
        """The body within its limits. Raises TooLarge, Damaged."""
        chunks = _limited(response.iter_raw(CHUNK), min(cut or terms.wire, terms.wire), cut is not None)
        if response.headers.get("content-encoding", "identity").lower().strip() not in ("", "identity"):
            chunks = inflate(chunks, terms.body)
        body = bytearray()
        for chunk in chunks:
            if into:
                into.write(chunk)
            elif len(body) + len(chunk) > terms.body:
                raise TooLarge
            else:
                body += chunk
        kept = {name: response.headers.get(name) for name in ("etag", "last-modified")}
        etag, modified = (value if value and len(value) <= MAX_FIELD else None for value in kept.values())
        return Fetched(str(response.url), bytes(body), response.headers.get("content-type", "").lower(), etag, modified)


def _host(address: httpx.URL) -> str:
    """The host, with its port where that is unusual: what rates and waits are kept by."""
    return address.netloc.decode("ascii")


def _limited(chunks: Iterator[bytes], limit: int, cut: bool) -> Iterator[bytes]:
    """The chunks up to a limit; more than that is left out (``cut``) or raises TooLarge."""
    for chunk in chunks:
        if len(chunk) > limit:
            if not cut:
                raise TooLarge
            yield chunk[:limit]
            return
        limit -= len(chunk)
        yield chunk


def _protocol_error(url: str, error: httpx.RemoteProtocolError) -> Failure | _Again:
    """h11 tells these apart only in words."""
    text = str(error)
    if "without sending complete" in text:
        return _Again(trouble(url, "cut-short", "ends before everything that it announced has come"))
    if "disconnected" in text:
        return _Again(trouble(url, "no-answer", f"does not answer ({text})"))
    return trouble(url, "malformed-answer", f"answers with what is not HTTP ({text[:200]})")


def _retry_after(value: str) -> float | None:
    """The seconds of a Retry-After header, which may be a date."""
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(at.timestamp() - time.time(), 0.0)
