"""The forum as an Atom feed (RFC 4287): whole, stable, the same bytes everywhere, hostile texts read back (M 74)."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.datum import parse_datum
from dkbm.diagnostic import Place
from dkbm.model.forum import Beitrag
from dkbm.queries.forum import faeden
from dkbm.report.atom import as_atom
from dkbm.report.forum_text import Namen
from tests.aufruf import dkbm, lay_out
from tests.forum import FORUM
from tests.test_forum import BEITRAEGE, KITAS, forum
from tests.vorgang import run

ATOM, THR = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/thread/1.0}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
FEED = {"id": 1, "title": 1, "updated": 1, "subtitle": 1, "rights": 1, "generator": 1}
ENTRY = {"id": 1, "title": 1, "updated": 1, "published": 1, "author": 1, "content": 1}
"""How often each element stands in a feed and in an entry; `category` may stand any number of times."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return forum(tmp_path_factory.mktemp("forum"), BEITRAEGE)


def feed(root: Path, *options: str, heute: str = "2024-01-31") -> Element:
    answer = dkbm("forum", *options, "--format", "atom", cwd=root, heute=heute)
    assert answer.status == 0, answer.err
    return valid(answer.out)


def valid(text: str) -> Element:
    """The feed, after all that RFC 4287 asks of it (4.1.1, 4.1.2, 3.3, 4.2.6)."""
    found = fromstring(text.encode())  # noqa: S314 -- a feed of our own
    assert found.tag == f"{ATOM}feed"
    _has(found, FEED, {"entry", "author", "link", "category"})
    entries = found.findall(f"{ATOM}entry")
    for each in entries:
        _has(each, ENTRY, {"category", "in-reply-to"})
        assert each.find(f"{ATOM}author/{ATOM}name") is not None, "each entry names its author: the feed has none"
        assert each.find(f"{ATOM}content").get("type") == "text"  # type: ignore[union-attr]
        assert all(category.get("term") for category in each.findall(f"{ATOM}category"))
    times = [each.text or "" for each in found.iter() if each.tag in (f"{ATOM}updated", f"{ATOM}published")]
    ids = [each.text or "" for each in found.iter(f"{ATOM}id")]
    assert all(map(TIME.fullmatch, times))
    assert all(map(URN.fullmatch, ids))
    assert len(ids) == len(set(ids))
    assert said(found, "updated") == max([said(each, "updated") for each in entries], default="1970-01-01T00:00:00Z")
    return found


def _has(element: Element, needed: dict[str, int], allowed: set[str]) -> None:
    names = [child.tag.partition("}")[2] for child in element]
    assert {name: names.count(name) for name in needed} == needed
    assert set(names) - set(needed) <= allowed


