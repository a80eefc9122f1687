"""`status` and `list` do not answer from what `validate` rejects: they load no schema and still refuse it."""

from pathlib import Path
from unittest.mock import patch

import pytest

from dkbm.queries.reading import one_kommune
from dkbm.text.reader import read
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

LK = "data/kommunen/landkreis-musterland.yaml"
PERSON = "data/personen/p-mara-muster.yaml"
QUELLEN = "data/quellen.yaml"
PROZESS = "data/prozess.yaml"

UNKNOWN_KEYS = [
    (LK, "name: Musterland", "nahme: x\nname: Musterland", "nahme"),
    (LK, "verlauf:\n", "verlauf:\n  - {ereignis: genannt, model: 2, quelle: X01}\n", "model"),
    (
        QUELLEN,
        "quellen:\n",
        "quellen:\n  - {id: X77, titel: T, herausgeber: H, vollstaendich: [prozess]}\n",
        "vollstaendich",
    ),
    (PROZESS, "module:\n", "rahmenn: {gilt_bis: 2024-01}\nmodule:\n", "rahmenn"),
    (PERSON, "name: ", "mobil: x\nname: ", "mobil"),
]
OUTSIDE_THE_LIST = [
    (LK, 'schluessel: "99001"', 'schluessel: "9900"'),
    (LK, 'schluessel: "99001"', 'schluessel: "9900l"'),
    (LK, 'schluessel: "99001"\n', ""),
    (LK, "art: zielvereinbarung", "art: zielvereinbahrung"),
    (LK, "art: landkreis", "art: kreis"),
    (QUELLEN, "stand_art: geschaetzt", "stand_art: geschätzt"),
]
UNDECLARED = {
    "{ereignis: gennant, quelle: X01}": "Die Ereignisart »gennant« gibt es nicht.",
    "{ereignis: genannt, modul: 9, quelle: X01}": "Modul 9 gibt es nicht.",
    "{ereignis: genannt, modul: 4, phase: 8, quelle: X01}": "Eine Phase 8 gibt es in Modul 4 nicht.",
    "{ereignis: genannt, modul: 1, phase: 1, quelle: X01}": "Eine Phase 1 gibt es in Modul 1 nicht.",
}


def changed(folder: Path, path: str, old: str, new: str) -> Path:
    text = musterland()[path].decode("utf-8")
    assert old in text
    return lay_out(folder, {path: text.replace(old, new, 1)})


@pytest.mark.parametrize(("path", "old", "new", "key"), UNKNOWN_KEYS, ids=[case[3] for case in UNKNOWN_KEYS])
def test_m60_a_key_nobody_knows_is_refused(tmp_path: Path, path: str, old: str, new: str, key: str) -> None:
    answer = dkbm("status", "lk musterland", cwd=changed(tmp_path, path, old, new))
    named = f"Den Schlüssel »{key}« gibt es hier nicht."
    is_personal = path.startswith("data/personen/")  # a line of such a file is repeated nowhere
    assert ("Diese Datei passt nicht zu ihrem Schema." if is_personal else named) in answer.err
    assert f"{path}:" in answer.err
    assert (answer.status, answer.out == "") == ((0, False) if path == PERSON else (1, True))


@pytest.mark.parametrize(
    ("path", "old", "new"), OUTSIDE_THE_LIST, ids=[case[2].strip() or "none" for case in OUTSIDE_THE_LIST]
)
def test_m60_a_value_outside_its_list_is_refused(tmp_path: Path, path: str, old: str, new: str) -> None:
    root = changed(tmp_path, path, old, new)
    answer = dkbm("status", "lk musterland", cwd=root)
    assert (answer.status, answer.out) == (1, "")
    assert f"{path}:" in answer.err
    assert dkbm("validate", cwd=root).status == 1


@pytest.mark.parametrize(("entry", "message"), UNDECLARED.items(), ids=list(UNDECLARED))
def test_m60_what_the_process_does_not_declare_is_refused(tmp_path: Path, entry: str, message: str) -> None:
    root = changed(tmp_path, LK, "verlauf:\n", f"verlauf:\n  - {entry}\n")
    answer = dkbm("status", "lk musterland", cwd=root)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"Diese Auskunft ist nicht möglich. {LK}:")
    assert message in answer.err
    assert dkbm("validate", cwd=root).status == 1


@pytest.mark.parametrize("befehl", ["status", "list"])
@pytest.mark.parametrize("entry", UNDECLARED)
def test_m60_the_overview_does_without_such_a_kommune(tmp_path: Path, befehl: str, entry: str) -> None:
    root = changed(tmp_path, LK, "verlauf:\n", f"verlauf:\n  - {entry}\n")
    answer = dkbm(befehl, cwd=root)
    assert answer.status == 0
    assert "Landkreis Musterland" not in answer.out
    assert f"Warnung: {LK}:" in answer.err
    assert UNDECLARED[entry] in answer.err
    assert dkbm("status", "stadt musterland", cwd=root).status == 0


@pytest.mark.parametrize("name", ["lk musterland", "99001", "landkreis-musterland", "Stadt Musterland"])
def test_m22_no_file_is_parsed_twice(name: str) -> None:
    with patch("dkbm.dataset.read", wraps=read) as spy:
        found = one_kommune(musterland(), name)
    parsed = [call.args[0] for call in spy.call_args_list]
    assert sorted(parsed) == sorted(set(parsed))
    path = found.treffer.kommune.place.file
    assert path in parsed
    assert found.dataset.documents[path].value["name"] == found.treffer.kommune.name
    assert found.dataset.kommunen == {found.treffer.kommune.id: found.treffer.kommune}
