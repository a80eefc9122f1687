"""Nothing in the data can change a PDF or make it read anything: 3,000 hostile strings, typst code, links to files."""

import re
import socket
from pathlib import Path

import pytest

from dkbm.documents.tree import Block, Heading, Items, Paragraph, Picture, Table, Text
from dkbm.documents.writers import pdf as writer
from dkbm.errors import DkbmError
from tests.feindlich import TEXTE
from tests.pdfseiten import KARTE, TITEL, absatz, pages, pdf, poppler, texts, zeile

_LINKS = re.compile("[\u0590-\u06ff]")
_MARKEN = re.compile("[\u202a-\u202e]")
KOPF = "Spaltenkopf"
GEHEIM = "Geheimnis-4711"
CODE = (
    '#read("{}")',
    '#{{ read("{}") }}',
    '#include "{}"',
    '#import "{}": *',
    '#image("{}")',
    '#json("{}")',
    '#pdf.attach("{}")',
    '#eval("read(\\"{}\\")")',
    '"); #read("{}")',
    '] #read("{}") [',
    '#import "@preview/cetz:0.3.0"',
    '#link("http://127.0.0.1/")[x]',
    "$ x $ = y / z: *a* _b_ `c` @d <e>",
    "\\u{{0041}} \\ ~ -- --- ... 'a' \"b\"",
    "#panic()",
    "#while true {{}}",
)
"""What would run if data were read as source."""


def _seite(texte: tuple[str, ...]) -> tuple[Block, ...]:
    """The strings in every place a text can have, in turn."""
    heading, entry, cell, strong, *rest = (texte[start::8] for start in range(8))
    return (
        *(Heading(2, zeile(text)) for text in heading),
        Items(False, 1, tuple((absatz(text),) for text in entry)),
        Table((zeile(KOPF),), tuple((zeile(text),) for text in cell), ("left",)),
        *(Paragraph((Text("vor "), Text(text, strong=True, angabe=0), Text(" nach"))) for text in strong),
        *(absatz(text) for part in rest for text in part),
    )


def _said(texte: tuple[str, ...]) -> list[str]:
    heading, entry, cell, strong, *rest = (texte[start::8] for start in range(8))
    within = (f"vor {text} nach" for text in strong)
    return [*heading, *(f"– {text}" for text in entry), *cell, *within, *(text for part in rest for text in part)]


def _as_read(lines: list[str]) -> list[str]:
    """What poppler cannot give back exactly: hard spaces, and the order of letters written from right to left."""
    plain = (_MARKEN.sub("", line).replace("\u00a0", " ") for line in lines)
    return ["".join(sorted(line)) if _LINKS.search(line) else re.sub(" +", " ", line).strip() for line in plain]


def _lines(content: bytes) -> list[str]:
    """The lines of all pages without the repeated headings of the table and the feet, which have three lines."""
    seiten = poppler("pdftotext", content, "-raw", "-enc", "UTF-8").split("\f")[:-1]
    return [line for seite in seiten for line in seite.rstrip("\n").split("\n")[:-3] if line != KOPF]


def _structure(content: bytes) -> list[str]:
    """The elements of a PDF in order, without their words."""
    return re.findall(r"^ *[A-Z][A-Za-z0-9]*", poppler("pdfinfo", content, "-struct"), re.MULTILINE)


def _without_glyph() -> set[str]:
    """The characters that no typeface of ours has; each must be refused by its name."""
    found = set()
    for character in sorted({each for text in TEXTE for each in text if each > "\u017f"}):
        try:
            pdf(absatz(f"x{character}"))
        except DkbmError:
            found.add(character)
    return found


@pytest.fixture(scope="module")
def setzbar() -> tuple[str, ...]:
    """The strings that can be set."""
    fehlend = _without_glyph()
    assert 0 < len(fehlend) < 20
    return tuple(text for text in TEXTE if not fehlend & set(text))


