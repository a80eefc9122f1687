"""The tile map: every Kommune once, told by sign, pattern and colour, and strong enough to be seen by anybody."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from dkbm.documents.kachelkarte import PAPIER, TINTE, Karte, aussehen, kachelkarte
from dkbm.queries.sachstand import Spalte, spalten, tagesstand
from tests.dokumente import datensatz
from tests.landdokumente import echt

SVG = "{http://www.w3.org/2000/svg}"
TAGE = [date(2015, 6, 1), date(2019, 12, 31), date(2024, 2, 1)]


def karte(day: date) -> Karte:
    found = kachelkarte(echt(), tagesstand(echt(), day).alle)
    assert found is not None
    return found


def parsed(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 -- the picture this program draws


def leuchtdichte(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def kontrast(one: str, other: str) -> float:
    light, dark = sorted((leuchtdichte(one), leuchtdichte(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


ALLE = [*spalten(echt().prozess)]


@pytest.mark.parametrize("wo", ALLE, ids=lambda wo: wo.kennung)
def test_m72_every_tile_can_be_seen_and_read(wo: Spalte) -> None:
    """Words 4.5:1 on their tile; the border, or the tile itself, 3:1 against the paper."""
    look = aussehen(wo)
    assert kontrast(look.tinte, look.fuellung) >= 4.5
    assert max(kontrast(TINTE, PAPIER), kontrast(look.fuellung, PAPIER)) >= 3
    assert look.zeichen


def test_m72_no_two_kinds_of_tiles_share_their_sign() -> None:
    """So that the map is told without any colour, in grey print as on a screen for the blind."""
    signs = [aussehen(wo).zeichen for wo in ALLE]
    assert len(set(signs)) == len(signs)
    greys = sorted(leuchtdichte(aussehen(wo).fuellung) for wo in ALLE if wo.modul and not _is_phaseless(wo))
    assert all(two - one > 0.02 for one, two in pairwise(greys))


def _is_phaseless(wo: Spalte) -> bool:
    return wo.modul == 4 and wo.phase is None


@pytest.mark.parametrize("day", TAGE)
def test_m72_every_kommune_has_a_tile_and_the_legend_counts_them(day: date) -> None:
    found = karte(day)
    root = parsed(found.svg)
    names = [group.get("aria-label") for group in root.iter(f"{SVG}g")]
    assert sorted(names) == sorted(kommune.offizieller_name for kommune in echt().kommunen.values())  # type: ignore[type-var]
    stand = tagesstand(echt(), day)
    assert found.anzahl == {each: len(glieder) for each, glieder in stand.zellen.items()}
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    counted = [int(text.rpartition(": ")[2]) for text in texts if re.search(r": [0-9]+$", text)]
    assert sum(counted) == 45
    signs = [group.findall(f"{SVG}text")[1].text for group in root.iter(f"{SVG}g")]
    for wo, number in found.anzahl.items():
        assert signs.count(aussehen(wo).zeichen) == number


def test_m72_the_map_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = karte(TAGE[-1]).svg.decode()
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<(script|style|image|use|foreignObject|a)\b|href|on[a-z]+=|@import", text)
    used = set(re.findall(r"url\(#([^)]+)\)", text))
    assert used == set(re.findall(r'id="([^"]+)"', text))


def test_m72_the_map_is_the_same_bytes_every_time() -> None:
    assert karte(TAGE[1]).svg == karte(TAGE[1]).svg


def test_m72_the_legend_can_call_a_kind_by_another_name() -> None:
    found = kachelkarte(echt(), tagesstand(echt(), TAGE[-1]).alle, {Spalte("kein_beleg"): "keine <Angabe>"})
    assert found is not None
    legend = [text.text or "" for text in parsed(found.svg).iter(f"{SVG}text") if ": " in (text.text or "")]
    assert legend[-1] == f"keine <Angabe>: {found.anzahl[Spalte('kein_beleg')]}"
    assert "kein Begleitprozess belegt" not in found.svg.decode()


def test_m72_words_of_the_data_stay_words_in_the_picture() -> None:
    karte_yaml = (
        "# yaml-language-server: $schema=../../../../schemas/karte.schema.json\neigene_anordnung: true\nkacheln:\n"
        "  - {kommune: landkreis-musterland, kurz: '<&\"', spalte: 0, zeile: 0}\n"
        "  - {kommune: gibt-es-nicht, kurz: XXX, spalte: 1, zeile: 0}\n"
    )
    data = datensatz({"data/karte.yaml": karte_yaml})
    found = kachelkarte(data, tagesstand(data, TAGE[-1]).alle)
    assert found is not None
    root = parsed(found.svg)
    assert [next(group.iter(f"{SVG}text")).text for group in root.iter(f"{SVG}g")] == ['<&"']


def test_m72_without_tiles_there_is_no_map() -> None:
    data = datensatz()
    assert kachelkarte(data, tagesstand(data, TAGE[-1]).alle) is None
