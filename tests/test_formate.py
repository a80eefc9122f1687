"""The formats of the agency: every fact with its source, who may attend, and where one was used or planned (M 76)."""

import pytest

from tests.aufruf import dkbm
from tests.formatfragen import HEUTE, ROOT, answer, text

# --- every fact, answered by the command ---

FAKTEN = [
    ("sondierungsgespraech", "begleitung", [1], "modul", {"Q04", "Q05"}),
    ("interview", "begleitung", [1], "modul", {"Q04", "Q05"}),
    ("sichtung", "begleitung", [1], "modul", {"Q04"}),
    ("ist-stand-analyse", "begleitung", [1], "modul", {"Q04", "Q05"}),
    ("info-input", "begleitung", [2], "modul", {"Q09"}),
    ("loesungswerkstatt", "begleitung", [2], "modul", {"Q09"}),
    ("abschlussgespraech", "begleitung", [3], "modul", {"Q05"}),
    ("reflexionsgespraech", "begleitung", [4], "modul", {"Q05"}),
    ("workshop", "qualifizierung", [], "vereinbarung", {"Q05"}),
    ("transfercluster", "qualifizierung", [], "vereinbarung", {"Q05"}),
    ("publikation", "offen", [], None, {"Q05"}),
    ("fachtag", "offen", [], None, {"Q05", "Q47"}),
    ("fachtag-wandel", "offen", [], None, {"Q46", "Q47"}),
    ("kongress-netzwerk-bildung", "offen", [], None, {"Q46"}),
    ("spitzentreffen", "offen", [], None, {"Q46", "Q47"}),
    ("ag-treffen", "netzwerk", [], "mitglieder", {"Q02"}),
    ("unterarbeitsgruppe", "netzwerk", [], "mitglieder", {"Q02"}),
    ("jahrestreffen", "netzwerk", [], "mitglieder", {"Q02"}),
    ("forum", "netzwerk", [], "mitglieder", {"Q02"}),
    ("qualifizierungsreihe", "netzwerk", [], "mitglieder", {"Q02"}),
    ("blickpunkt", "reihe", [], None, {"Q02"}),
    ("aus-der-praxis", "reihe", [], None, {"Q02"}),
    ("themenfinder", "reihe", [], None, {"Q02"}),
    ("transferkompakt", "reihe", [], None, {"Q02"}),
    ("transferkompass", "reihe", [], None, {"Q02"}),
]


def test_m76_the_portfolio_is_exactly_what_is_attested() -> None:
    found = answer()["formate"]
    assert [
        (
            each["id"],
            each["art"],
            each["module"],
            each["teilnahme"]["wer"] if each["teilnahme"] else None,
            set(each["quelle"]),
        )
        for each in found
    ] == FAKTEN


def test_m76_who_may_attend_has_a_source_of_its_own() -> None:
    said = {each["art"]: each["teilnahme"]["quelle"] for each in answer()["formate"] if each["teilnahme"]}
    assert said == {"begleitung": ["Q04", "Q05"], "qualifizierung": ["Q05"], "netzwerk": ["Q02"]}


def test_m76_what_no_source_says_is_said_as_it_is() -> None:
    shown = text()
    assert "Wer teilnehmen darf, ist nicht belegt. Ob diese Formate allen offenstehen, sagt die Quelle nicht." in shown
    assert "Das Portfolio, aus dem Kommunen in Modul 4 wählen, zählt keine gefundene Quelle auf." in shown
    assert "Als Reihe von uns eingeteilt." in shown


EREIGNISSE = [
    ("2015-02-12", "Auftakt der Transferagentur", "Osnabrück", "rund 130", ["Q48"], []),
    ("2018-09-24", "Bundeskonferenz", "Berlin", "rund 800", [], []),
    ("2021-05-27", "Online-Fachtag Verstetigung", None, "rund 90", ["Q47"], ["fachtag", "spitzentreffen"]),
    (
        "2022-06-01",
        "KONGRESSNetzwerkBildung",
        "Osnabrück",
        None,
        ["Q46"],
        ["kongress-netzwerk-bildung", "spitzentreffen"],
    ),
]


