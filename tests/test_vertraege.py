"""The agreements on all four modules: which wording for which day, built on what."""

import pytest

from dkbm.diagnostic import route_text
from dkbm.documents.tree import Container, Heading, plain
from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.errors import DkbmError
from tests.dokumente import (
    MUSTER,
    datensatz,
    gemacht,
    geschrieben,
    muster_text,
    ohne,
)
from tests.goldene import require_golden
from tests.vertraege import HARBURG, NIENBURG, auftrag, landesdaten, mit_vereinbarung, vertrag, worte

GOLDENE = [
    ("zielvereinbarung", NIENBURG, None, False),
    ("zielvereinbarung", HARBURG, None, True),
    ("zielvereinbarung", "landkreis-lueneburg", None, True),
    ("zielvereinbarung", "stadt-osnabrueck", 3, True),
    ("zielvereinbarung", "region-hannover", None, True),
    ("zielvereinbarung", "landkreis-heidekreis", 4, True),
    ("meldung", NIENBURG, None, False),
    ("meldung", "landkreis-heidekreis", 4, True),
    ("weitergabe", NIENBURG, None, True),
]


@pytest.mark.parametrize(("vorlage", "kommune", "modul", "entwurf"), GOLDENE)
def test_m38_the_documents_of_real_kommunen(
    update: bool, vorlage: str, kommune: str, modul: int | None, entwurf: bool
) -> None:
    text = geschrieben(gemacht(auftrag(landesdaten(), kommune, modul), vorlage, entwurf=entwurf))
    require_golden(f"dokumente/{vorlage}-{kommune}.md", text, update=update)
    assert "None" not in text


@pytest.mark.parametrize(
    ("modul", "tag", "fassung", "module"),
    [
        (1, "2018-06-05", "2017", "drei"),
        (1, "2021-04-30", "2017", "drei"),
        (1, "2021-05-25", "2021", "vier"),
        (2, "2018-06-05", "2017", "drei"),
        (2, "2021-05", "2021", "vier"),
        (3, "2018-06-05", "2017", "drei"),
        (3, "2022-06-05", "2021", "vier"),
        (4, "2018-06-05", "2021", "vier"),
        (4, "2022-06-05", "2021", "vier"),
    ],
)
def test_m43_the_wording_of_the_day_knows_as_many_modules_as_its_time(
    modul: int, tag: str, fassung: str, module: str
) -> None:
    extra = {"dauer": "{monate: [6, 6], ab: beginn}"} if modul == 1 else {}
    document = vertrag(modul, tag, **extra)
    assert document.herkunft.fassung == fassung
    text = worte(document)
    assert f"Er gliedert sich in {module} Module" in text
    assert ("Modul 4, die Weiterentwicklung" in text) == (module == "vier")


def test_modul_4_is_no_older_than_any_source_of_it() -> None:
    with pytest.raises(DkbmError, match="Keine Fassung"):
        vertrag(4, "2017-09-30")


SAETZE = {
    1: ["Ist-Stand-Analyse durchzuführen", "3. Sichtung", "Ausblick auf Modul 2"],
    2: ["eine Modelllösung zu erarbeiten", "Ergebnis ist ein Transferplan", "Ausblick auf Modul 3"],
    3: ["bei der Umsetzung des Transferplans zu begleiten", "Erfahrungsaustausch mit anderen", "Abschlussgespräch:"],
    4: [
        "hat sich entschieden, die Zusammenarbeit",
        "gesonderten Umsetzungsplan",
        "Einmal im Jahr",
        "strategischen und auf der operativen Ebene",
        "Workshops und Transfercluster",
    ],
}


