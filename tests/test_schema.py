"""Schema findings: German, one per fault, at the right place, all at once (M 2, 4, 5, 6)."""

import pytest

from dkbm.schema import CODES, KINDS, check
from dkbm.text.document import Document
from dkbm.text.reader import read
from tests.schematisch import KOMMUNE, PATHS, PERSON, document, excerpt, findings, musterland_documents

VEREINBARUNG = "vereinbarungen:\n  - {id: zv-1, art: zielvereinbarung, quelle: X02, %s}\n"
EREIGNIS = "verlauf:\n  - {ereignis: genannt, quelle: X01, %s}\n"


@pytest.mark.parametrize(("kind", "doc"), [pytest.param(*pair, id=pair[1].path) for pair in musterland_documents()])
def test_the_dataset_of_musterland_is_clean(kind: str, doc: Document) -> None:
    assert check(doc, kind) == ()


TABLE = [
    # kind, text, code, what is marked, part of the message, part of the help
    ("kommune", KOMMUNE + "farbe: rot\n", "D101", "farbe", "»farbe« gibt es hier nicht.", "Möglich sind: schluessel,"),
    ("kommune", KOMMUNE + "leitnug: []\n", "D101", "leitnug", "Meinten Sie »leitung«?", "leitung: … schreiben."),
    ("kommune", KOMMUNE.replace("quelle", "Quelle"), "D101", "Quelle", "Meinten Sie »quelle«?", "quelle: Q01"),
    ("kommune", KOMMUNE.replace("name", "nmae"), "D101", "nmae", "Meinten Sie »name«?", "name: Musterland"),
    ("kommune", KOMMUNE + "ort: Stadt\n", "D101", "ort", "gibt es hier nicht", "gehört unter »vereinbarungen«"),
    ("person", PERSON + "telefon: '0'\n", "D101", "telefon", "gibt es hier nicht", "gehört unter »kontakt«"),
    (
        "kommune",
        KOMMUNE.replace("name: Musterland\n", ""),
        "D102",
        "schl",
        "In der Datei fehlt das Feld »name«.",
        "name: M",
    ),
    ("kommune", KOMMUNE.split("\n", 1)[1], "D102", "name", "fehlt das Feld »schluessel«", 'schluessel: "03353"'),
    (
        "kommune",
        KOMMUNE + "verlauf:\n  - {ereignis: genannt}\n",
        "D102",
        "{ereignis: genannt}",
        "In Eintrag 1 von »verlauf« fehlt das Feld »quelle«.",
        "quelle: Q01",
    ),
    ("kommune", KOMMUNE + EREIGNIS % "phase: 2", "D102", "phase", "»phase« steht hier ohne »modul«.", "ergänzen"),
    ("kommune", KOMMUNE + "bemerkung:\n", "D103", "", "»bemerkung« hat keinen Wert.", "weglassen"),
    ("kommune", KOMMUNE + "bemerkung: 5\n", "D103", "5", "soll Text sein, hier steht eine Zahl.", '"5" schreiben.'),
    ("kommune", KOMMUNE + "bemerkung: true\n", "D103", "true", "soll Text sein", '"true" schreiben.'),
    (
        "kommune",
        KOMMUNE
        + "vereinbarungen: [{id: zv, art: zielvereinbarung, quelle: Q01,"
        + " kommune: {vertretung: {amt: landrat, in_vertretung: true}}}]\n",
        "D103",
        "true",
        "soll Text sein",
        "Zum Beispiel in_vertretung: sozialdezernent",
    ),
    (
        "kommune",
        KOMMUNE + "auch: Kreis\n",
        "D103",
        "Kreis",
        "soll eine Liste sein, hier steht Text.",
        "mit einem Strich",
    ),
    ("kommune", KOMMUNE + "verlauf: [genannt]\n", "D103", "genannt", "Eintrag 1 von »verlauf«", "ereignis, quelle"),
    ("kommune", KOMMUNE + EREIGNIS % 'modul: "4"', "D103", '"4"', "eine ganze Zahl", "4 ohne Anführungszeichen"),
    ("kommune", KOMMUNE + EREIGNIS % "geplant: ja", "D103", "ja", "true oder false", "true schreiben."),
    ("kommune", "- a\n", "D103", "- a", "Die Datei soll aus Feldern bestehen", "name, art, quelle"),
    ("kommune", KOMMUNE.replace("landkreis", "lankreis"), "D104", "lankreis", "Meinten Sie »landkreis«?", "region"),
    ("kommune", KOMMUNE.replace("landkreis", "kreisfreie_stadt"), "D104", "kreisfreie_stadt", "»kreisfreie-stadt«", ""),
    (
        "kommune",
        KOMMUNE.replace("landkreis", "Burg"),
        "D104",
        "Burg",
        "»Burg« ist für »art« nicht vorgesehen.",
        "Möglich",
    ),
    ("themen", "eigene_einteilung: false\nschlagworte: [{id: a, name: A}]\n", "D104", "false", "»false«", "ist: true"),
    ("kommune", KOMMUNE.replace("99001", "9900"), "D105", '"9900"', "hat nicht die Form", 'schluessel: "03353"'),
    ("kommune", KOMMUNE.replace("X02", "Q 1"), "D105", "Q 1", "die für »quelle« gilt", "quelle: Q01"),
    ("kommune", KOMMUNE.replace("99001", "99001\\n"), "D105", '"99001\\n"', "hat nicht die Form", "fünf Ziffern"),
    ("kommune", KOMMUNE.replace("99001", "٩٩٠٠١"), "D105", '"٩٩٠٠١"', "hat nicht die Form", "fünf Ziffern"),
    ("kommune", KOMMUNE + "bemerkung: ''\n", "D106", "''", "»bemerkung« ist leer.", "weglassen"),
    (
        "kommune",
        KOMMUNE + f"bemerkung: {'a' * 2001}\n",
        "D106",
        "a" * 2001,
        "2001 Zeichen, erlaubt sind höchstens 2000",
        "",
    ),
    ("kommune", KOMMUNE + "verlauf: []\n", "D106", "[]", "»verlauf« ist eine leere Liste.", "weglassen"),
    (
        "kommune",
        KOMMUNE + VEREINBARUNG % "dauer: {monate: [3], ab: interview}",
        "D106",
        "[3]",
        "braucht mindestens 2 Einträge",
        "[3, 6]",
    ),
    ("kommune", KOMMUNE + EREIGNIS % "modul: 0", "D107", "0", "»0« ist für »modul« nicht möglich.", "1 bis 99"),
    ("kommune", KOMMUNE + EREIGNIS % "modul: -3", "D107", "-3", "nicht möglich", "1 bis 99"),
    (
        "kommune",
        KOMMUNE.replace("X02", "[X02, X01, X02]"),
        "D108",
        "X02",
        "»X02« steht mehrfach in »quelle«.",
        "entfernen",
    ),
    ("kommune", KOMMUNE.replace("landkreis", "verbund"), "D109", "schluessel", "Ein Verbund hat keinen", "entfernen"),
    (
        "kommune",
        KOMMUNE + EREIGNIS % "datum: 2021-02-30",
        "D113",
        "2021-02-30",
        "gibt es nicht im Kalender",
        "01 bis 28",
    ),
    (
        "kommune",
        KOMMUNE + EREIGNIS % "datum: 16.02.2018",
        "D113",
        "16.02.2018",
        "hat die Form",
        "2018-02-16 schreiben.",
    ),
    ("kommune", KOMMUNE + EREIGNIS % 'datum: "2026-13"', "D113", '"2026-13"', "Monat 13", "01 und 12"),
    ("kommune", KOMMUNE + EREIGNIS % "datum: 2018..2017", "D113", "2018..2017", "bevor er beginnt", "2017..2018"),
    ("kommune", KOMMUNE + EREIGNIS % "datum: 2017", "D118", "2017", "Das Jahr 2017 steht ohne", '"2017" schreiben.'),
    (
        "kommune",
        KOMMUNE + EREIGNIS % "datum: [{datum: 2018-13, quelle: X01}, {quelle: X02}]",
        "D113",
        "2018-13",
        "Monat 13",
        "",
    ),
    ("person", PERSON.split("\n", 1)[0] + "\n", "D102", "name", "fehlt das Feld »aemter«", ""),
    (
        "quellen",
        "quellen: [{id: X1, titel: T, herausgeber: H, stand_art: exakt, abdeckung: voll}]\n",
        "D102",
        "{id",
        "»stand«",
        "",
    ),
    ("dkbm", "name: M\nland: L\nschema: 1\nregeln: 3\n", "D103", "3", "soll eine Liste sein", ""),
]


