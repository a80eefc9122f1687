"""Examples in their four parts, invitations and records of meetings."""

import pytest

from dkbm.documents.render import Dokument
from dkbm.documents.tree import Container, Heading, paragraphs, plain
from dkbm.documents.verzeichnis import VORLAGEN, build
from tests.dokumente import datensatz
from tests.papiere import abschnitt, dokument, landesdaten, tabelle, words, zu_beispiel, zu_treffen

KONTAKT = """name: Mara Muster
aemter:
  - {amt: leitung-bildung, bezeichnung: Leiterin, stelle: landkreis-musterland, datum: "2017", quelle: X02}
kontakt: {telefon: 0500 1234, email: muster@musterland.example, quelle: %s}
"""
FREIGABE = """freigabe:
  - {zweck: Praxisbeispiel, felder: [kontakt], rechtsgrundlage: vertrag, datum: "2020", nachweis: A, erteilt_von: Amt%s}
"""
BEISPIEL = """titel: Musterbericht
kommune: landkreis-musterland
eckpunkt: 1
quelle: X02
ausgangspunkt: [{text: Es fehlten Zahlen.}]
meilensteine:
  - {text: Der Bericht erscheint., datum: 2018-04, zweifel: Monat schlecht lesbar}
  - {text: Befragung, datum: 2019-01, bis: 2019-03, bemerkung: online}
etablierung: [{text: Neuauflage, datum: 2022..2023, geplant: true, erschlossen: true}]
kontakt: p-mara-muster
"""


def beispiel(quelle: str = "X02", freigabe: str | None = None, text: str = BEISPIEL) -> Dokument:
    person = KONTAKT % quelle + (FREIGABE % freigabe if freigabe is not None else "")
    dataset = datensatz({"data/beispiele/musterbericht.yaml": text, "data/personen/p-mara-muster.yaml": person})
    return dokument("praxisbeispiel", zu_beispiel(dataset, "musterbericht"))


def test_an_example_has_its_four_parts_in_order() -> None:
    headings = [plain(block.content) for block in beispiel().blocks if isinstance(block, Heading)]
    assert headings == ["Musterbericht", "Ausgangspunkt", "Meilensteine", "Etablierung", "Kontakt"]


def test_what_is_doubtful_planned_or_inferred_in_an_example_is_said() -> None:
    text = words(beispiel())
    assert "April 2018: Der Bericht erscheint. (Zweifel: Monat schlecht lesbar)" in text
    assert "Januar 2019 bis März 2019: Befragung (online)" in text
    assert "2022 bis 2023: Neuauflage (geplant) (erschlossen)" in text


@pytest.mark.parametrize(
    ("quelle", "freigabe", "weitergegeben"),
    [
        ("X02", None, True),  # the source of the example published them for this
        ("X03", None, False),  # another source did
        ("X03", "", True),  # an approval covers them
        ("X03", ", bis: 2025-12-31", False),  # it has expired
        ("X03", ", bis: 2026-11-22", True),  # this is its last day
        ("X02", ", widerruf: 2026-11-22", False),  # withdrawn forbids it in any case
        ("X02", ", widerruf: 2026-11-23", True),  # not withdrawn yet
    ],
)
def test_contact_data_of_an_example_need_publication_or_approval(
    quelle: str, freigabe: str | None, weitergegeben: bool
) -> None:
    text = words(beispiel(quelle, freigabe))
    assert ("0500 1234" in text) is weitergegeben
    assert ("muster@musterland.example" in text) is weitergegeben
    assert "Mara Muster\n" in text.replace("\nLeiterin" if quelle == "X02" else "\nLandkreis", "\n")


def test_m39_what_a_remark_says_is_inferred_is_not_marked_again() -> None:
    text = words(dokument("praxisbeispiel", zu_beispiel(landesdaten().dataset, "wirkungsorientierte-leitziele")))
    assert "(Die Reihenfolge ist erschlossen.)\n" in text


