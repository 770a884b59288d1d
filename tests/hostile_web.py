"""A web on 127.0.0.1 that misbehaves in every way that a news site has, and a neighbour that behaves."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = "Police in Lima arrested two suspected members of a gang on Monday, the ministry said in a statement. " * 8
PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
ITEM = (
    "<item><guid>{guid}</guid><title>{title}</title><link>{link}</link><content:encoded>{text}</content:encoded></item>"
)
RSS = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title>{items}</channel></rss>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!-- <item> --><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>'


def item(number: int | str, *, guid: str | None = None, link: str | None = None, text: str = TEXT) -> str:
    """An item with the whole article in it."""
    link = f"https://wire.example/{number}" if link is None else link
    return ITEM.format(guid=guid or f"g{number}", title=f"Held {number}", link=link, text=f"{text} Case {number}.")


def feed(*items: str) -> bytes:
    """A feed of those items."""
    return RSS.format(items="".join(items)).encode()


def page(title: str, text: str = TEXT) -> str:
    """A page with an article."""
    return PAGE.format(title=title, text=text)


def warc_record(url: str, body: str) -> bytes:
    """A response record, in a gzip member of its own as archives have them."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


class Site(ThreadingHTTPServer):
    """Answers by ``pages``: path → what to do with the handler. Counts requests by path; knows their headers."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.hits: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}

    @property
    def address(self) -> str:
        return f"http://{self.name}"

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def put(self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """Serve a body there; ``etag`` among the headers is honoured."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: Handler) -> None:
            if headers.get("etag") and handler.headers.get("If-None-Match") == headers["etag"]:
                handler.say(304)
            else:
                handler.say(status, data, kind, **headers)

        self.pages[path] = answer

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what is tested here."""


class Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.hits[self.path] += 1
        self.server.headers[self.path] = {name.lower(): value for name, value in self.headers.items()}
        self.close_connection = True
        answer = self.server.pages.get(self.path)
        if answer:
            answer(self)
        else:
            self.say(404)

    def say(self, status: int, body: bytes = b"", kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    """A site that serves until the end of the block."""
    site = Site()
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


def slow_drip(handler: Handler) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<")
        time.sleep(0.05)


def slow_head(handler: Handler) -> None:
    """The same, before the answer has so much as begun."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def endless(handler: Handler) -> None:
    """A body without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>more</p>" * 6_000)


def redirect(to: str) -> Callable[[Handler], None]:
    return lambda handler: handler.say(302, Location=to)


def gzip_bomb(handler: Handler) -> None:
    """100 MB out of 100 kB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(100)) + squeeze.flush()
    handler.say(200, body, "text/xml", Content_Encoding="gzip")


def reset(handler: Handler) -> None:
    """The connection is reset in the middle of the body."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def huge_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        handler.wfile.write(b"X-%d: %s\r\n" % (number, b"y" * 100))


def after(failures: int, status: int, then: Callable[[Handler], None], **headers: str) -> Callable[[Handler], None]:
    """That status so many times, then something else."""
    left = [failures]

    def answer(handler: Handler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.say(status, **headers)
        else:
            then(handler)

    return answer


def changing_guids(handler: Handler) -> None:
    """New GUIDs at every request, for an item with an address and one without."""
    stamp = f"{time.time_ns()}"
    handler.say(200, feed(item(1, guid=f"a{stamp}"), item(2, guid=f"b{stamp}", link="")), "text/xml")


def misbehave(site: Site, neighbour: Site) -> None:
    """Fill a site with everything that can be wrong."""
    xml = "application/rss+xml"
    good = feed(item(1))
    site.put("/robots.txt", "User-agent: *\nDisallow: /private*.xml$\n", "text/plain")
    for path, answer in {
        "/drip.xml": slow_drip, "/head.xml": slow_head, "/endless.xml": endless, "/loop.xml": redirect("/pool.xml"),
        "/pool.xml": redirect("/loop.xml"), "/bomb.xml": gzip_bomb, "/reset.xml": reset, "/headers.xml": huge_headers,
        "/inside.xml": redirect(f"{neighbour.address}/good.xml"), "/cloud.xml": redirect("http://169.254.169.254/meta"),
        "/file.xml": redirect("file:///etc/passwd"), "/guids.xml": changing_guids,
        "/sly.xml": redirect("/private1.xml"),
        "/errors.xml": after(2, 500, lambda handler: handler.say(200, good, xml)),
        "/busy.xml": after(1, 429, lambda handler: handler.say(200, good, xml), Retry_After="0"),
    }.items():  # fmt: skip
        site.pages[path] = answer
    for number in range(9):
        site.pages[f"/far{number}.xml"] = redirect(f"/far{number + 1}.xml")
    site.put("/private1.xml", good, xml)
    site.put("/down.xml", "", status=503)
    site.put("/gone.xml", "", status=404)
    site.put("/short.xml", good, xml, Content_Length=str(len(good) + 500))
    site.put("/malformed.xml", good.replace(b"</channel></rss>", f"{item(2)}<item><title>Cut & sho".encode()), xml)
    site.put("/none.xml", "this is no feed", xml)
    site.put("/entities.xml", f"{BOMB}<rss><channel><item><title>&l9;</title></item></channel></rss>", xml)
    outside = '<!DOCTYPE u [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>'
    site.put("/outside.xml", outside, "text/xml")
    site.put("/page.xml", page("A page").replace("<title>", '<link rel="alternate" type="application/rss+xml" href="/f.xml"><title>'))  # fmt: skip
    site.put("/many.xml", feed(*(item(number) for number in range(10_000))), xml)
    site.put("/twice.xml", feed(item(1, guid="g"), item(2, guid="g"), item(1, guid="h")), xml)
    site.put("/brotli.xml", good, xml, Content_Encoding="br")
    site.put("/tags.html", page("Tags", "<p>more" * 100_000))
    spanish = "La policía detuvo a dos hombres en Bogotá, según el ministerio. " * 10
    wrong = feed(item(1, text=spanish)).decode().encode("cp1252")
    site.put("/charset.xml", wrong, "text/xml; charset=utf-8")
    site.put("/utf8.xml", feed(item(1, text=spanish)), "text/xml; charset=iso-8859-1")