@pytest.mark.parametrize(("kind", "body", "code", "marked", "message", "help_text"), TABLE)
def test_m4_one_fault_is_one_finding_in_german_at_its_place(  # noqa: PLR0917 -- one column each
    kind: str, body: str, code: str, marked: str, message: str, help_text: str
) -> None:
    found = findings(kind, body)
    assert [finding.code for finding in found] == [code]
    assert message in found[0].message
    assert help_text in found[0].help
    assert excerpt(kind, body, found[0]).startswith(marked)
    assert found[0].severity == CODES[code].severity


def test_m2_an_unquoted_key_with_a_leading_zero_has_exactly_one_finding_from_the_reader() -> None:
    doc, found = read(PATHS["kommune"], KOMMUNE.replace('"99001"', "03353").encode())
    assert doc is None
    assert [finding.code for finding in found] == ["D112"]
    assert '"03353"' in found[0].help
    assert "1771" not in str(found)


def test_m2_an_unquoted_key_is_to_be_quoted_as_it_stands() -> None:
    (found,) = findings("kommune", KOMMUNE.replace('"99001"', "99001"))
    assert found.code == "D103"
    assert found.help == '"99001" schreiben.'


def test_m2_the_key_under_its_official_short_name_is_told_its_field() -> None:
    (found,) = findings("kommune", KOMMUNE.replace("schluessel", "ags"))
    assert found.message == "Das Feld »ags« heißt hier »schluessel«."