def said(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def test_m74_the_feed_of_a_group_holds_all_its_contributions_newest_first(root: Path) -> None:
    found = feed(root, "ag-1")
    assert [(said(each, "title"), said(each, "updated")[:10]) for each in found.findall(f"{ATOM}entry")] == [
        ("Antwort: Daten aus Kitas", "2024-01-12"),
        ("Antwort: Daten aus Kitas", "2024-01-12"),
        ("Antwort: Daten aus Kitas", "2024-01-11"),
        ("Daten aus Kitas", "2024-01-10"),
        ("Treffen", "2024-01-09"),
    ]
    assert said(found, "title") == "Forum AG 1 Muster-Management"
    assert "Intern" in said(found, "subtitle")
    assert "intern" in said(found, "rights")


def test_m74_an_entry_says_who_what_and_which_it_answers(root: Path) -> None:
    answer, first = [feed(root, "ag-1").findall(f"{ATOM}entry")[index] for index in (2, 3)]
    assert answer.findtext(f"{ATOM}author/{ATOM}name") == "Dr. Tom Test"
    assert answer.find(f"{THR}in-reply-to").get("ref") == said(first, "id")  # type: ignore[union-attr]
    assert said(first, "content") == "Wer hat\n\n  - Verträge?"
    assert [(each.get("scheme"), each.get("term"), each.get("label")) for each in first.findall(f"{ATOM}category")] == [
        ("urn:dkbm:art", "anfrage", "Anfrage"),
        ("urn:dkbm:schlagwort", "bildungsmonitoring", "Bildungsmonitoring"),
    ]


def test_m74_ids_stay_and_do_not_follow_the_clock(root: Path, tmp_path: Path) -> None:
    one, later = feed(root, "ag-1"), feed(root, "ag-1", heute="2099-01-01")
    assert [each.text for each in one.iter(f"{ATOM}id")] == [each.text for each in later.iter(f"{ATOM}id")]
    changed = forum(tmp_path, {**BEITRAEGE, f"ag-1/{KITAS}": BEITRAEGE[f"ag-1/{KITAS}"].replace("Kitas", "Horten")})
    assert [each.text for each in feed(changed, "ag-1").iter(f"{ATOM}id")] == [
        each.text for each in one.iter(f"{ATOM}id")
    ]


def test_m74_each_choice_is_a_feed_of_its_own(root: Path) -> None:
    ways = [
        (),
        ("ag-1",),
        ("ag-2",),
        ("ag-1", KITAS),
        ("ag-1", "--offen"),
        ("--art", "anfrage"),
        ("--suche", "vertrag"),
    ]
    assert len({said(feed(root, *way), "id") for way in ways}) == len(ways)


def test_m74_an_empty_forum_is_a_feed_too(tmp_path: Path) -> None:
    assert feed(lay_out(tmp_path), "ag-1").findall(f"{ATOM}entry") == []


def test_m74_the_feed_is_the_same_bytes_everywhere(root: Path, tmp_path: Path) -> None:
    places = [
        {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        for seed, locale, zone in (("0", "C", "Pacific/Kiritimati"), ("4711", "de_DE.UTF-8", "Etc/GMT+12"))
    ]
    seen = {run("forum", "ag-1", "--format", "atom", cwd=root, env=place).stdout for place in places}
    target = tmp_path / "forum.atom"
    dkbm("forum", "ag-1", "--format", "atom", "-o", target, cwd=root, heute="2031-05-05")
    assert {*seen, target.read_bytes()} == {target.read_bytes()}
    assert "ä".encode() in target.read_bytes()


FEINDLICH = [
    "<b>&amp;</b>",
    "]]>",
    "<!-- x",
    "\"'",
    "<?xml?>",
    "&#x1b;",
    "\x1b[31m",
    "a\rb",
    "\u202e",
    "\x85",
    "\u2028",
    " \n x\t",
    "𝔘",
]


@pytest.mark.parametrize("text", FEINDLICH, ids=ascii)
def test_m74_hostile_texts_read_back_exactly(text: str) -> None:
    """The reader lets most of them in nowhere; what it lets in another day is no hole here."""
    whole = f"vor{text}nach"
    found = valid(written(whole))
    entry = found.findall(f"{ATOM}entry")[0]
    clean = whole.replace("\x1b", "\ufffd")  # XML has no word for it
    assert (said(entry, "title"), said(entry, "content"), said(found, "title")) == (clean, clean, clean)
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == clean
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", written(whole))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_m74_any_text_reads_back_by_two_parsers(text: str) -> None:
    clean = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    entry = valid(written(text)).findall(f"{ATOM}entry")[0]
    assert (said(entry, "content"), entry.findall(f"{ATOM}category")[0].get("label")) == (clean, clean)
    if clean.isprintable():  # HTML has its own view of the rest
        body = html5lib.parse(written(text), namespaceHTMLElements=False)
        assert [each.text for each in body.iter("content")] == [clean]


def written(text: str) -> str:
    path = f"{FORUM}/ag-1/2024-01-15-x.yaml"
    entry = Beitrag("2024-01-15-x", "ag-1", "p-x", parse_datum("2024-01-15"), text, Place(path), "idee", text)
    return as_atom(faeden([entry]), text, "Muster", f"{FORUM}/ag-1", Namen({"idee": text}, {}, {"p-x": text}, {}))