def test_m76_the_events_of_the_agency_in_the_order_of_time() -> None:
    found = answer()["veranstaltungen"]
    assert [
        (each["datum"], each["name"], each["ort"], (each["teilnehmende"] or [None])[0], each["quelle"], each["formate"])
        for each in found
    ] == EREIGNISSE
    assert found[1]["ende"] == "2018-09-25"
    assert found[1]["zweifel"] == "Keine Quelle festgehalten."


def test_m76_two_events_that_both_call_themselves_the_first_stand_side_by_side() -> None:
    shown = text("spitzentreffen")
    assert shown.index("27.05.2021") < shown.index("01.06.2022")
    assert "Nennt ein „erstes Spitzentreffen“" in shown
    assert "Als „erstes kommunales Spitzentreffen“ bezeichnet, im Widerspruch zu Q47." in shown


def test_m76_the_issues_of_the_newsletter_are_all_told() -> None:
    (one,) = answer("transferkompakt")["formate"]
    assert [each["datum"] for each in one["ausgaben"]] == [
        "2015-03", "2015-11", "2017-05", "2020-03", "2020-07", "2021-12", "2023-09", "2023-12",
    ]  # fmt: skip
    (then,) = answer("transferkompakt", "--stichtag", "2020-06-30")["formate"]
    assert len(then["ausgaben"]) == 4
    assert "www.transferagentur-niedersachsen.de/arbeitsmaterial/themenfinder" in text("themenfinder")


# --- choosing ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--modul", "4"), {"reflexionsgespraech", "workshop", "transfercluster"}),
        (("--modul", "2"), {"info-input", "loesungswerkstatt", "workshop", "transfercluster"}),
        (("--offen-fuer", "vereinbarung"), {"workshop", "transfercluster"}),
        (("--offen-fuer", "alle"), set()),
        (("--offen-fuer", "modul", "--modul", "3"), {"abschlussgespraech"}),
        (
            ("--offen-fuer", "mitglieder"),
            {"ag-treffen", "unterarbeitsgruppe", "jahrestreffen", "forum", "qualifizierungsreihe"},
        ),
    ],
)
def test_m76_formats_are_chosen_by_module_and_by_whom_they_are_for(
    arguments: tuple[str, ...], expected: set[str]
) -> None:
    assert {each["id"] for each in answer(*arguments)["formate"]} == expected


def test_m76_no_format_is_called_open_that_no_source_calls_so() -> None:
    shown = text("--offen-fuer", "alle")
    assert "Von keinem Format sagt eine Quelle, dass es allen offensteht." in shown
    assert "Für wen sie sind, sagt keine Quelle: Publikation, Fachtag, FACHTAGWandel," in shown


def test_m76_nothing_is_told_before_a_source_knew_it() -> None:
    then = answer("--stichtag", "2018-01-01")
    assert "info-input" in then["spaeter"]
    assert "info-input" not in {each["id"] for each in then["formate"]}
    assert {each["id"]: each["quelle"] for each in then["formate"]}["fachtag"] == ["Q05"], "Q47 is of 2021"
    assert [each["name"] for each in then["veranstaltungen"]] == ["Auftakt der Transferagentur"]
    assert "An diesem Tag noch nicht belegt." in text("info-input", "--stichtag", "2018-01-01")


@pytest.mark.parametrize(
    ("name", "ident"),
    [("workshop", "workshop"), ("WORKSHOP", "workshop"), ("Lösungswerkstatt", "loesungswerkstatt"),
     ("fachtag", "fachtag"), ("treffen einer", "ag-treffen"), ("leitfadengest", "interview")],
)  # fmt: skip
def test_m76_a_format_is_found_by_its_name_or_the_beginning_of_a_word(name: str, ident: str) -> None:
    assert [each["id"] for each in answer(name)["formate"]] == [ident]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("wokshop",), 4, "Meinten Sie »workshop« (Workshop)"),
        (("transferkomp",), 4, "»transferkomp« ist nicht eindeutig"),
        (("--modul", "9"), 2, "Ein Modul 9 hat der Prozess nicht."),
        (("workshop", "--modul", "4"), 2, "schließen einander aus"),
        (("--kommune", "Nirgendwo"), 4, "Nirgendwo"),
    ],
)
def test_m76_what_does_not_exist_is_refused(arguments: tuple[str, ...], status: int, said: str) -> None:
    found = dkbm("formate", *arguments, cwd=ROOT, heute=HEUTE)
    assert (found.status, found.out) == (status, "")
    assert said in found.err
