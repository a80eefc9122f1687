"""A document as a page: sound for a browser, closed to everything outside, usable without seeing or a mouse."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from dkbm.documents.tree import (
    Break,
    Container,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Space,
    Table,
    Text,
)
from dkbm.documents.writers import write
from tests.dokumente import MUSTER, absaetze, aus_bloecken, dokument, ohne, seite, worte

CSS = (Path(__file__).parents[1] / "dkbm" / "documents" / "writers" / "seite.css").read_text(encoding="utf-8")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>alt</title><rect width="9" height="9"/></svg>'
ALLES = (
    Heading(1, (Text("Titel & mehr"),)),
    Container("titel", (Paragraph((Text("zwischen"), Break(), Text("A", strong=True))),)),
    Heading(2, (Text("Teil"),)),
    Items(True, 3, ((Paragraph((Text("drei"),)),), (Paragraph((Text("vier", emph=True),)),))),
    Items(False, 1, ((Paragraph((Text("<b>"),)), Items(False, 1, ((Paragraph((Text("innen"),)),),))),)),
    Table(((Text("Was"),), ()), (((Text("a"),), (Text("1"),)),), ("left", "right")),
    Container("hinweis", (Paragraph((Text("Hinweis"),)),)),
    Space(2),
    PageBreak(),
    Picture("karte", SVG, (Text('Eine Karte "groß"'),)),
    Container("schluss", (Paragraph((Text("[[fehlt: Ort]]", luecke=True),)),)),
    Container("unterschriften", (Paragraph((Text("Landrat"),)), Paragraph((Text("Leitung"),)))),
)


def page(entwurf: bool = False) -> str:
    return write(aus_bloecken(*ALLES, entwurf=entwurf), "html", {}).decode()


def test_m41_every_kind_of_block_has_its_element() -> None:
    assert page().partition("<main>\n")[2].partition("\n</main>")[0].splitlines() == [
        "<h1>Titel &amp; mehr</h1>",
        '<div class="titel">',
        "<p>zwischen<br><strong>A</strong></p>",
        "</div>",
        "<h2>Teil</h2>",
        '<ol start="3">',
        *("<li>", "<p>drei</p>", "</li>", "<li>", "<p><em>vier</em></p>", "</li>"),
        "</ol>",
        *("<ul>", "<li>", "<p>&lt;b&gt;</p>", "<ul>", "<li>", "<p>innen</p>", "</li>", "</ul>", "</li>", "</ul>"),
        '<div class="tabelle" role="region" aria-label="Tabelle" tabindex="0">',
        *("<table>", "<thead>", "<tr>", '<th scope="col">Was</th>', '<td class="rechts"></td>', "</tr>", "</thead>"),
        *("<tbody>", "<tr>", "<td>a</td>", '<td class="rechts">1</td>', "</tr>", "</tbody>", "</table>", "</div>"),
        *('<div class="hinweis" role="note">', "<p>Hinweis</p>", "</div>"),
        '<div class="platz" aria-hidden="true">',
        *('<div class="zeile"></div>', '<div class="zeile"></div>', "</div>"),
        '<div class="umbruch"></div>',
        '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img" aria-labelledby="bild-karte">'
        '<title id="bild-karte">Eine Karte "groß"</title><rect width="9" height="9"></rect></svg></figure>',
        *('<div class="schluss">', "<p><mark>[[fehlt: Ort]]</mark></p>", "</div>"),
        *('<div class="unterschriften">', "<p>Landrat</p>", "<p>Leitung</p>", "</div>"),
    ]


def test_m41_the_page_says_what_the_tree_says() -> None:
    document = aus_bloecken(*ALLES)
    assert absaetze(write(document, "html", {}), "html") == worte(document)
    echt = dokument()
    assert absaetze(write(echt, "html", {}), "html") == absaetze(write(echt, "md", {}), "md") == worte(echt)


def test_s55_nothing_on_the_page_comes_from_outside_or_runs() -> None:
    """The policy allows one style, named by its sum; nothing has a style, an address or an action of its own."""
    baum = seite(page())
    style = [node for node in baum.iter() if node.tag == "style"]
    digest = base64.b64encode(hashlib.sha256((style[0].text or "").encode()).digest()).decode()
    policy = baum.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert len(style) == 1
    assert policy is not None
    assert policy.get("content", "").split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    namen = {name for node in baum.iter() for name in node.attrib}
    assert not [name for name in namen if name.startswith("on") or name in ("style", "src", "href", "action")]
    assert not [node for node in baum.iter() if node.tag in ("script", "link", "iframe", "base", "img", "object")]
    assert "url(" not in CSS
    assert "@import" not in CSS


@pytest.mark.parametrize(
    "inhalt",
    [
        b"<script/>",
        b"<foreignObject/>",
        b'<rect onclick="x"/>',
        b'<rect style="fill:red"/>',
        b'<a href="x"/>',
        b'<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
        b"<style>x</style>",
        b'<image href="x"/>',
    ],
)
def test_s55_a_picture_holds_nothing_active(inhalt: bytes) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + inhalt + b"</svg>"
    with pytest.raises(ValueError, match="lines, areas and words"):
        write(aus_bloecken(Picture("karte", svg, (Text("x"),))), "html", {})


def test_m43_the_page_carries_its_origin() -> None:
    document = dokument()
    metas = {node.get("name", ""): node.get("content", "") for node in seite(write(document, "html", {})).iter("meta")}
    found = {name.removeprefix("dkbm:"): wert for name, wert in metas.items() if name.startswith("dkbm:")}
    herkunft = document.herkunft._asdict()
    assert found == {
        name: wert if isinstance(wert, str) else json.dumps(wert) for name, wert in herkunft.items() if wert
    }
    assert json.loads(found["aufruf"]) == list(document.herkunft.aufruf)


def test_m39_a_draft_is_marked_wherever_one_looks() -> None:
    document = dokument({MUSTER: ohne("beginn_geplant")}, entwurf=True)
    baum = seite(write(document, "html", {}))
    assert (baum.findtext(".//title") or "").startswith("Entwurf: ")
    assert baum.findtext(".//div[@class='entwurf']") == "ENTWURF"
    assert [node.text for node in baum.iter("mark")] == ["[[fehlt: Geplanter Beginn]]"]
    fertig = seite(write(dokument(), "html", {}))
    assert fertig.findtext(".//title") == "Zielvereinbarung"
    assert [fertig.find(".//div[@class='entwurf']"), fertig.find(".//mark")] == [None, None]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))


def _light(colour: str) -> float:
    digits = "".join(sign * 2 for sign in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_m41_words_stand_out_by_four_and_a_half_lines_by_three(scheme: int) -> None:
    farben = _colours(re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[scheme])
    assert set(farben) == {"grund", "text", "linie", "hinweis", "luecke", "luecke-text"}
    for auf, was in (("grund", "text"), ("hinweis", "text"), ("luecke", "luecke-text")):
        assert _contrast(farben[auf], farben[was]) >= 4.5, (auf, was)
    assert _contrast(farben["grund"], farben["linie"]) >= 3


def test_m41_the_page_prints_as_a_document() -> None:
    druck = CSS.partition("@media print")[2]
    assert "@page { size: A4;" in CSS
    assert ".schluss, .unterschriften," in druck
    for rule in ("break-inside: avoid", "break-after: avoid", "table-header-group", "break-after: page"):
        assert rule in druck
    assert '@page entwurf { @top-center { content: "ENTWURF";' in CSS
    assert ".entwurf + main { page: entwurf; }" in druck
    assert re.search(r"(?:width|margin|padding)[^;]*[0-9]px", CSS) is None, "a width in pixels breaks small screens"
