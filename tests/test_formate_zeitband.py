"""The picture of the time line of the network: as precise as a source, without overlaps, nothing too early."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.datum import parse_datum
from dkbm.documents.tree import Picture, plain
from dkbm.documents.views.netzwerkband import bild
from dkbm.documents.zeitband import BLAU, HELL, PAPIER, TINTE, zeitband
from dkbm.documents.zeitband_plaetze import Marke, Platz, Reihe, Zahl, lanes
from tests.landdokumente import bestellt, echt, land
from tests.test_kachelkarte import kontrast

SVG = "{http://www.w3.org/2000/svg}"
HEUTE = date(2026, 11, 22)


def gezeichnet(day: date = HEUTE) -> ElementTree.Element:
    found = bild(echt(), day)
    assert found is not None
    return ElementTree.fromstring(found.svg)  # noqa: S314 -- the picture this program draws


def worte(day: date = HEUTE) -> list[str]:
    return [each.text or "" for each in gezeichnet(day).iter(f"{SVG}text")]


def schritte(day: date = HEUTE) -> dict[int, ElementTree.Element]:
    groups = gezeichnet(day).iter(f"{SVG}g")
    return {int((each.get("aria-label") or "").split()[0]): each for each in groups}


def tafel(day: date = HEUTE) -> dict[int, tuple[str, str]]:
    """The rows of the table beneath the picture: number, when, what."""
    for block in land("netzwerkuebersicht", bestellt(echt(), day)).blocks:
        if "Nr." in [plain(cell) for cell in getattr(block, "head", ())]:
            return {int(plain(row[0])): (plain(row[1]), plain(row[2])) for row in block.rows}  # type: ignore[union-attr]
    return {}


def test_m72_the_picture_and_the_table_have_the_same_steps() -> None:
    drawn, told = schritte(), tafel()
    assert drawn.keys() == told.keys()
    assert len(drawn) == 14
    for number, group in drawn.items():
        label = (group.get("aria-label") or "").partition(" ")[2]
        assert told[number][1].startswith(label)


def test_m72_a_day_is_a_dot_and_a_year_a_bar_over_the_year() -> None:
    told, width = tafel(), {}
    for number, group in schritte().items():
        is_day = re.fullmatch(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}", told[number][0]) is not None
        assert (group.find(f"{SVG}circle") is not None) == is_day, told[number]
        if not is_day:
            rect = group.find(f"{SVG}rect")
            assert rect is not None
            width[told[number][0]] = float(rect.get("width") or 0)
    years = [width[year] for year in ("2017", "2018", "2019", "2021")]
    assert max(years) - min(years) < 1, "every year is as wide as the other, but for the leap day"
    assert width["spätestens 2021"] > 5 * years[0]
    assert width["zwischen Oktober 2016 und Dezember 2016"] < years[0] / 3


def test_m72_what_is_inferred_is_told_without_colour() -> None:
    texts = worte()
    assert texts.count("2*") == 9
    assert texts.count("3*") == 2
    assert texts.count("4*") == 1
    assert any("hohl und mit Stern erschlossen" in text for text in texts)
    assert any("2021 gezählt bis September 2021." in text for text in texts)
    forum = next(each for each in schritte().values() if "weiterentwickeltes Forum" in (each.get("aria-label") or ""))
    rect = forum.find(f"{SVG}rect")
    assert rect is not None
    assert rect.get("stroke-dasharray")


def test_m72_nothing_is_drawn_before_it_happened() -> None:
    assert bild(echt(), date(2016, 1, 1)) is None
    then = worte(date(2018, 10, 29))
    assert "Auftakt des Netzwerkes" in then
    assert "1. Jahrestreffen" not in then
    assert "1. Jahrestreffen" in worte(date(2018, 10, 30))
    assert "2019" not in then
    assert {text for text in then if re.fullmatch(r"20[0-9]{2}", text)} == {"2016", "2017", "2018"}
    # the numbers of a year are told when it is over
    assert "2*" not in worte(date(2018, 12, 30))
    assert "2*" in worte(date(2018, 12, 31))


@pytest.mark.parametrize("day", [date(2016, 12, 31), date(2018, 6, 1), date(2021, 9, 30), HEUTE])
def test_m72_no_two_steps_touch_and_all_stay_on_the_paper(day: date) -> None:
    root = gezeichnet(day)
    breite = float(root.get("width") or 0)
    for node in root.iter():
        for name in ("x", "cx"):
            if name in node.attrib:
                assert 0 <= float(node.attrib[name]) <= breite


@st.composite
def marken(draw: st.DrawFn) -> list[Marke]:
    year = st.integers(2010, 2024).map(str)
    month = st.builds("{}-{:02}".format, year, st.integers(1, 12))
    day = st.builds("{}-{:02}".format, month, st.integers(1, 28))
    datum = st.one_of(year, month, day, year.map(lambda text: f"..{text}"))
    text = st.text("abcÄ ", min_size=1, max_size=60)
    found = draw(st.lists(st.tuples(datum, st.sampled_from(["A", "B"]), text), min_size=1, max_size=25))
    return [Marke(number, bahn, parse_datum(when), words) for number, (when, bahn, words) in enumerate(found, 1)]


@given(marken())
def test_m72_in_no_row_two_steps_overlap(some: list[Marke]) -> None:
    found = lanes(some)
    assert sorted(place.marke.nummer for _, places in found for place in places) == [each.nummer for each in some]
    for _, places in found:
        rows: dict[int, list[Platz]] = {}
        for place in places:
            rows.setdefault(place.zeile, []).append(place)
        for row in rows.values():
            ordered = sorted(row, key=lambda place: place.von)
            assert all(one.bis < two.von for one, two in pairwise(ordered))
    drawn = zeitband(some, ())
    assert drawn is not None
    ElementTree.fromstring(drawn)  # noqa: S314


def test_m72_words_of_the_data_stay_words_in_the_picture() -> None:
    drawn = zeitband([Marke(1, '<b>&"', parse_datum("2018"), "<&\">'")], [Reihe("<AG>", {2018: Zahl(2)})])
    assert drawn is not None
    root = ElementTree.fromstring(drawn)  # noqa: S314
    assert "<&\">'" in [each.text for each in root.iter(f"{SVG}text")]
    assert "<AG>" in [each.text for each in root.iter(f"{SVG}text")]


def test_m72_many_meetings_are_a_number_alone() -> None:
    def dots(count: int) -> int:
        drawn = zeitband([], [Reihe("AG", {2018: Zahl(count)})])
        assert drawn is not None
        return drawn.decode().count('r="5"')

    assert (dots(3), dots(7), dots(8), dots(400)) == (3, 7, 0, 0)
    assert zeitband([], []) is None


def test_m72_the_picture_needs_no_colour_and_runs_nothing() -> None:
    assert kontrast(TINTE, PAPIER) >= 4.5
    assert kontrast(TINTE, HELL) >= 4.5
    assert kontrast(PAPIER, BLAU) >= 4.5
    found = bild(echt(), HEUTE)
    assert found is not None
    text = found.svg.decode()
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<(script|style|image|use|foreignObject|a)\b|href|on[a-z]+=|@import", text)
    assert text == (bild(echt(), HEUTE) or found).svg.decode()


def test_m72_the_words_of_the_picture_say_what_it_shows() -> None:
    document = land("netzwerkuebersicht", bestellt(echt(), HEUTE))
    (picture,) = [block for block in document.blocks if isinstance(block, Picture)]
    assert plain(picture.alt).startswith(
        "Zeitband des Netzwerkes von 2016 bis 2021: Treffen, Entstehung, Online-Forum und Papiere, beziffert"
    )
    early = land("netzwerkuebersicht", bestellt(echt(), date(2015, 1, 1)))
    assert not [block for block in early.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize(("day", "told"), [(date(2018, 12, 30), True), (date(2018, 12, 31), False)])
def test_m72_a_number_of_single_meetings_is_told_from_one_that_is_counted(day: date, told: bool) -> None:
    drawn = bild(echt(), day)
    assert drawn is not None
    svg = drawn.svg.decode()
    assert ("≥ 1<" in svg, "≥ einzeln belegt." in svg) == (told, told)
