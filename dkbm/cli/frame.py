"""What every command needs at its edge: the clock, the Stichtag, the dataset, a place for the result."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.datum import Datum


def today() -> date:
    """Return today, or the day of `DKBM_HEUTE`. Raises DkbmError when that is no day."""
    text = os.environ.get("DKBM_HEUTE")
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DkbmError(f"DKBM_HEUTE ist kein Tag: »{text}«.", "Zum Beispiel: DKBM_HEUTE=2026-11-22") from error


def parse_stichtag(text: str | None) -> date:
    """Return the day `text` asks about; None is today, a bare month or year counts from its first day.

    Raises DkbmError for anything that is not `JJJJ`, `JJJJ-MM` or `JJJJ-MM-TT`.
    """
    return today() if text is None else _stichtag(text).lo


def annahmen(text: str | None) -> tuple[str, ...]:
    """Return what had to be assumed to make a day of the Stichtag `text`, as German sentences."""
    if text is None or len(text) == 10:
        return ()
    from dkbm.german import tag

    return (f"Der Stichtag {text} ist als {tag(_stichtag(text).lo)} gelesen.",)


def _stichtag(text: str) -> "Datum":
    hint = "Zum Beispiel: --stichtag 2024-02-01"
    return _datum(text, f"»{text}« ist kein Stichtag.", "Ein Stichtag ist ein Tag, kein Zeitraum.", hint)


def first_day(text: str, option: str, hint: str) -> date:
    """Return the first day of the date that was typed for an option.

    Raises DkbmError, with the `hint`, for anything that is not `JJJJ`, `JJJJ-MM` or `JJJJ-MM-TT`.
    """
    return _of_option(text, option, hint).lo


def last_day(text: str, option: str, hint: str) -> date:
    """Return the last day of the date that was typed for an option. Raises like `first_day`."""
    return _of_option(text, option, hint).hi


def _of_option(text: str, option: str, hint: str) -> "Datum":
    wrong, span = f"»{text}« bei {option} ist kein Datum.", f"{option} nennt ein Datum, keinen Zeitraum."
    return _datum(text, wrong, span, hint)


def _datum(text: str, wrong: str, span: str, hint: str) -> "Datum":
    from dkbm.datum import DatumError, parse_datum

    try:
        datum = parse_datum(text)
    except DatumError as error:
        raise DkbmError(f"{wrong} {error}", error.hint or hint) from error
    if datum.spanne:
        raise DkbmError(span, hint)
    return datum


def dataset_root(daten: Path | None) -> Path:
    """Return the folder of the dataset: `daten`, or the nearest above the working directory with a dkbm.yaml.

    Raises DkbmError when there is none.
    """
    from dkbm.store.worktree import find_root

    return find_root(Path.cwd(), daten)


def emit(text: str, ausgabe: Path | None = None, *, fixed: bool = False) -> None:
    """Write a result as UTF-8 to the file `ausgabe`, or to stdout in the encoding it has (UTF-8 too if `fixed`).

    `text` has passed `safe` where it holds data; its line ends are kept. Raises DkbmError when the file cannot be
    written; what was there before is then unharmed.
    """
    from dkbm.report.terminal import put, put_bytes

    if ausgabe is not None and ausgabe.suffix.casefold() in (".xlsx", ".xls", ".ods"):
        hint = "Für Excel und LibreOffice: --format csv -o liste.csv"
        raise DkbmError(f"Tabellen als {ausgabe.suffix} schreibt dkbm nicht.", hint)
    content = text.encode("utf-8", "backslashreplace")
    if ausgabe is not None:
        from dkbm.store.output import write_output

        write_output(ausgabe, content)
    elif fixed:
        put_bytes(content)
    else:
        put(text)


def emit_json(value: object, ausgabe: Path | None = None) -> None:
    """Write a value as JSON, like `emit`; in ASCII on a screen that cannot show every letter."""
    from dkbm.report.json_out import dumps
    from dkbm.report.terminal import speaks_utf8

    emit(dumps(value, ascii_only=ausgabe is None and not speaks_utf8()), ausgabe)