def test_a_withdrawn_name_is_not_printed() -> None:
    freigabe = FREIGABE.replace("[kontakt]", "[name]") % ", widerruf: 2026-11-22"
    person = KONTAKT % "X02" + freigabe
    changes = {"data/beispiele/musterbericht.yaml": BEISPIEL, "data/personen/p-mara-muster.yaml": person}
    text = words(dokument("praxisbeispiel", zu_beispiel(datensatz(changes), "musterbericht")))
    assert "Muster\n" not in text.replace("Landkreis Musterland", "")
    assert "0500 1234" not in text
    assert "Eine Ansprechperson ist nicht genannt." in text


def test_the_address_of_an_example_stands_once() -> None:
    text = words(dokument("praxisbeispiel", zu_beispiel(landesdaten().dataset, "wolfsburg-digital")))
    assert text.count("www.wolfsburg.de/digcomp") == 1


@pytest.mark.parametrize(
    ("gruppe", "treffen", "name"),
    [
        ("ag-3", 0, "AG 3 Kommunale Koordinierung der Bildungsangebote für Neuzugewanderte"),  # 2017
        ("ag-3", None, "AG 3 Bildung und Integration"),  # today
        ("ag-2", 0, "AG 2 Kommunales Bildungsmonitoring"),
        ("konzeptgruppe", 0, "Konzeptgruppe"),  # its mark is its name
        ("netzwerk", 4, "DKBM-Netzwerk Niedersachsen"),
    ],
)
def test_a_group_bears_the_name_of_the_time(gruppe: str, treffen: int | None, name: str) -> None:
    document = dokument("protokoll", zu_treffen(landesdaten().dataset, gruppe, treffen), entwurf=True)
    kopf = next(block for block in document.blocks if isinstance(block, Container) and block.kind == "titel")
    assert paragraphs(kopf.blocks)[1] == name


AG = """kennung: AG 1
art: arbeitsgruppe
namen:
  - {name: Alt, datum: "2017", quelle: X02}
  - {name: Neu, datum: ..2021, quelle: X02}
treffen:
  - {name: Treffen, datum: 2018-04, quelle: X02}
  - {name: Treffen, datum: 2021-03, quelle: X02}
"""


@pytest.mark.parametrize(("treffen", "name"), [(0, "AG 1 Alt"), (1, "AG 1 Neu"), (None, "AG 1 Neu")])
def test_a_name_attested_by_a_year_counts_from_that_year_on(treffen: int | None, name: str) -> None:
    dataset = datensatz({"data/netzwerk/ag-1.yaml": AG})
    assert name in words(dokument("protokoll", zu_treffen(dataset, "ag-1", treffen), entwurf=True)).splitlines()


def test_who_speaks_for_a_group_is_shown_as_last_attested_before_the_stichtag() -> None:
    person = KONTAKT % "X02" + (
        "netzwerk:\n"
        '  - {gruppe: ag-1, rolle: sprecheramt, bezeichnung: Sprecherin, datum: "2019", quelle: X02}\n'
        '  - {gruppe: ag-1, rolle: stellvertretung, stelle: landkreis-musterland, datum: "2021", quelle: X02}\n'
        '  - {gruppe: ag-1, rolle: sprecheramt, bezeichnung: Zukunft, datum: "2027", quelle: X02}\n'
        '  - {gruppe: netzwerk, rolle: sprecheramt, bezeichnung: Andere, datum: "2022", quelle: X02}\n'
    )
    person += FREIGABE.replace("Praxisbeispiel", "Netzwerk").replace("[kontakt]", "[name, netzwerk]") % ""
    dataset = datensatz({"data/netzwerk/ag-1.yaml": AG, "data/personen/p-mara-muster.yaml": person})
    text = words(dokument("einladung", zu_treffen(dataset, "ag-1", None), entwurf=True))
    assert "Mara Muster, Stellvertretung, Landkreis Musterland (belegt für 2021)" in text
    assert text.count("Mara Muster") == 1