@pytest.mark.parametrize("modul", SAETZE)
def test_each_module_has_a_wording_of_its_own(modul: int) -> None:
    document = vertrag(modul, dauer="{monate: [6, 6], ab: beginn}")
    text = worte(document)
    for satz in SAETZE[modul]:
        assert satz.removeprefix("3. ") in text, satz
    titel = [plain(block.content) for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert titel == [
        "Die Beteiligten",
        "Gegenstand der Vereinbarung",
        "Präambel",
        "Teil A: Ziele der Kommune",
        "Teil B: Aufgabe der Musteragentur",
        "Teil C: Besondere Vereinbarungen",
        "Anhang: Allgemeine Bestimmungen",
    ]


@pytest.mark.parametrize("modul", SAETZE)
def test_closing_words_and_signatures_stand_together(modul: int) -> None:
    document = vertrag(modul, dauer="{monate: [6, 6], ab: beginn}")
    kinds = [block.kind if isinstance(block, Container) else "" for block in document.blocks]
    at = kinds.index("schluss")
    assert kinds[at : at + 2] == ["schluss", "unterschriften"]
    schluss, unterschriften = document.blocks[at : at + 2]
    assert isinstance(schluss, Container)
    assert isinstance(schluss.blocks[0], Heading)
    assert isinstance(unterschriften, Container)
    assert len(unterschriften.blocks) == 2


def test_modul_2_continues_the_agreement_on_modul_1() -> None:
    text = worte(vertrag(2))
    assert "\nFortschreibung der Zielvereinbarung zu Modul 1 vom 16.10.2017\n" in text
    assert "Diese Zielvereinbarung schreibt die Zielvereinbarung zu Modul 1 vom 16.10.2017 fort." in text


@pytest.mark.parametrize(
    ("alt", "neu", "vorige"),
    [
        ("unterzeichnet: 2017-10-16", "unterzeichnet: 2017-10", "vom Oktober 2017"),
        ("unterzeichnet: 2017-10-16", 'unterzeichnet: "2017"', "aus dem Jahr 2017"),
        ("unterzeichnet: 2017-10-16", "unterzeichnet: 2017-01..2017-10", "(zwischen Januar 2017 und Oktober 2017)"),
    ],
)
def test_m5_the_day_of_the_former_agreement_stays_as_imprecise_as_it_is(alt: str, neu: str, vorige: str) -> None:
    assert f"zu Modul 1 {vorige} fort." in worte(vertrag(2, text=muster_text().replace(alt, neu)))


@pytest.mark.parametrize(
    ("text", "label", "route"),
    [
        (
            muster_text().replace("    modul: 1\n", "    modul: 3\n"),
            "Zielvereinbarung zu Modul 1, die fortgeschrieben wird",
            "vereinbarungen[2]",
        ),
        (
            muster_text().replace("2017-10-16", "2019-10-16"),
            "Zielvereinbarung zu Modul 1, die fortgeschrieben wird",
            "vereinbarungen[2]",
        ),
        (
            ohne("unterzeichnet"),
            "Tag der Unterschrift der Zielvereinbarung zu Modul 1",
            "vereinbarungen[0].unterzeichnet",
        ),
    ],
)
def test_m39_without_the_former_agreement_there_is_nothing_to_continue(text: str, label: str, route: str) -> None:
    dataset = datensatz({MUSTER: mit_vereinbarung(2, text=text)})
    ansicht = build(VORLAGEN["zielvereinbarung"], auftrag(dataset, ident="zv-2018"))
    assert [(luecke.label, route_text(luecke.route)) for luecke in ansicht.luecken] == [(label, route)]


@pytest.mark.parametrize(
    ("modul", "ereignis", "satz"),
    [
        (2, "ergebnisbericht, modul: 1", "stehen im Ergebnisbericht{}. Auf"),
        (3, "transferplan, modul: 2", "Der Transferplan{} ist zwischen"),
        (4, "prozessdokumentation, modul: 3", "Ausgangspunkt ist die Prozessdokumentation{}."),
    ],
)
def test_the_paper_that_ended_the_module_before_is_named_with_its_day(modul: int, ereignis: str, satz: str) -> None:
    def text(datum: str) -> str:
        zeile = f"verlauf:\n  - {{ereignis: {ereignis}{datum}, quelle: X02}}\n"
        return worte(vertrag(modul, text=muster_text().replace("verlauf:\n", zeile)))

    assert satz.format(" vom 03.05.2018") in text(", datum: 2018-05-03")
    for nothing in ("", ", datum: 2018-07-03", ", datum: 2018-05-03, geplant: true"):
        assert " vom 03." not in text(nothing)
        assert (satz.format("") in text(nothing)) == (modul != 4)


def test_modul_4_names_its_phase_and_its_end_only_as_agreed() -> None:
    offen, bestimmt = worte(vertrag(4)), worte(vertrag(4, phase="2", dauer="{monate: [12, 12], ab: beginn}"))
    assert "Umsetzungsphase." not in offen
    assert "Wie lange die Zusammenarbeit dauert, beraten die Beteiligten in den Reflexionsgesprächen." in offen
    assert "Diese Vereinbarung gilt für die 2. Umsetzungsphase." in bestimmt
    assert "soll etwa 12\u00a0Monate nach dem Beginn abgeschlossen sein." in bestimmt


@pytest.mark.parametrize("modul", [2, 3, 4])
def test_only_modul_1_must_say_how_long_it_takes(modul: int) -> None:
    assert "fehlt" not in worte(vertrag(modul))
    dataset = datensatz({MUSTER: mit_vereinbarung(1)})
    ansicht = build(VORLAGEN["zielvereinbarung"], auftrag(dataset, ident="zv-2018"))
    assert [luecke.label for luecke in ansicht.luecken] == ["Dauer"]