@pytest.mark.parametrize("teil", range(4))
def test_s67_3000_hostile_strings_read_back_exactly_and_change_no_structure(
    setzbar: tuple[str, ...], teil: int
) -> None:
    assert len(setzbar) > 2900
    texte = setzbar[teil::4]
    content = pdf(*_seite(texte))
    assert _as_read(_lines(content)) == _as_read([TITEL, *_said(texte)])
    assert _structure(content) == _structure(pdf(*_seite(("Wort",) * len(texte))))


def test_s67_in_the_file_itself_every_character_is_exact() -> None:
    """Hard spaces and accents as they are, in a small sample because poppler is slow at this."""
    texte = tuple(text for text in TEXTE if any(each in text for each in "\u00a0\u0301ﬁ'\"—"))[:40]
    assert "a\u00a0b" in texte
    assert texts(pdf(*map(absatz, texte))) == [TITEL, *texte]


def test_s67_what_cannot_be_set_is_refused_by_name_one_by_one(setzbar: tuple[str, ...]) -> None:
    rest = [text for text in TEXTE if text not in setzbar]
    assert len(setzbar) + len(rest) == 3000
    for text in rest:
        with pytest.raises(DkbmError, match=r"U\+[0-9A-F]{4,5}"):
            pdf(absatz(text))


@pytest.mark.parametrize("link", [False, True], ids=["file", "symlink"])
def test_s67_code_in_the_data_is_text_and_reads_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    """Even where the folder of our own source holds a secret, or a link to one."""
    geheim = tmp_path / "geheim.txt"
    geheim.write_text(GEHEIM, encoding="utf-8")
    satz = tmp_path / "satz"
    satz.mkdir()
    (satz / "satz.typ").write_bytes((writer._SATZ / "satz.typ").read_bytes())
    if link:
        (satz / "geheim.txt").symlink_to(geheim)
    else:
        (satz / "geheim.txt").write_bytes(geheim.read_bytes())
    monkeypatch.setattr(writer, "_SATZ", satz)
    writer._compiler.cache_clear()
    texte = tuple(code.format(pfad) for code in CODE for pfad in ("geheim.txt", "/geheim.txt", "../geheim.txt", geheim))
    try:
        content = pdf(*map(absatz, texte))
    finally:
        writer._compiler.cache_clear()
    assert texts(content) == [TITEL, *texte]
    assert GEHEIM not in "".join(pages(content))
    assert poppler("pdfdetach", content, "-list").startswith("1 embedded files")


def test_s66_a_pdf_asks_no_other_machine_and_holds_no_link() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        adresse = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        content = pdf(
            *(absatz(muster.format(adresse)) for muster in ("{}", '<img src="{}">', "file://{}", '#image("{}")'))
        )
        with pytest.raises(TimeoutError):
            server.accept()
    assert b"/URI" not in content
    assert content.count(b"/Type/Filespec") == 1  # our own values


@pytest.mark.parametrize("ziel", ["/etc/hostname", "satz.typ", "../satz/satz.typ", "http://127.0.0.1:9/x.png"])
def test_s66_a_picture_cannot_bring_another_file(ziel: str) -> None:
    svg = KARTE.replace(b"<rect", f'<image href="{ziel}" width="9" height="9"/><rect'.encode())
    with pytest.raises(DkbmError, match="Das PDF lässt sich nicht setzen"):
        pdf(Picture("karte", svg, zeile("Eine Karte")))


def test_s67_only_our_own_source_lies_where_the_typesetter_may_read() -> None:
    assert [path.name for path in writer._SATZ.iterdir()] == ["satz.typ"]
    quelle = (writer._SATZ / "satz.typ").read_text(encoding="utf-8")
    for lesend in ("#import", "#include", "read(", "eval(", "yaml(", "csv(", "xml(", "toml(", "plugin("):
        assert lesend not in quelle
