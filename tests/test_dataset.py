"""Loading: files in, dataset and findings out; what does not fit is told at its place and blinds nothing else."""

import json
from datetime import date
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from dkbm.dataset import CODES, Loaded, load
from dkbm.diagnostic import Diagnostic, Place, Severity
from dkbm.kinds import kind_of
from dkbm.model.lage import lage_am
from dkbm.text.document import Document
from tests.muster import musterland

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
KOPF = "schluessel: '99009'\nname: Fall\nart: landkreis\nquelle: X02\n"
MODELLED = ("dkbm", "kommune", "person", "prozess", "quellen", "themen")


def test_musterland_loads_without_a_finding() -> None:
    dataset, diagnostics = load(musterland())
    assert diagnostics == ()
    assert (dataset.name, dataset.land) == ("DKBM in Musterland", "Musterland")
    assert set(dataset.kommunen) == {"landkreis-musterland", "stadt-musterland", "region-ohnedaten"}
    assert set(dataset.personen) == {"p-mara-muster", "p-tom-test"}
    assert dataset.themen["bildungsmonitoring"] == "Bildungsmonitoring"
    assert dataset.partner == {}


def test_a_kommune_is_projected_with_all_it_says() -> None:
    kommune = load(musterland()).dataset.kommunen["landkreis-musterland"]
    agreement, first = kommune.vereinbarungen[0], kommune.verlauf[0]
    assert kommune.offizieller_name == "Landkreis Musterland"
    assert (agreement.modul, agreement.unterzeichnet and agreement.unterzeichnet.text) == (1, "2017-10-16")
    assert (agreement.dauer and agreement.dauer.monate, agreement.agentur.ansprechperson) == ((3, 6), "p-tom-test")
    assert agreement.zustimmung == {"weitergabe_projekttraeger": True, "namentliche_veroeffentlichung": True}
    assert first.place == Place(KOMMUNE, ("verlauf", 0))
    assert (first.ereignis, first.quellen, first.geplant) == ("sondierungsgespraech", ("X02",), False)


def test_the_process_and_the_sources_are_projected() -> None:
    dataset = load(musterland()).dataset
    assert [modul.nummer for modul in dataset.prozess.module] == [1, 2, 3, 4]
    assert [phase.nummer for phase in dataset.prozess.module[3].phasen] == [1, 2, 3]
    assert dataset.prozess.ereignisse["ausstieg"].bedeutet == "ausstieg"
    assert dataset.prozess.ereignisse["genannt"].bedeutet == "belegt"
    assert dataset.prozess.rahmen_bis is not None
    assert dataset.prozess.rahmen_bis.hi == date(2024, 1, 31)
    assert (dataset.quellen["X01"].nach, dataset.quellen["X01"].vollstaendig) == ("X03", ("prozess",))


def test_where_sources_disagree_the_first_date_is_preferred_and_the_others_are_kept() -> None:
    entry = "{ereignis: beginn, modul: 1, datum: [{datum: 2018-01, quelle: X02}, {quelle: X03}], quelle: X01}"
    kommune = load(with_kommune(f"{KOPF}verlauf:\n  - {entry}\n")).dataset.kommunen["landkreis-fall"]
    event = kommune.verlauf[0]
    assert event.datum is not None
    assert (event.datum.text, event.quellen) == ("2018-01", ("X02", "X01", "X03"))
    assert [(other.datum, other.quellen) for other in event.abweichend] == [(None, ("X03",))]


def test_partners_stand_apart() -> None:
    partner = "name: Musterverbund\nart: verbund\nquelle: X02\n"
    dataset = load(musterland({"data/partner/musterverbund.yaml": partner})).dataset
    assert list(dataset.partner) == ["musterverbund"]
    assert "musterverbund" not in dataset.kommunen


def test_a_kommune_may_lie_in_a_folder_of_its_own() -> None:
    dataset = load(musterland({"data/kommunen/nord/landkreis-fall.yaml": KOPF})).dataset
    assert "landkreis-fall" in dataset.kommunen


def test_a_file_of_no_known_kind_is_only_kept_as_text() -> None:
    loaded = load(musterland({"data/notiz.txt": "nur: [ein Zettel"}))
    assert loaded.diagnostics == ()
    assert loaded.dataset.texts["data/notiz.txt"] == "nur: [ein Zettel"
    assert "data/notiz.txt" not in loaded.dataset.documents


def test_m60_one_broken_file_does_not_blind_the_tool() -> None:
    loaded = load(musterland({"data/kommunen/stadt-musterland.yaml": "name: [offen\n"}))
    assert {finding.place.file for finding in loaded.diagnostics} == {"data/kommunen/stadt-musterland.yaml"}
    assert set(loaded.dataset.kommunen) == {"landkreis-musterland", "region-ohnedaten"}
    assert loaded.dataset.texts["data/kommunen/stadt-musterland.yaml"] == "name: [offen\n"


def test_m60_bytes_that_are_no_text_stay_visible_for_excerpts() -> None:
    loaded = load(musterland({"data/kommunen/stadt-musterland.yaml": b"name: \xff\xfe\n"}))
    assert loaded.dataset.texts["data/kommunen/stadt-musterland.yaml"].startswith("name: \ufffd")
    assert "landkreis-musterland" in loaded.dataset.kommunen


