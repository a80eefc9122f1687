"""`dkbm doctor`: is everything there that dkbm needs, and what stands in the way of working?"""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dkbm.cli.options import Daten

if TYPE_CHECKING:
    from dkbm.store.checkup import Seen


def doctor(daten: Daten = None) -> None:
    """Sagt, ob alles bereit ist, und räumt nach einem abgebrochenen Lauf auf.

    Status 0: Arbeiten ist möglich, auch wenn etwas im Argen liegt. Status 2: So geht es nicht.
    """
    from dkbm.cli.frame import emit

    seen = _seen(daten)
    emit("".join(map(_line, seen)))
    open_points = sum(bool(entry.hint) for entry in seen)
    emit(f"\n{_verdict(open_points)}\n")
    raise typer.Exit(2 if any(entry.stops for entry in seen) else 0)


def _seen(daten: Path | None) -> "list[Seen]":
    from dkbm.cli.frame import dataset_root
    from dkbm.errors import DkbmError
    from dkbm.store.checkup import Seen, examine

    program = [_program(), _libyaml()]
    try:
        root = dataset_root(daten)
    except DkbmError as error:
        return [*program, Seen("Datensatz", error.message, error.hint, stops=True)]
    return [*program, _dataset(root), *examine(root)]


def _program() -> "Seen":
    import platform

    from dkbm import __version__
    from dkbm.store.checkup import Seen

    return Seen("Programm", f"dkbm {__version__}, Python {platform.python_version()}")


def _libyaml() -> "Seen":
    from dkbm.store.checkup import Seen
    from dkbm.text import events

    libyaml = vars(events)["libyaml"]
    if libyaml is None:
        hint = "PyYAML neu installieren: pip install --force-reinstall pyyaml"
        return Seen("libyaml", "fehlt; ohne sie liest dkbm nichts", hint, stops=True)
    return Seen("libyaml", str(libyaml.get_version_string()))


def _dataset(root: Path) -> "Seen":
    """Name the dataset and the version of its schema, as far as `dkbm.yaml` can be read."""
    from dkbm.errors import DkbmError
    from dkbm.store.checkup import Seen
    from dkbm.store.worktree import MARKER, read_files
    from dkbm.text.reader import read

    try:
        document, _ = read(MARKER, read_files(root, [MARKER])[MARKER])
    except DkbmError as error:
        return Seen("Datensatz", f"{root}; {error.message}", error.hint, stops=True)
    if document is None or not isinstance(document.value, dict):
        return Seen("Datensatz", f"{root}; {MARKER} ist nicht lesbar", "Was daran falsch ist, sagt: dkbm validate")
    name, version = (document.value.get(key, "ohne Angabe") for key in ("name", "schema"))
    return Seen("Datensatz", f"{name} in {root}, Schema {version}")


def _line(entry: "Seen") -> str:
    from dkbm.report.table import TIED, paragraph

    text = paragraph(entry.text, f"{entry.what:<11}")
    advice, colon, command = entry.hint.partition(": ")
    hint = advice + colon + command.replace(" ", TIED)  # a command stays on one line
    return text + (paragraph(hint, f"{'':<11}→ ", " " * 13) if hint else "")


def _verdict(count: int) -> str:
    if not count:
        return "Alles in Ordnung."
    return f"{'Ein Punkt' if count == 1 else f'{count} Punkte'} mit Pfeil (→): dort steht, was zu tun ist."
