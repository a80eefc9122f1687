"""What time brings: states nobody confirmed, overrides that ran out, data that should be gone (M 17, M 32)."""

import json
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

LANDKREIS = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
"""It was in the process while the framework held, and has no agreement."""
KOPF = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "{}"
name: {}
art: landkreis
quelle: X02
verlauf:
"""


def kommune(key: str, name: str, *events: str) -> dict[str, str]:
    return {
        f"data/kommunen/landkreis-{name.lower()}.yaml": KOPF.format(key, name)
        + "".join(f"  - {each}\n" for each in events)
    }


STALE = {
    **kommune("99004", "Beispielau", "{ereignis: genannt, modul: 1, datum: 2025-03, quelle: X01}"),
    **kommune("99005", "Anderswo", "{ereignis: genannt, modul: 1, datum: 2025-11, quelle: X01}"),
    **kommune("99006", "Zuletzt", "{ereignis: genannt, modul: 1, datum: 2024-06-03, quelle: X01}"),
    **kommune("99007", "Frisch", "{ereignis: genannt, modul: 1, datum: 2026-10, quelle: X01}"),
}


def test_m17_states_nobody_confirmed_are_listed_oldest_first(tmp_path: Path) -> None:
    root = lay_out(tmp_path, STALE)
    answer = dkbm("validate", "--hinweise", cwd=root, heute="2027-01-01")
    heads = [line for line in answer.out.splitlines() if "[D401]" in line]
    assert answer.status == 0
    assert [line.partition("kommunen/")[2].partition(".yaml")[0] for line in heads] == [
        "landkreis-musterland",
        "stadt-musterland",
        "landkreis-zuletzt",
        "landkreis-beispielau",
        "landkreis-anderswo",
    ]
    assert "Der Stand ist seit dem 03.06.2025 neu zu bestätigen; letzter Beleg: 03.06.2024." in heads[2]
    assert dkbm("validate", cwd=root, heute="2027-01-01") == (0, "", "")


@pytest.mark.parametrize(("heute", "listed"), [("2025-06-03", False), ("2025-06-04", True)])
def test_m17_the_day_after_the_last_one_it_is_stale(heute: str, listed: bool, tmp_path: Path) -> None:
    root = lay_out(tmp_path, STALE)
    answer = dkbm("validate", "--only", "D401", "--format", "json", cwd=root, heute=heute)
    files = [entry["file"] for entry in json.loads(answer.out)]
    assert ("data/kommunen/landkreis-zuletzt.yaml" in files) is listed


def test_m17_sources_that_disagree_are_a_hinweis(tmp_path: Path) -> None:
    dates = "datum: [{datum: 2018-07, quelle: X03}, {datum: 2018-09, quelle: X02}], quelle: [X03, X02]"
    text = musterland()["data/kommunen/landkreis-musterland.yaml"].decode()
    root = lay_out(
        tmp_path, {"data/kommunen/landkreis-musterland.yaml": text.replace("datum: 2018-07, quelle: X03", dates)}
    )
    assert dkbm("validate", cwd=root) == (0, "", "")
    answer = dkbm("validate", "--only", "quellen-uneinig", cwd=root)
    assert "Hinweis[D403] Die Quellen sind sich nicht einig: 2018-07 (X03) und 2018-09 (X02)." in answer.out


AUSNAHME = (
    "{{ereignis: beginn, modul: 2, datum: 2023-05, quelle: X01, "
    "ausnahme: {{datum: 2023-05-02, grund: Gremium tagt erst im Herbst, bis: {}}}}}"
)


@pytest.mark.parametrize(("bis", "status"), [("2024-01-31", 0), ("2024-01-30", 1)])
def test_m32_an_override_that_ran_out_is_found_and_status_shows_it(bis: str, status: int, tmp_path: Path) -> None:
    root = lay_out(
        tmp_path, kommune("99004", "Beispielau", AUSNAHME.format(bis), "{ereignis: genannt, modul: 2, quelle: X01}")
    )
    answer = dkbm("validate", "--strict", cwd=root)
    assert (answer.status, "Warnung[D209] Die Ausnahme galt bis" in answer.out) == (status, bool(status))
    shown = dkbm("status", "Beispielau", cwd=root).out
    assert "Gremium tagt erst im Herbst" in shown
    assert ("abgelaufen" in shown) is bool(status)


@pytest.mark.parametrize(
    ("heute", "more", "files"),
    [
        ("2024-01-31", "", []),
        ("2024-02-01", "", [LANDKREIS, STADT]),
        ("2024-02-01", "  - {ereignis: vernichtung, datum: 2024-02-01, quelle: X01}\n", [STADT]),
        (
            "2024-02-01",
            "  - {ereignis: vernichtung, datum: 2024-02-02, quelle: X01}\n",
            [LANDKREIS, STADT],
        ),
        (
            "2024-02-01",
            "  - {ereignis: vernichtung, datum: 2024-01, geplant: true, quelle: X01}\n",
            [LANDKREIS, STADT],
        ),
    ],
)
def test_after_the_framework_it_is_to_be_attested_that_internal_data_are_gone(
    heute: str, more: str, files: list[str], tmp_path: Path
) -> None:
    text = musterland()[LANDKREIS].decode()
    root = lay_out(tmp_path, {LANDKREIS: text + more})
    answer = dkbm("validate", "--only", "vernichtung-nicht-belegt", "--format", "json", cwd=root, heute=heute)
    assert [entry["file"] for entry in json.loads(answer.out)] == files
    assert answer.status == 0