@pytest.mark.parametrize(
    ("content", "route"),
    [
        ("- eine Liste\n", ()),
        ("schluessel: '99009'\nart: landkreis\n", ()),
        (f"{KOPF}auch: ein Text statt einer Liste\n", ("auch",)),
        (f"{KOPF}auch: [gut, 5]\n", ("auch", 1)),
        (f"{KOPF}verlauf: [beginn]\n", ("verlauf", 0)),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, modul: zwei, quelle: X02}}\n", ("verlauf", 0, "modul")),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, modul: true, quelle: X02}}\n", ("verlauf", 0, "modul")),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, modul: null, quelle: X02}}\n", ("verlauf", 0, "modul")),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, geplant: ja, quelle: X02}}\n", ("verlauf", 0, "geplant")),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, datum: bald, quelle: X02}}\n", ("verlauf", 0, "datum")),
        (f"{KOPF}verlauf:\n  - {{ereignis: beginn, datum: 2018-02-30, quelle: X02}}\n", ("verlauf", 0, "datum")),
        (f"{KOPF}verlauf:\n  - {{modul: 2, quelle: X02}}\n", ("verlauf", 0)),
        (f"{KOPF}vereinbarungen:\n  - {{id: zv, art: zielvereinbarung, dauer: {{monate: [3], ab: x}}}}\n",
         ("vereinbarungen", 0, "dauer", "monate")),
        (KOPF.replace("landkreis", "fürstentum"), ("art",)),
    ],
)  # fmt: skip
def test_d120_a_wrong_shape_is_told_at_its_place_and_gives_no_model(content: str, route: tuple[str | int, ...]) -> None:
    loaded = load(with_kommune(content))
    (finding,) = loaded.diagnostics
    assert (finding.code, finding.severity) == ("D120", Severity.FEHLER)
    assert finding.place == Place("data/kommunen/landkreis-fall.yaml", route)
    assert finding.message
    assert finding.help
    assert "landkreis-fall" not in loaded.dataset.kommunen
    assert "landkreis-musterland" in loaded.dataset.kommunen


def test_d120_an_event_kind_with_an_unknown_effect_gives_no_process() -> None:
    prozess = musterland()["data/prozess.yaml"].decode().replace("bedeutet: pause", "bedeutet: urlaub")
    loaded = load(musterland({"data/prozess.yaml": prozess}))
    assert [(finding.code, finding.place.route[-1]) for finding in loaded.diagnostics] == [("D120", "bedeutet")]
    assert loaded.dataset.prozess.ereignisse == {}


@pytest.mark.parametrize("path", ["data/prozess.yaml", "data/quellen.yaml"])
def test_d122_a_missing_foundation_is_told_once_at_the_head_of_the_dataset(path: str) -> None:
    loaded = load(musterland({path: None}))
    assert [(finding.code, finding.place) for finding in loaded.diagnostics] == [("D122", Place("dkbm.yaml"))]
    assert path in loaded.diagnostics[0].message
    answer_everything(loaded)


@pytest.mark.parametrize("path", ["data/prozess.yaml", "data/quellen.yaml"])
def test_d122_a_broken_foundation_has_its_own_finding_only(path: str) -> None:
    loaded = load(musterland({path: "["}))
    assert {finding.place.file for finding in loaded.diagnostics} == {path}
    answer_everything(loaded)


def test_a_part_of_the_files_is_enough() -> None:
    wanted = ("dkbm.yaml", "data/prozess.yaml", "data/quellen.yaml", KOMMUNE)
    loaded = load({path: raw for path, raw in musterland().items() if path in wanted})
    assert loaded.diagnostics == ()
    assert list(loaded.dataset.kommunen) == ["landkreis-musterland"]


def test_the_check_decides_which_files_are_projected() -> None:
    def refuse(document: Document, kind: str) -> tuple[Diagnostic, ...]:
        severity = Severity.FEHLER if kind == "person" else Severity.WARNUNG
        return (Diagnostic("D999", severity, "Nur für diesen Test.", Place(document.path)),)

    loaded = load(musterland(), refuse)
    assert loaded.dataset.personen == {}
    assert len(loaded.dataset.kommunen) == 3
    assert {finding.code for finding in loaded.diagnostics} == {"D999"}
    assert "data/personen/p-tom-test.yaml" in loaded.dataset.documents


def test_the_order_of_the_files_changes_nothing() -> None:
    files = musterland()
    assert load(dict(reversed(files.items()))) == load(files)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["2018", "..", "beginn", "X01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_value_anywhere_in_a_file_raises(data: st.DataObject) -> None:
    """Any one value of Musterland replaced by anything: a finding or a model, never an exception."""
    documents = load(musterland()).dataset.documents
    path = data.draw(st.sampled_from([path for path in documents if kind_of(path) in MODELLED]))
    value = json.loads(json.dumps(documents[path].value))
    route = data.draw(st.sampled_from(list(routes(value))))
    changed = replaced(value, route, data.draw(values))
    loaded = load(musterland({path: json.dumps(changed)}))
    assert {finding.place.file for finding in loaded.diagnostics} <= {path}
    answer_everything(loaded)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(musterland())), values.map(json.dumps)))
def test_no_content_of_any_file_raises(changes: dict[str, str]) -> None:
    answer_everything(load(musterland(dict(changes))))


def test_the_codes_are_errors_with_a_name() -> None:
    assert {code.severity for code in CODES.values()} == {Severity.FEHLER}


def with_kommune(content: str) -> dict[str, bytes]:
    return musterland({"data/kommunen/landkreis-fall.yaml": content})


def answer_everything(loaded: Loaded) -> None:
    dataset = loaded.dataset
    for kommune in (*dataset.kommunen.values(), *dataset.partner.values()):
        assert lage_am(kommune, date(2024, 2, 1), dataset.prozess, dataset.quellen).lage


def routes(value: object, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(found for key, below in inner for found in routes(below, (*route, key)))]


def replaced(value: Any, route: tuple[str | int, ...], new: object) -> object:  # noqa: ANN401 -- plain YAML
    if not route:
        return new
    copy = value.copy()
    copy[route[0]] = replaced(value[route[0]], route[1:], new)
    return copy