@pytest.mark.parametrize("freigabe", ["", FREIGABE % "", FREIGABE.replace("[kontakt]", "[name, netzwerk]") % ""])
def test_m39_an_invitation_names_no_one_without_approval_for_the_network(freigabe: str) -> None:
    amt = 'netzwerk:\n  - {gruppe: ag-1, rolle: sprecheramt, datum: "2021", quelle: X02}\n'
    changes = {"data/netzwerk/ag-1.yaml": AG, "data/personen/p-mara-muster.yaml": KONTAKT % "X02" + amt + freigabe}
    text = words(dokument("einladung", zu_treffen(datensatz(changes), "ag-1", None), entwurf=True))
    assert "Mara" not in text
    assert "geben Auskunft" not in text


def test_a_yearly_meeting_has_a_common_morning_and_an_afternoon_in_groups() -> None:
    document = dokument("einladung", zu_treffen(landesdaten().dataset, "netzwerk", 4))
    assert paragraphs(tuple(abschnitt(document, "Vormittag: gemeinsam"))) == ("Von der Vision zu den Taten",)
    nachmittag = paragraphs(tuple(abschnitt(document, "Nachmittag: in den Gruppen")))
    assert [line[:4] for line in nachmittag[:3]] == ["AG 1", "AG 2", "AG 3"]
    assert nachmittag[2] == "AG 3 Bildung und Integration"  # as it was called in 2021


def test_an_invitation_names_day_place_host_and_agenda() -> None:
    document = dokument("einladung", zu_treffen(landesdaten().dataset, "ag-2", 0))
    assert tabelle(document, "Das Wichtigste") == [
        ["Tag", "Mittwoch, 21.02.2018"],
        ["Beginn und Ende", ""],
        ["Ort", "Bad Fallingbostel, Kreishaus Heidekreis"],
        ["Gastgeber", "Landkreis Heidekreis"],
        ["Anmeldung bis", ""],
    ]
    text = words(document)
    assert "Begrüßung\nMehrwert der Bildungsberichterstattung\n" in text
    assert "geben Auskunft" not in text  # nobody has allowed to be named
    assert "Die Teilnahme kostet die Mitglieder nichts." in text


def test_m39_an_invitation_without_a_meeting_lacks_just_that() -> None:
    auftrag = zu_treffen(landesdaten().dataset, "ag-1", None)
    build(VORLAGEN["einladung"], auftrag)
    luecke = auftrag.luecken.all()
    assert [(each.label, each.file, each.route) for each in luecke] == [
        ("Treffen mit Tag und Ort", "data/netzwerk/ag-1.yaml", ("treffen", 1))
    ]
    entwurf = dokument("einladung", zu_treffen(landesdaten().dataset, "ag-1", None), entwurf=True)
    assert tabelle(entwurf, "Das Wichtigste")[0] == ["Tag", "[[fehlt: Treffen mit Tag und Ort]]"]


def test_m39_an_invitation_needs_a_place_a_record_does_not() -> None:
    daten = landesdaten().dataset
    ohne_ort = zu_treffen(daten, "netzwerk", 3)  # no source names the place of the 3. Jahrestreffen
    build(VORLAGEN["einladung"], ohne_ort)
    assert [each.route for each in ohne_ort.luecken.all()] == [("treffen", 3, "ort")]
    assert ["Ort", ""] in tabelle(dokument("protokoll", zu_treffen(daten, "netzwerk", 3)), "Das Treffen")


def test_sources_that_disagree_on_a_number_all_stand_in_the_record() -> None:
    document = dokument("protokoll", zu_treffen(landesdaten().dataset, "netzwerk", 0))
    rows = dict(row[:2] for row in tabelle(document, "Das Treffen"))
    assert rows["Teilnehmende"].startswith("100 (Chronik); mehr als 100 (Fließtext); ≥ 100 (Grafik; Zweifel: ")
