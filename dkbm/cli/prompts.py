"""Questions on the terminal, one after the other; the same lines may come through a pipe (`--dialog`)."""

import sys
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError
from dkbm.report.terminal import prompt, warn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dkbm.changes.bogen import Feld, Given


def ask(feld: "Feld", complaint: str) -> str:
    """Put a question on stderr and return the answer of one line from stdin, "" for none.

    The allowed values are listed once, before the first try. Raises DkbmError when the input ends.
    """
    if complaint:
        warn(f"  {complaint}")
    else:
        _list_values(feld)
    open_ = "" if feld.pflicht else " (Enter lässt es offen)" if not feld.vorgabe else " (- lässt es offen)"
    prompt(f"{feld.frage}{open_}{f' [{feld.vorgabe}]' if feld.vorgabe else ''}: ")
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        prompt("\n")  # a person ends the line with Enter, a pipe does not show it
    if not line:
        raise DkbmError("Die Eingabe endete, bevor alles beantwortet war. Es wurde nichts geändert.")
    return line.strip()


def _list_values(feld: "Feld") -> None:
    width = max((len(value) for value, _ in feld.erlaubt), default=0)
    for value, name in feld.erlaubt:
        warn(f"  {value:{width}}  {name}".rstrip())


def collect(options: "Mapping[str, object]") -> "Given":
    """Return the options that were given, by their names on the command line, as texts or lists of texts."""
    given = {name.replace("_", "-"): value for name, value in options.items() if value not in (None, [], ())}
    return {name: value if isinstance(value, list) else str(value) for name, value in given.items()}
