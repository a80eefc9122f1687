"""An invented Kommune on the agenda: what a test writes into its file, asked for on a day."""

from datetime import date
from pathlib import Path
from typing import Any

from dkbm.dataset import Dataset, load
from dkbm.queries.agenda import Agenda, Auswahl, Posten, agenda
from dkbm.queries.agenda_wer import of_person
from tests import aufruf
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
PROBE = "landkreis-probe"
DATEI = f"data/kommunen/{PROBE}.yaml"
KOPF = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "99009"
name: Probe
art: landkreis
quelle: X02
"""
REFLEXION = """\
verlauf:
  - {ereignis: beginn, modul: 4, phase: 1, datum: 2029-05-02, quelle: X01}
  - {ereignis: reflexionsgespraech, modul: 4, phase: 1, datum: 2030-03-14, quelle: X01}
"""
MANCHES = """\
vereinbarungen:
  - {id: zv-1, art: zielvereinbarung, modul: 2, geplant: true, quelle: X02}
verlauf:
  - {ereignis: genannt, modul: 1, datum: 2019-05, quelle: X01}
  - {ereignis: sondierungsgespraech, modul: 1, datum: 2019-06-03, quelle: X01}
  - {ereignis: auszeichnung, geplant: true, datum: 2020-03, quelle: X01}
"""
RAHMEN = '  gilt_bis: "2024-01"\n'


def dateien(probe: str, *, rahmen: bool = True, **more: str) -> dict[str, str | bytes | None]:
    """Musterland with one more Kommune, `probe` behind its head; without `rahmen` the framework has no end.

    `more` are files by their name without folder and ending (`p-tom-test`, `ag-1`).
    """
    changes: dict[str, str | bytes | None] = {DATEI: KOPF + probe}
    if not rahmen:
        prozess = musterland()["data/prozess.yaml"].decode()
        assert RAHMEN in prozess
        changes["data/prozess.yaml"] = prozess.replace(RAHMEN, "")
    for name, text in more.items():
        folder = "personen" if name.startswith("p_") else "netzwerk"
        changes[f"data/{folder}/{name.replace('_', '-')}.yaml"] = text
    return changes


def datensatz(changes: dict[str, str | bytes | None]) -> Dataset:
    """The dataset of these files; it must load without a finding."""
    loaded = load(musterland(changes))
    assert loaded.diagnostics == ()
    return loaded.dataset


def frage(
    changes: dict[str, str | bytes | None], stichtag: str, bis: str = "9999-12-31", auswahl: Auswahl | None = None
) -> Agenda:
    """The agenda of such a dataset on a day."""
    return agenda(datensatz(changes), date.fromisoformat(stichtag), date.fromisoformat(bis), auswahl)


def probe(text: str, stichtag: str, bis: str = "9999-12-31", *, rahmen: bool = False) -> dict[str, Posten]:
    """The items of the invented Kommune by their keys, its id left out."""
    found = frage(dateien(text, rahmen=rahmen), stichtag, bis, Auswahl(frozenset({PROBE})))
    return {each.schluessel.replace(f"/{PROBE}", ""): each for each in found.posten}


def fuer_person(changes: dict[str, str | bytes | None], person: str, stichtag: str) -> tuple[Posten, ...]:
    """What a person has to do on a day."""
    dataset, day = datensatz(changes), date.fromisoformat(stichtag)
    return agenda(dataset, day, date.max, of_person(dataset, person, day)).posten


def as_json(*arguments: str, cwd: Path = ROOT, heute: str = "2026-01-15") -> dict[str, Any]:
    value: dict[str, Any] = aufruf.as_json("agenda", "agenda", *arguments, cwd=cwd, heute=heute)
    return value
