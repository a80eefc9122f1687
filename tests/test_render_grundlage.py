"""What an agreement rests on: the funding of its day, never one that had ended."""

from datetime import date

import pytest

from dkbm.dataset import load
from dkbm.diagnostic import route_text
from dkbm.documents.gaps import as_text
from dkbm.documents.verzeichnis import VORLAGEN, build
from dkbm.schema import check
from dkbm.store.worktree import read_files
from tests.dokumente import (
    AGENTUR,
    MUSTER,
    ROOT,
    auftrag,
    datensatz,
    gemacht,
    geschrieben,
    klartext,
    muster_text,
    ohne,
    sicht,
)

PHASEN = "phasen: [{name: Phase 1, beginn: 2016-03, ende: 2017-10, quelle: X02}], "


@pytest.mark.parametrize(
    ("tag", "gilt"),
    [
        ("2016-02-29", False),
        ("2016-03-01", True),
        ('"2016"', True),
        ("2017-10-31", True),
        ("2017-11-01", False),
        (None, False),
    ],
)
def test_the_funding_is_the_one_of_the_time(tag: str | None, gilt: bool) -> None:
    """A framework that has not begun or has ended is no basis; an agreement without a day is not of the past."""
    agentur = muster_text(AGENTUR).replace("projekttraeger: M", f"{PHASEN}projekttraeger: M")
    kommune = (
        muster_text().replace("unterzeichnet: 2017-10-16", f"unterzeichnet: {tag}") if tag else ohne("unterzeichnet")
    )
    luecken = [each for each in sicht(datensatz({AGENTUR: agentur, MUSTER: kommune})).luecken if each.file == AGENTUR]
    if gilt:
        assert luecken == []
    else:
        assert [(each.label, route_text(each.route)) for each in luecken] == [
            ("Grundlage der Zusammenarbeit", "foerderung[1]")
        ]
        assert luecken[0].bemerkung == "die Förderung „Musterinitiative“ endete im Oktober 2017"


def test_a_funding_without_an_end_is_the_basis_of_a_draft() -> None:
    assert not [each for each in sicht(datensatz({MUSTER: ohne("unterzeichnet")})).luecken if each.file == AGENTUR]


def test_no_draft_of_today_claims_the_funding_that_ended_in_january_2024() -> None:
    dataset = load(read_files(ROOT), check).dataset
    gemeint = auftrag(dataset, "landkreis-goslar", stichtag=date(2026, 11, 22))
    ansicht = build(VORLAGEN["zielvereinbarung"], gemeint)
    text = geschrieben(gemacht(auftrag(dataset, "landkreis-goslar", stichtag=date(2026, 11, 22)), entwurf=True))
    assert "Bundesministerium" not in klartext(text)
    assert "Grundlage der Zusammenarbeit ist [[fehlt: Grundlage der Zusammenarbeit]]." in text
    assert "endete im Januar 2024" in as_text(ansicht.luecken)


@pytest.mark.parametrize(("stichtag", "gilt"), [("2023-06-01", True), ("2024-02-01", False), ("2013-12-31", False)])
def test_m38_an_agreement_without_a_day_rests_on_the_funding_of_the_stichtag(stichtag: str, gilt: bool) -> None:
    """The funding of the agency ended in January 2024, and a draft of June 2023 had it as its basis."""
    dataset = load(read_files(ROOT), check).dataset
    for kommune in ("region-hannover", "landkreis-goslar"):
        gemeint = auftrag(dataset, kommune, stichtag=date.fromisoformat(stichtag))
        labels = [each.label for each in build(VORLAGEN["zielvereinbarung"], gemeint).luecken]
        assert ("Grundlage der Zusammenarbeit" not in labels) is gilt


def test_m39_a_draft_without_a_basis_marks_the_projekttraeger_as_what_it_is() -> None:
    agentur = muster_text(AGENTUR).replace("projekttraeger: M", f"{PHASEN}projekttraeger: M")
    dataset = datensatz({AGENTUR: agentur, MUSTER: ohne("unterzeichnet")})
    text = klartext(geschrieben(gemacht(auftrag(dataset), entwurf=True)))
    assert "ist [[fehlt: Projektträger]] zum Bericht verpflichtet" in text
    assert text.count("[[fehlt: Grundlage der Zusammenarbeit]]") == 1
    assert [each.label for each in sicht(dataset).luecken] == ["Grundlage der Zusammenarbeit"], "one entry holds both"
