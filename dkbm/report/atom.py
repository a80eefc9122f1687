"""Threads of the forum as an Atom feed (RFC 4287, answers after RFC 4685), the same bytes everywhere."""

import re
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from dkbm.german import sort_key
from dkbm.model.forum import Beitrag
from dkbm.queries.forum import Faden, folge
from dkbm.report.forum_text import INTERN, Namen
from dkbm.report.terminal import steers

ATOM = "http://www.w3.org/2005/Atom"
THREAD = "http://purl.org/syndication/thread/1.0"
_NEVER = "1970-01-01T00:00:00Z"
"""When a feed without a contribution was updated: it needs a time, and the clock is nobody's business."""
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def as_atom(faeden: Sequence[Faden], titel: str, datensatz: str, pfad: str, namen: Namen) -> str:
    """Return the feed of all contributions in `faeden`, newest first.

    `datensatz` and `pfad` (what of the forum it holds) make its id, so that it stays the same as long as they do.
    What could steer a terminal is written as a character reference; it reads back exactly.
    """
    register_namespace("", ATOM)
    register_namespace("thr", THREAD)
    feed = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "de"})
    entries = sorted(_all(faeden), key=lambda pair: folge(pair[1]), reverse=True)
    _text(feed, "id", _urn(datensatz, pfad))
    _text(feed, "title", titel)
    _text(feed, "subtitle", "Intern: nur für die Mitglieder der Gruppe, nicht zur Weitergabe.")
    _text(feed, "updated", _updated(entries[0][1]) if entries else _NEVER)
    _text(feed, "rights", INTERN)
    _text(feed, "generator", "dkbm")
    for faden, each in entries:
        _entry(feed, faden, each, datensatz, namen)
    indent(feed)
    return _visible(tostring(feed, encoding="unicode"))


def _all(faeden: Sequence[Faden]) -> Iterator[tuple[Faden, Beitrag]]:
    yield from ((faden, zweig.beitrag) for faden in faeden for zweig in faden.zweige)


def _entry(feed: Element, faden: Faden, each: Beitrag, datensatz: str, namen: Namen) -> None:
    entry = SubElement(feed, f"{{{ATOM}}}entry")
    opening = faden.beitrag.titel or faden.beitrag.id
    _text(entry, "id", _urn(datensatz, each.place.file))
    _text(entry, "title", opening if each == faden.beitrag else f"Antwort: {opening}")
    _text(entry, "updated", _updated(each))
    _text(entry, "published", _updated(each))
    _text(SubElement(entry, f"{{{ATOM}}}author"), "name", namen.person(each))
    if each.art:
        _category(entry, each.art, "art", namen.art(each))
    for word in sorted(each.schlagworte, key=sort_key):
        _category(entry, word, "schlagwort", namen.themen.get(word, word))
    if each.antwort_auf:
        folder = each.place.file.rpartition("/")[0]
        SubElement(entry, f"{{{THREAD}}}in-reply-to", {"ref": _urn(datensatz, f"{folder}/{each.antwort_auf}.yaml")})
    _text(entry, "content", each.text, type="text")


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = _NO_XML.sub("\ufffd", text)


def _category(entry: Element, term: str, scheme: str, label: str) -> None:
    attributes = {"term": term, "scheme": f"urn:dkbm:{scheme}", "label": label}
    SubElement(entry, f"{{{ATOM}}}category", {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()})


def _urn(datensatz: str, pfad: str) -> str:
    return uuid5(NAMESPACE_URL, f"dkbm:{datensatz}/{pfad}").urn


def _updated(beitrag: Beitrag) -> str:
    return f"{beitrag.datum.lo.isoformat()}T00:00:00Z"


def _visible(xml: str) -> str:
    """The feed with a head; line ends and tabs of its own stay, everything else that steers becomes a reference."""
    text = "".join(char if char in "\n" or not steers(char) else f"&#x{ord(char):X};" for char in xml)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
