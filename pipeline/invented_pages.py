"""Pages as a crawl of news meets them, made up by code: for measuring and testing what is done with web archives.

A page has what news pages have around their text: scripts, styles, menus, teasers of other stories, a footer. Sites differ in how
they write paragraphs, in their character set, and in what they say of their language. The same seed gives the same bytes.
"""

from __future__ import annotations

import gzip
import html
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# About the shares of CC-NEWS: English leads, the rest is spread over many languages.
LANGUAGES = {"en": 42, "es": 12, "de": 9, "fr": 7, "ru": 7, "it": 6, "pt": 5, "nl": 3, "tr": 3, "ar": 3, "zh": 3}
WORDS = {
    "es": "el la de que y en los se del las un por con no una su para es al lo como más fue gobierno ciudad equipo años presidente partido mercado empresa semana según anunció durante nueva proyecto millones trabajadores salud país",
    "de": "der die das und in zu den von mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach Regierung Stadt Mannschaft Jahre Präsident Unternehmen Woche gegen neue Millionen Euro Beschäftigte Projekt",
    "fr": "le la les de des et en un une du que qui dans pour sur pas au par avec se plus est ce il gouvernement ville équipe années président marché entreprise semaine selon projet millions nouvelle salariés santé pays",
    "ru": "и в не на что с по как это из за от для его но все она так было правительство город команда лет президент рынок компания неделя проект миллионов новый страна здоровье работников сообщил",
    "it": "il la di che e in un per non con si una è sono del da al le anche come più governo città squadra anni presidente mercato azienda settimana secondo progetto milioni nuova lavoratori salute paese",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as dos como governo cidade equipe anos presidente mercado empresa semana segundo projeto milhões nova trabalhadores saúde país",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als maar dan regering stad ploeg jaar president markt bedrijf week volgens project miljoen nieuwe werknemers gezondheid land was of",
    "tr": "ve bir bu da de için ile olarak çok daha gibi kadar sonra hükümet şehir takım yıl başkan pazar şirket hafta göre proje milyon yeni çalışanlar sağlık ülke açıkladı",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه كان قال بعد الحكومة المدينة الفريق سنوات الرئيس السوق الشركة الأسبوع مشروع مليون جديد العمال الصحة البلاد",
    "zh": "的 是 在 了 和 有 我们 政府 城市 球队 年 总统 市场 公司 一周 项目 百万 新 工人 健康 国家 表示 举行 会议 经济",
}  # fmt: skip

# English that is not about our subject: who did what, where, and what was said of it; a few come close to it.
WHO = "the council|the central bank|a local team|the ministry of health|researchers|the airline|the company|organisers|the union|the school board|the coach|the orchestra|the mayor|the regulator|farmers|the museum|the weather service|lawmakers|the court|the fire service".split("|")  # fmt: skip
DID = "approved a plan for|won praise for|delayed|presented|raised the budget of|withdrew from|celebrated|criticised|opened|sold its share in|reported a record year for|lost to rivals in|agreed to study|published figures on|cancelled|postponed a decision on".split("|")  # fmt: skip
WHAT = "the new railway line|the summer festival|interest rates|the under-21 championship|a vaccine trial|the harbour bridge|the housing scheme|the spring harvest|a solar farm|the film season|teachers' pay|the tram network|a telescope|the annual parade|the data centre|the marathon|a road accident inquiry|the election timetable|a tax on parking|the wildfire season".split("|")  # fmt: skip
WHERE = "in Leeds|in Ohio|in Nairobi|near Toronto|in Auckland|across the region|in the capital|in Kerala|in Cork|along the coast|in Manila|in the north".split(
    "|"
)
WHEN = "on Monday|last week|this spring|after months of talks|on Thursday evening|for the third year|by the end of June|at a meeting on Friday|early on Sunday".split(
    "|"
)
SAID = "The decision was welcomed by residents, who had waited for years|Officials said that the cost would be shared with the state|It was the first time that a vote of this kind was held|Analysts had expected a smaller rise, and shares fell|The team has three matches left and needs two wins|Visitors came from as far as Portugal to see it|A second report, with figures by district, is due in the autumn|The police closed two streets for the afternoon|Nobody was hurt, and traffic was back to normal by noon|The judge will hear both sides of the contract dispute in May|She said that the work had been done by volunteers|Prices rose by four per cent, more than in the year before|That was denied by the opposition, which asked for an inquiry|Rain is expected from the west, with winds that may reach 60 km/h".split("|")  # fmt: skip


