"""What a call of `dkbm render` names beside Kommunen: groups, meetings, examples, periods."""

from datetime import date
from pathlib import Path

import pytest

from dkbm.cli.render_wahl import waehle, zeitraum
from dkbm.cli.rendering import Wahl
from dkbm.dataset import Loaded, load
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.gaps import Luecken
from dkbm.documents.verzeichnis import VORLAGEN
from dkbm.errors import DkbmError, NameUnresolvedError
from dkbm.queries.eintraege import beispiele, find, gruppen
from dkbm.schema import check
from tests.dokumente import Programm, lay_out_templates
from tests.muster import musterland
from tests.papiere import HEUTE, landesdaten

AG = """kennung: AG 1
art: arbeitsgruppe
namen: [{name: Muster-Management, quelle: X02}]
treffen:
  - {name: Erstes, datum: 2018-03-01, quelle: X02}
  - {name: Zweites, datum: 2018-09-05, quelle: X02}
  - {name: Ohne Tag, datum: 2019..2020, quelle: X02}
  - {name: Strittig, datum: [{quelle: X02}, {datum: 2020-02, quelle: X03}], quelle: X02}
  - {name: Kommendes, datum: 2027-05-04, quelle: X02}
  - {name: Nächstes, datum: 2026-12-01, quelle: X02}
"""


def muster(text: str = AG) -> Loaded:
    return load(musterland({"data/netzwerk/ag-1.yaml": text}), check)


def gewaehlt(
    vorlage: str, name: str, treffen: str | None = None, loaded: Loaded | None = None, stichtag: date = HEUTE
) -> tuple[Auftrag, tuple[str, ...]]:
    loaded = loaded or landesdaten()
    auftrag = Auftrag(loaded.dataset, stichtag, Luecken(loaded.dataset.documents))
    return waehle(loaded, auftrag, VORLAGEN[vorlage], Wahl(name, None, None, treffen, None, None))


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("ag-2", "ag-2"),
        ("AG 2", "ag-2"),
        ("ag 2", "ag-2"),
        ("Bildungsmonitoring", "ag-2"),
        ("Kommunales Bildungsmonitoring", "ag-2"),
        ("AG 2 Kommunales Bildungsmonitoring", "ag-2"),
        ("AG Bildungsmonitoring", "ag-2"),
        ("Bildung und Integration", "ag-3"),
        ("neuzugewanderte", "ag-3"),
        ("Konzeptgruppe", "konzeptgruppe"),
        ("konzept", "konzeptgruppe"),
        ("netzwerk", "netzwerk"),
        ("DKBM-Netzwerk", "netzwerk"),
    ],
)
def test_a_group_answers_to_mark_id_and_names(text: str, ident: str) -> None:
    assert gewaehlt("protokoll", text)[0].gruppe == ident


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("wolfsburg-digital", "wolfsburg-digital"),
        ("Initiative #WolfsburgDigital", "wolfsburg-digital"),
        ("Wolfsburg", "wolfsburg-digital"),
        ("Landkreis Heidekreis", "masterplan-bildung"),
        ("3", "wolfsburg-digital"),
        ("Eckpunkt 3", "wolfsburg-digital"),
        ("Masterplan", "masterplan-bildung"),
    ],
)
def test_an_example_answers_to_id_title_kommune_and_eckpunkt(text: str, ident: str) -> None:
    auftrag, aufruf = gewaehlt("praxisbeispiel", text)
    assert auftrag.beispiel == ident
    assert aufruf == (ident,)


def test_an_unknown_group_is_refused_with_the_nearest() -> None:
    with pytest.raises(NameUnresolvedError) as raised:
        gewaehlt("einladung", "Bildungsmonitring")
    assert (
        raised.value.message
        == "Keine Gruppe heißt »Bildungsmonitring«. Meinten Sie »ag-2« (AG 2 Kommunales Bildungsmonitoring)?"
    )
    assert raised.value.status == 4


