"""A history of Musterland with what happens to files: edited, moved, laid out anew, broken, healed."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema

from tests.aufruf import dkbm
from tests.geschichtsbau import Fassung, build
from tests.muster import musterland
from tests.repositorium import KOMMUNE
from tests.vorgang import ROOT

MOVED = "data/kommunen/osten/landkreis-musterland.yaml"
PERSON = "data/personen/p-mara-muster.yaml"
TEXT = musterland()[KOMMUNE].decode()
EDITED = TEXT.replace("ort: Musterstadt", "ort: Neustadt").replace("modul: 4, phase: 2", "modul: 4, phase: 3")
LATE = "  - {ereignis: abschluss, modul: 2, datum: 2019-03-01, quelle: X02}\n"
START = datetime.fromisoformat("2026-01-01T12:00:00+01:00")
AUTOR = "Ada Autorin"


def laid_out_anew(text: str) -> str:
    """The same file in another form: quotes, indentation, keys and entries in another order, another comment."""
    head, entries = text.split("verlauf:\n")
    turned = "".join(reversed(entries.splitlines(keepends=True)))
    schluessel = 'schluessel: "99001"\n'
    moved = head.replace(schluessel, "").replace("quelle: X02\nleitung:", f"{schluessel}quelle: 'X02'\nleitung:")
    wide = moved.replace("  - {amt: landraetin, datum:", "  -\n      amt: landraetin\n      datum:").replace(
        '"2017", quelle: X02}', "'2017'\n      quelle: X02"
    )
    return f"# neu geschrieben\n{wide}verlauf:\n{turned}"


NEW = laid_out_anew(EDITED)
RECORDS: tuple[tuple[str, Mapping[str, str | bytes | None]], ...] = (
    ("Ort und Phase", {KOMMUNE: EDITED}),
    ("Umzug", {KOMMUNE: None, MOVED: NEW}),
    ("Abschluss nachgetragen", {MOVED: NEW + LATE}),
    ("Kommentar", {MOVED: f"{NEW}{LATE}# nichts weiter\n"}),
)


def recorded(tmp_path: Path, *more: tuple[str, Mapping[str, str | bytes | None]], only: int = 4) -> Path:
    """Musterland, then one record a day: the first `only` of RECORDS, then `more`."""
    root = tmp_path / "satz"
    days = enumerate((*RECORDS[:only], *more), 1)
    later = [Fassung(START + timedelta(days=number), *each, author=AUTOR) for number, each in days]
    build(root, [Fassung(START, "Anfang", musterland(), author=AUTOR), *later])
    return root


def as_json(root: Path, command: str, *arguments: str) -> dict[str, Any]:
    """What a command answers as JSON, checked against its published schema."""
    answer = dkbm(command, *arguments, "--format", "json", cwd=root)
    assert (answer.status, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    schema = json.loads((ROOT / f"schemas/ausgabe/{command}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, format_checker=jsonschema.FormatChecker())
    return found