@dataclass(slots=True)
class Story:
    """What a page tells: ``relevant`` says whether it is one of those that are looked for."""

    title: str
    paragraphs: list[str]
    lang: str = "en"
    relevant: bool = False


@dataclass(slots=True)
class Site:
    """How one publisher writes its pages."""

    name: str
    lang: str
    opened: str = "<p>"
    closed: str = "</p>\n"
    charset: str = "utf-8"
    says_lang: str = ""
    before: str = ""
    after: str = ""
    teasers: list[str] = field(default_factory=list)


def other_story(chance: random.Random, lang: str) -> Story:
    """A story that is not about our subject."""
    if lang != "en":
        words = WORDS[lang].split()
        lines = [" ".join(chance.choices(words, k=chance.randint(30, 90))) + "." for _ in range(chance.randint(4, 14))]
        return Story(lines[0][:70], lines, lang)

    def sentence() -> str:
        if chance.random() < 0.45:
            return chance.choice(SAID) + "."
        told = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHERE)} {chance.choice(WHEN)}"
        return told[0].upper() + told[1:] + "."

    lines = [" ".join(sentence() for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(4, 14))]
    return Story(lines[0][:70], lines)


def make_site(chance: random.Random, number: int, lang: str) -> Site:
    """A publisher with a way of its own: most write ``<p>``, some do not; some say nothing, or wrongly, what language they are in."""
    style = chance.random()
    opened, closed = "<p>", "</p>\n"
    if style < 0.35:
        opened = f'<p class="{_token(chance)} {_token(chance)}">'
    elif style < 0.45:
        opened, closed = '<div class="par">', "</div>\n"
    elif style < 0.50:
        opened, closed = "", "<br/><br/>\n"
    elif style < 0.53:
        opened, closed = "<P>", "</P>\n"
    elif style < 0.57:
        opened, closed = "<p>", "\n"  # never closed, as HTML allows
    site = Site(f"news{number}.example", lang, opened, closed)
    site.charset = "cp1252" if lang in ("en", "es", "de", "fr", "pt") and chance.random() < 0.05 else "utf-8"
    site.says_lang = "" if chance.random() < 0.2 else "en-US" if chance.random() < 0.1 else lang
    teasers = [other_story(chance, lang) for _ in range(40)]
    # Half of the publishers put the beginning of the other story under its title, outside the link.
    begun = chance.random() < 0.5
    site.teasers = [
        f'<p class="teaser"><a href="/{n}">{html.escape(s.paragraphs[0][:90])}</a>{"<span>" + html.escape(s.paragraphs[1][:110]) + "…</span>" if begun else ""}</p>'
        for n, s in enumerate(teasers)
    ]
    menu = "".join(
        f'<li class="nav-item {_token(chance)}"><a href="/{_token(chance)}/{n}" data-track="{_token(chance)}">{html.escape(s.title[:24])}</a></li>\n'
        for n, s in enumerate(teasers * 4)
    )
    style_sheet = "".join(f".{_token(chance)}{{margin:{chance.randint(0, 40)}px;color:#{chance.randrange(1 << 24):06x}}}" for _ in range(chance.randint(80, 900)))  # fmt: skip
    site.before = f"<style>{style_sheet}</style><script>{_script(chance, chance.randint(4, 40))}</script></head><body><header><nav><ul>{menu}</ul></nav></header>\n"
    policy = "We use cookies and similar tools to improve the site; by using it you agree to the terms of service."
    site.after = f"<footer><ul>{menu[: len(menu) // 3]}</ul><p>{policy if lang == 'en' else teasers[0].paragraphs[0]}</p></footer><script>{_script(chance, chance.randint(4, 40))}</script></body></html>"
    return site