def test_an_unknown_example_without_anything_near_lists_all() -> None:
    with pytest.raises(NameUnresolvedError) as raised:
        gewaehlt("praxisbeispiel", "Qwertz")
    assert raised.value.message == "Kein Beispiel heißt »Qwertz«."
    assert raised.value.hint.startswith("Vorhanden:\n  bildungslotse                      Bildungslotse.info\n")
    assert raised.value.hint.count("\n") == 6


def test_a_dataset_without_examples_says_so() -> None:
    with pytest.raises(NameUnresolvedError) as raised:
        gewaehlt("praxisbeispiel", "1", loaded=muster())
    assert raised.value.hint == "Im Datensatz gibt es noch kein Beispiel."


def test_a_name_that_fits_several_groups_is_not_guessed() -> None:
    with pytest.raises(NameUnresolvedError) as raised:
        gewaehlt("einladung", "Kommunale")
    assert raised.value.message == "»Kommunale« ist nicht eindeutig:"
    assert "dkbm render einladung ag-1\n" in raised.value.hint
    assert raised.value.hint.endswith("dkbm render einladung ag-3")


@pytest.mark.parametrize(
    ("vorlage", "frage"), [("einladung", "Für welche Gruppe?"), ("praxisbeispiel", "Welches Beispiel?")]
)
def test_without_a_name_the_call_is_asked_for_one(vorlage: str, frage: str) -> None:
    with pytest.raises(DkbmError) as raised:
        gewaehlt(vorlage, " ")
    assert raised.value.message.startswith(frage)
    assert raised.value.status == 2


@pytest.mark.parametrize(
    ("treffen", "name"),
    [
        ("2018-09-05", "Zweites"),
        ("2018-03", "Erstes"),  # the only one in that month
        ("2019..2020", "Ohne Tag"),  # as it is entered
        ("2020", "Strittig"),  # by the preferred date
        ("2026", "Nächstes"),
    ],
)
def test_a_meeting_is_named_by_its_date(treffen: str, name: str) -> None:
    loaded = muster()
    auftrag, aufruf = gewaehlt("protokoll", "ag-1", treffen, loaded)
    eintraege = loaded.dataset.documents["data/netzwerk/ag-1.yaml"].value["treffen"]
    assert auftrag.treffen is not None
    assert eintraege[auftrag.treffen]["name"] == name
    assert gewaehlt("protokoll", *_wieder(aufruf), loaded)[0].treffen == auftrag.treffen  # the call in full


def _wieder(aufruf: tuple[str, ...]) -> tuple[str, str]:
    gruppe, option, treffen = aufruf
    assert option == "--treffen"
    return gruppe, treffen


@pytest.mark.parametrize(
    ("vorlage", "stichtag", "index"),
    [
        ("einladung", "2026-11-22", 5),  # the next to come, not the first in the list
        ("einladung", "2026-12-01", 4),  # on the very day it is too late to invite
        ("einladung", "2027-05-04", None),
        ("protokoll", "2026-11-22", 2),  # the latest held
        ("protokoll", "2018-09-05", 1),
        ("protokoll", "2018-02-28", None),
    ],
)
def test_an_invitation_is_for_the_next_meeting_a_record_of_the_last(
    vorlage: str, stichtag: str, index: int | None
) -> None:
    assert gewaehlt(vorlage, "ag-1", None, muster(), date.fromisoformat(stichtag))[0].treffen == index


def test_meetings_that_fit_alike_are_listed() -> None:
    with pytest.raises(DkbmError) as raised:
        gewaehlt("protokoll", "ag-1", "2018", muster())
    assert raised.value.message == "2 Treffen passen zu 2018:"
    assert "  2018-03-01             Erstes\n  2018-09-05             Zweites\n" in raised.value.hint
    assert "Strittig" not in raised.value.hint


def test_a_meeting_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(DkbmError) as raised:
        gewaehlt("protokoll", "ag-1", "2018-03-02", muster())
    assert raised.value.message == "AG 1 Muster-Management: Ein Treffen 02.03.2018 ist nicht erfasst."
    assert raised.value.hint.count("\n") == 6
    leer = muster(AG.partition("treffen:")[0])
    with pytest.raises(DkbmError, match="ist nicht erfasst") as raised:
        gewaehlt("protokoll", "ag-1", "2018-03-02", leer)
    assert raised.value.hint == "Erfasst ist bisher keines."