@pytest.mark.parametrize(
    "body",
    [
        KOMMUNE + "ansprechpatner: p-mara-muster\n",
        KOMMUNE + VEREINBARUNG % "kommune: {ansprechpatner: p-mara-muster}",
        KOMMUNE + VEREINBARUNG % "ansprechpatner: p-mara-muster",
    ],
)
def test_m4_a_misspelt_contact_is_named(body: str) -> None:
    (found,) = findings("kommune", body)
    assert "»ansprechpartner«" in found.message
    assert "Meinten Sie" not in found.message, "that is no field either"
    assert "ansprechperson" in found.message + found.help


@pytest.mark.parametrize("key", ["status", "lage", "modul", "stand", "phase", "seit"])
def test_m6_a_stored_state_is_refused_with_where_it_comes_from(key: str) -> None:
    (found,) = findings("kommune", KOMMUNE + f"{key}: 3\n")
    assert (found.code, found.place.route, found.place.at_key) == ("D101", (key,), True)
    assert found.help.startswith("Der Stand wird aus dem Verlauf abgeleitet und nie gespeichert")


def test_all_faults_of_a_document_are_found_in_one_run_in_the_order_of_the_text() -> None:
    body = (
        'schluessel: "9"\nart: lankreis\nquelle: X02\nfarbe: rot\nverlauf:\n'
        "  - {ereignis: beginn, datum: 2017, modul: 0}\n  - {ereignis: genannt, quelle: X01, datum: 2018-13}\n"
    )
    codes = [finding.code for finding in findings("kommune", body)]
    assert codes == ["D102", "D105", "D104", "D101", "D102", "D118", "D107", "D113"]


def test_a_fault_in_what_a_condition_asks_does_not_raise_others() -> None:
    without_key = KOMMUNE.split("\n", 1)[1].replace("landkreis", "verbnd")
    assert [finding.code for finding in findings("kommune", without_key)] == ["D104"]


def test_no_message_speaks_of_schemas_in_english() -> None:
    texts = [f"{finding.message} {finding.help}" for row in TABLE for finding in findings(row[0], row[1])]
    assert not [text for text in texts if " is not " in text or "required" in text or "any of" in text]


def test_each_code_is_named_once_and_belongs_to_the_group() -> None:
    assert {code.code for code in CODES.values()} == set(CODES)
    assert len({code.name for code in CODES.values()}) == len(CODES)
    assert {code.gruppe for code in CODES.values()} == {"schema"}


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ("# Kommune", "Die erste Zeile nennt kein Schema"),
        ('name: "x"', "Die erste Zeile nennt kein Schema"),
        ("# yaml-language-server: $schema=../../schemas/person.schema.json", "einer anderen Dateiart als »kommune«"),
    ],
)
def test_m59_the_first_line_names_the_schema_of_the_kind(first: str, message: str) -> None:
    doc, _ = read(PATHS["kommune"], f"{first}\n{KOMMUNE}".replace('name: "x"', "# x").encode())
    assert doc is not None
    (found,) = check(doc, "kommune")
    assert (found.code, found.severity) == ("D121", "warnung")
    assert message in found.message
    assert found.help.endswith("# yaml-language-server: $schema=../../schemas/kommune.schema.json")


@pytest.mark.parametrize("path", ["schemas/", "../../schemas/", "https://beispiel.example/", "", "c:\\schemas/"])
def test_where_the_named_schema_lies_is_free(path: str) -> None:
    first = f"# yaml-language-server: $schema={path}kommune.schema.json\r"
    doc, _ = read(PATHS["kommune"], f"{first}\n{KOMMUNE}".replace("\r\n", "\n").encode())
    assert doc is not None
    assert check(doc, "kommune") == ()


def test_an_unknown_kind_is_a_fault_of_the_program() -> None:
    assert "burg" not in KINDS
    with pytest.raises(KeyError):
        check(document("kommune", KOMMUNE), "burg")
