"""The working papers of the modules: complete, prefilled from the data, with room for what people write by hand."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle, repeat

import pytest

from dkbm.dataset import load
from dkbm.documents.angaben import Angabe, Inhalt, numbered
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.fuellen import filler
from dkbm.documents.gaps import Luecken
from dkbm.documents.render import Dokument, Kopf, fassung, render
from dkbm.documents.tree import Block, Container, Heading, Items, Paragraph, Space, Table, paragraphs, plain
from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.documents.views.papier import vereinbarungen_zum
from dkbm.rules.references import check_references
from dkbm.schema import check
from tests.aufruf import dkbm
from tests.dokumente import MUSTER, datensatz, geschrieben, koerper
from tests.dokumente import VORLAGEN as TEMPLATES
from tests.feindlich import TEXTE
from tests.muster import musterland
from tests.papiere import (
    ALLE,
    FORMATE,
    GOLDEN,
    HEUTE,
    PAPIERE,
    PLAN,
    ROOT,
    abschnitt,
    auftrag_zu,
    bloecke,
    dokument,
    landesdaten,
    mit_plan,
    papier,
    tabelle,
    words,
)


@pytest.mark.parametrize(("vorlage", "worum", "treffen"), ALLE)
def test_m38_no_paper_has_a_gap_a_blank_or_a_left_over(vorlage: str, worum: str, treffen: int | None) -> None:
    document = dokument(vorlage, auftrag_zu(vorlage, worum, treffen))
    text = words(document)
    assert not re.search(r"\[\[|None|True|False|  |\.\.|,,| [.,;:)]|\(\)|\{|\}", text), text
    for block in bloecke(document.blocks):
        if isinstance(block, Table):
            assert block.rows
            assert all(plain(cell) for cell in block.head)
        if isinstance(block, Heading | Paragraph):
            assert plain(block.content).strip()
        if isinstance(block, Container):
            assert block.blocks


def test_m43_a_draft_of_an_agreement_is_no_basis_of_a_paper() -> None:
    text = musterland()[MUSTER].decode()
    drafted = text.replace("    unterzeichnet: 2017-10-16\n", "    geplant: true\n")
    assert drafted != text
    for now, is_named in ((text, True), (drafted, False)):
        loaded = load(musterland({MUSTER: now}), check)
        assert not [each for each in loaded.diagnostics if each.severity == "fehler"]
        gemeint = Auftrag(loaded.dataset, HEUTE, Luecken(loaded.dataset.documents), modul=1)
        kommune = loaded.dataset.kommunen["landkreis-musterland"]
        assert bool(vereinbarungen_zum(gemeint._replace(kommune=kommune))) is is_named


@pytest.mark.parametrize(("vorlage", "worum", "treffen"), ALLE)
def test_m40_every_value_names_where_it_comes_from(vorlage: str, worum: str, treffen: int | None) -> None:
    daten = landesdaten().dataset
    for name, angabe in numbered(build(VORLAGEN[vorlage], _mit_modul(vorlage, worum, treffen)).daten):
        assert angabe.herkunft or angabe.aufruf, f"{name}: {angabe}"
        for place in angabe.herkunft:
            value = daten.documents[place.file].value
            for step in place.route:
                value = value[step]


def _mit_modul(vorlage: str, worum: str, treffen: int | None) -> Auftrag:
    return auftrag_zu(vorlage, worum, treffen)._replace(modul=VORLAGEN[vorlage].modul)


def _ersetzt(inhalt: Inhalt, texte: Iterator[str]) -> Inhalt:
    """The same values with other texts."""
    if isinstance(inhalt, Angabe):
        return inhalt.with_text(next(texte))
    if isinstance(inhalt, dict):
        return {name: _ersetzt(wert, texte) for name, wert in inhalt.items()}
    return inhalt if isinstance(inhalt, bool) else tuple(_ersetzt(wert, texte) for wert in inhalt)


def _gestalt(blocks: tuple[Block, ...]) -> list[object]:
    """What the blocks are, without their words."""
    found: list[object] = []
    for block in blocks:
        match block:
            case Container():
                found.append((block.kind, _gestalt(block.blocks)))
            case Items():
                found.append([_gestalt(entry) for entry in block.entries])
            case Table():
                found.append((len(block.head), len(block.rows)))
            case _:
                found.append(type(block).__name__)
    return found


@pytest.mark.parametrize("vorlage", [*PAPIERE, "praxisbeispiel", "protokoll", "einladung"])
def test_no_text_in_the_data_changes_the_shape_of_a_paper(vorlage: str) -> None:
    worum, treffen = next((worum, treffen) for name, worum, treffen in reversed(ALLE) if name == vorlage)
    ansicht = build(VORLAGEN[vorlage], _mit_modul(vorlage, worum, treffen))
    chosen = fassung(TEMPLATES, vorlage, vorlage, None)

    def mit(texte: Iterator[str]) -> Dokument:
        daten = {name: _ersetzt(wert, texte) for name, wert in ansicht.daten.items()}
        return render(TEMPLATES, chosen, Ansicht(daten), Kopf((vorlage,), ""), fill=filler(TEMPLATES))

    gestalt = _gestalt(mit(repeat("Wort")).blocks)
    for start in range(0, 200, 20):
        assert _gestalt(mit(cycle(TEXTE[start:])).blocks) == gestalt


@pytest.mark.parametrize(
    ("vorlage", "worum", "treffen"),
    [
        ("interviewleitfaden", "landkreis-nienburg-weser", None),
        ("sondierungsprotokoll", "landkreis-nienburg-weser", None),
        ("ergebnisbericht", "landkreis-nienburg-weser", None),
        ("transferplan", "landkreis-nienburg-weser", None),
        ("prozessdokumentation", "stadt-osnabrueck", None),
        ("umsetzungsplan", "landkreis-harburg", None),
        ("reflexionsgespraech", "region-hannover", None),
        ("praxisbeispiel", "wolfsburg-digital", None),
        ("einladung", "ag-2", 0),
        ("protokoll", "netzwerk", 4),
    ],
)
def test_the_wording_of_each_paper(vorlage: str, worum: str, treffen: int | None, update: bool) -> None:
    document = dokument(vorlage, auftrag_zu(vorlage, worum, treffen))
    text = koerper(geschrieben(document)).lstrip("\n")
    path = GOLDEN / f"{vorlage}-{worum}.md"
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_m76_the_plan_shows_teilziel_format_and_zeitplan() -> None:
    rows = tabelle(papier("umsetzungsplan", mit_plan()), "Teilziel")
    assert rows == [
        ["Der Bildungsbericht erscheint alle zwei Jahre", "Werkstatt, Fachtag", "Juni 2023"],
        ["Alle Fachdienste melden ihre Kennzahlen", "Werkstatt", ""],
        ["Die Steuerungsgruppe tagt", "", "zwischen 2023 und 2024"],
        ["", "", ""],
        ["", "", ""],
    ]


def test_m76_a_plan_without_data_is_an_empty_form() -> None:
    rows = tabelle(papier("umsetzungsplan", datensatz()), "Teilziel")
    assert len(rows) == 5
    assert {cell for row in rows for cell in row} == {""}


def test_m76_the_plan_offers_the_formats_of_modul_4() -> None:
    text = words(papier("umsetzungsplan", mit_plan()))
    assert "Begleitung: Reflexionsgespräch" in text
    assert "Qualifizierung: Werkstatt, Fachtag" in text
    assert "Interview" not in text
    assert "Forum" not in text


def test_m76_the_yearly_talk_looks_back_on_the_plan_and_carries_it_forward() -> None:
    dataset = mit_plan("  - {ereignis: reflexionsgespraech, modul: 4, datum: 2023-05-09, quelle: X02}\n")
    document = papier("reflexionsgespraech", dataset)
    rows = tabelle(document, "Teilziel")
    assert [row[0] for row in rows] == [
        "Der Bildungsbericht erscheint alle zwei Jahre",
        "Alle Fachdienste melden ihre Kennzahlen",
        "Die Steuerungsgruppe tagt",
    ]
    assert {row[3] for row in rows} == {""}  # what was reached is room to write
    assert "09.05.2023: Reflexionsgespräch, Modul 4 (X02)" in words(document)
    naechstes = [block for block in abschnitt(document, "3 Fortschreibung des Plans") if isinstance(block, Table)]
    assert [[plain(cell) for cell in row] for row in naechstes[0].rows] == [["", "", ""]] * 4


def test_m76_a_format_nobody_declares_is_a_finding() -> None:
    text = musterland()[MUSTER].decode().replace("verlauf:\n", f"{PLAN}verlauf:\n")
    changes = {MUSTER: text.replace("[workshop, fachtag]", "[werkstadt]"), "data/formate.yaml": FORMATE}
    found = check_references(load(musterland(changes), check).dataset, HEUTE)
    assert [entry.message for entry in found] == ["Das Format »werkstadt« steht nicht in data/formate.yaml."]


def test_an_agreement_after_the_stichtag_is_not_in_the_paper() -> None:
    frueh = papier("umsetzungsplan", mit_plan(), stichtag=date(2022, 5, 1))
    assert "in den Daten nicht erfasst" in words(frueh)
    assert "Bildungsbericht" not in words(frueh)
    assert "unterzeichnet am 02.05.2022" in words(papier("umsetzungsplan", mit_plan(), stichtag=date(2022, 5, 2)))


def test_the_guide_has_room_for_each_theme_and_frames_it_by_the_eckpunkte() -> None:
    document = papier("interviewleitfaden", landesdaten().dataset, "landkreis-nienburg-weser")
    themen = [plain(block.content) for block in abschnitt(document, "2 Themen") if isinstance(block, Heading)]
    assert themen == [
        "Bildungsmonitoring im Rahmen der vorhandenen Strukturen anpassen und ergänzen",
        "Ansatzpunkte für die Vernetzung der Bildungskoordination für Neuzugewanderte am Übergang Schule – Beruf",
    ]
    assert len([block for block in abschnitt(document, "2 Themen") if isinstance(block, Space)]) == 2
    assert [row[0][:1] for row in tabelle(document, "Eckpunkt")] == ["1", "2", "3", "4", "5", "6"]


def test_a_guide_without_themes_leaves_room_for_them() -> None:
    document = papier("interviewleitfaden", landesdaten().dataset, "region-hannover")
    assert "Die Themen legt das Sondierungsgespräch fest" in words(document)
    assert Space(10) in abschnitt(document, "2 Themen")


def test_the_first_talk_begins_with_the_agreed_themes_and_time_frame() -> None:
    document = papier("sondierungsprotokoll", datensatz())
    assert tabelle(document, "Thema") == [["Bildungsmonitoring ergänzen", "", ""], ["", "", ""], ["", "", ""]]
    text = words(document)
    assert "Vorgesehener Beginn von Modul 1: im Februar 2018" in text
    assert "Dauer der Analyse: etwa 3\u00a0bis\u00a06\u00a0Monate nach dem Sondierungsgespräch" in text
    assert "Erfasst ist: Sondierungsgespräch, Modul 1, 20.02.2018" in text
    assert "Ansprechperson der Kommune: Mara Muster, Leiterin des Fachbereichs Bildung" in text
    assert "Ansprechperson der Musteragentur: Dr.\u00a0Tom Test, Projektleiter" in text


def test_the_usual_duration_stands_where_none_was_agreed() -> None:
    document = papier("sondierungsprotokoll", landesdaten().dataset, "region-hannover")
    assert "etwa 3\u00a0bis\u00a06\u00a0Monate nach dem Sondierungsgespräch" in words(document)
    assert "Vorgesehener Beginn" not in words(document)


def test_the_report_lists_the_talks_and_what_bodies_decided_with_their_sources() -> None:
    verlauf = (
        "  - {ereignis: interview, modul: 1, datum: 2018-03-01, quelle: X02, inhalt: Schulamt}\n"
        "  - {ereignis: gremium, gremium: Musterausschuss, datum: 2017-11, quelle: X03, inhalt: nimmt zur Kenntnis.}\n"
        "  - {ereignis: gremium, gremium: Kreistag, datum: 2018-01, geplant: true, quelle: X03}\n"
    )
    document = papier("ergebnisbericht", mit_plan(verlauf))
    assert tabelle(document, "Wann")[:2] == [
        ["20.02.2018", "Sondierungsgespräch, Modul 1", ""],
        ["01.03.2018", "Interview, Modul 1: Schulamt", ""],
    ]
    text = words(document)
    assert "Nov. 2017\nMusterausschuss: nimmt zur Kenntnis\nX03" in text
    assert "Kreistag" not in text  # planned is not done
    quellen = abschnitt(document, "Quellen")
    assert [line.partition(":")[0] for line in paragraphs(tuple(quellen))] == ["X03"]


def test_what_came_after_the_stichtag_is_not_part_of_the_way() -> None:
    rows = tabelle(papier("prozessdokumentation", datensatz(), stichtag=date(2018, 6, 30)), "Wann")
    assert [row[1] for row in rows] == ["Sondierungsgespräch, Modul 1"]
    rows = tabelle(papier("prozessdokumentation", datensatz(), stichtag=date(2018, 7, 1)), "Wann")
    assert [row[1] for row in rows] == ["Sondierungsgespräch, Modul 1", "Beginn, Modul 2"]


def test_the_plan_of_modul_2_points_to_examples_on_the_same_matters() -> None:
    rows = tabelle(papier("transferplan", landesdaten().dataset, "landkreis-nienburg-weser"), "Beispiel")
    assert rows == [["Initiative #WolfsburgDigital", "Stadt Wolfsburg", "3"]]


def test_an_event_without_a_date_is_placed_by_its_source() -> None:
    rows = tabelle(papier("prozessdokumentation", landesdaten().dataset, "stadt-osnabrueck"), "Wann")
    assert rows[0][0] == "bis Nov. 2015"
    assert rows[-1] == ["Feb. 2022 bis Jan. 2024", "Genannt im Begleitprozess, Modul 4, Phase 3", "Q01"]


def test_a_person_appears_only_with_an_office_of_the_time() -> None:
    person = musterland()["data/personen/p-mara-muster.yaml"].decode()
    spaeter = person.replace("datum: 2017-10-16, quelle: X02", 'datum: "2021", quelle: X03')
    assert spaeter != person
    text = words(papier("sondierungsprotokoll", datensatz({"data/personen/p-mara-muster.yaml": spaeter})))
    assert "Mara Muster" not in text
    assert "Ansprechperson der Kommune" not in text


def test_m76_the_plan_of_a_real_kommune_comes_out_of_the_command() -> None:
    answer = dkbm("render", "umsetzungsplan", "Harburg", cwd=ROOT, heute="2026-11-22")
    assert answer.status == 0
    assert "# Umsetzungsplan" in answer.out
    assert "| Teilziel | Format | Zeitplan |" in answer.out