@pytest.mark.parametrize(
    ("name", "von", "bis", "erwartet"),
    [
        ("2026-Q3", None, None, ("2026-07-01", "2026-09-30")),
        ("2026q1", None, None, ("2026-01-01", "2026-03-31")),
        ("2024-02", None, None, ("2024-02-01", "2024-02-29")),
        ("2025", None, None, ("2025-01-01", "2025-12-31")),
        ("", "2023-05-02", "2023-05-02", ("2023-05-02", "2023-05-02")),
        ("", "2023-05", "2023-06", ("2023-05-01", "2023-06-30")),
    ],
)
def test_a_period_from_its_first_to_its_last_day(
    name: str, von: str | None, bis: str | None, erwartet: tuple[str, str]
) -> None:
    assert tuple(day.isoformat() for day in zeitraum(name, von, bis)) == erwartet


@pytest.mark.parametrize(
    ("name", "von", "bis", "message"),
    [
        ("", None, None, "Für welchen Zeitraum?"),
        ("", "2023-05", None, "Für welchen Zeitraum?"),
        ("", None, "2023-05", "Für welchen Zeitraum?"),
        ("", "2023-06", "2023-05", "Der Zeitraum endet, bevor er beginnt."),
        ("2026-Q3", "2026", "2026", "Der Zeitraum ist zweimal genannt."),
        ("2026-Q5", None, None, "»2026-Q5« ist kein Datum."),
        ("", "2026..", "2027", "Ein offener Zeitraum ist hier nicht möglich."),
        ("", "gestern", "heute", "»gestern« ist kein Datum."),
    ],
)
def test_half_a_period_or_none_is_refused(name: str, von: str | None, bis: str | None, message: str) -> None:
    with pytest.raises(DkbmError) as raised:
        zeitraum(name, von, bis)
    assert raised.value.message.startswith(message)
    assert raised.value.hint


def test_every_group_and_example_is_found_by_everything_it_is_called() -> None:
    data = landesdaten().dataset
    for alle, was in ((gruppen(data), "Gruppe"), (beispiele(data), "Beispiel")):
        for eintrag in alle:
            for name in (eintrag.id, eintrag.bezeichnung, *eintrag.namen):
                assert find(name, alle, was, "dkbm") == eintrag


@pytest.fixture(scope="module")
def kaputt(tmp_path_factory: pytest.TempPathFactory) -> Programm:
    """Musterland with a group whose file has an error."""
    ordner = lay_out_templates(tmp_path_factory.mktemp("daten"), {"data/netzwerk/ag-1.yaml": AG + "thema: x\n"})
    return Programm(ordner)


def test_a_group_whose_file_has_an_error_is_reported_not_used(kaputt: Programm) -> None:
    answer = kaputt("protokoll", "AG 1")
    assert answer.status == 1
    assert "data/netzwerk/ag-1.yaml:11" in answer.err
    assert answer.out == ""


def test_the_command_repeats_itself_by_ids(tmp_path: Path) -> None:
    ordner = lay_out_templates(tmp_path, {"data/netzwerk/ag-1.yaml": AG})
    answer = Programm(ordner)("protokoll", "Muster-Management", "--treffen", "2018-03")
    assert answer.status == 0
    assert '"--treffen", 2018-03-01]' in answer.out


@pytest.mark.parametrize(("stichtag", "past"), [("2018-03-02", True), ("2018-03-01", False), ("2018-02-01", False)])
def test_an_invitation_to_a_meeting_that_is_over_says_so(
    stichtag: str, past: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    gewaehlt("einladung", "ag-1", "2018-03-01", muster(), date.fromisoformat(stichtag))
    assert ("Dieses Treffen ist vorbei (01.03.2018)." in capsys.readouterr().err) is past