def page(story: Story, site: Site, chance: random.Random) -> bytes:
    """The story on a page of the site."""
    lang = f' lang="{site.says_lang}"' if site.says_lang else ""
    title = html.escape(story.title)
    body = "".join(f"{site.opened}{_marked(line, chance)}{site.closed}" for line in story.paragraphs)
    teasers = chance.sample(site.teasers, 12)
    text = (
        f'<!DOCTYPE html>\n<html{lang} class="no-js"><head><meta charset="{site.charset}"><title>{title} - {site.name}</title>\n'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="2024-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T08:00:00Z">\n'
        f'{site.before}<main><article><h1>{title}</h1><div class="share">{"<a href=#><svg><path d=M0/></svg></a>" * 5}</div>\n'
        f'<div class="body">{body}</div></article><aside>{"".join(teasers)}</aside></main>{site.after}'
    )
    return text.encode(site.charset, "xmlcharrefreplace")


def warc_record(url: str, body: bytes, charset: str = "utf-8") -> bytes:
    """A response record, uncompressed, as CC-NEWS has them."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\nServer: nginx\r\nX-Crawl-Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    content = answer.encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def crawled(
    count: int, relevant: Sequence[Story], *, share: float = 0.02, seed: int = 0
) -> Iterator[tuple[str, bytes, Story, str]]:
    """Address, page, story and character set of so many pages, of which ``share`` tell one of the relevant stories, each in turn."""
    chance = random.Random(seed)
    sites = [
        make_site(chance, n, lang)
        for n, lang in enumerate(chance.choices(list(LANGUAGES), list(LANGUAGES.values()), k=60))
    ]
    english = [site for site in sites if site.lang == "en"]
    told = 0
    for number in range(count):
        if relevant and chance.random() < share:
            story, site = relevant[told % len(relevant)], chance.choice(english)
            told += 1
        else:
            site = chance.choice(sites)
            story = other_story(chance, site.lang)
        yield f"https://{site.name}/{number}", page(story, site, chance), story, site.charset


def write_archive(path: Path, pages: Iterable[tuple[str, bytes, Story, str]]) -> int:
    """A gzipped archive, a member for each record, each with its request before it; returns the bytes of the pages."""
    size = 0
    with path.open("wb") as file:
        file.write(
            gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 6\r\n\r\nx: y\r\n\r\n\r\n", mtime=0)
        )
        for url, body, _, charset in pages:
            request = f"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: {url}\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n\r\n"
            file.write(gzip.compress(request.encode(), mtime=0))
            file.write(gzip.compress(warc_record(url, body, charset), 6, mtime=0))
            size += len(body)
    return size


def _marked(line: str, chance: random.Random) -> str:
    """A paragraph as it stands in a page: entities, a link, a word in bold."""
    words = html.escape(line, quote=False).split(" ")
    if len(words) > 8 and chance.random() < 0.4:
        at = chance.randrange(len(words) - 3)
        words[at] = f'<a href="/tag/{_token(chance)}" class="{_token(chance)}">{words[at]}'
        words[at + 2] += "</a>"
    marked = " ".join(words)
    return marked.replace("'", "&#8217;").replace("’", "&#8217;") if chance.random() < 0.5 else marked


def _token(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9)))


def _script(chance: random.Random, kilobytes: int) -> str:
    parts: list[str] = ["/* the loader of the page, and of what comes with it */"]
    for _ in range(7 * kilobytes):
        parts.append(
            f'function {_token(chance)}({_token(chance)},{_token(chance)}){{return window.{_token(chance)}||[{chance.random()},"{_token(chance)} the {_token(chance)}"]}};if(a<b&&c>d){{{_token(chance)}()}}'
        )
    return "".join(parts)
