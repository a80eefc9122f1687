"""German without a locale: sorting after DIN 5007-1, folding for look-ups, enumerations, dates and ages in words."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
MONATE_KURZ = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez.")

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})


def fold(text: str) -> str:
    """Return `text` as names are compared: no case, `ü` as `ue`, no accents, single spaces for all the rest.

    NFC and NFD, `LÜNEBURG`, `lueneburg` and `Lüneburg` fold alike.
    """
    return _words(unicodedata.normalize("NFC", text).casefold().translate(_SPELLED))


def slug(text: str) -> str:
    """Return a name as it stands in a file name: `Rotenburg (Wümme)` becomes `rotenburg-wuemme`."""
    return "-".join("".join(char if char.isascii() else " " for char in fold(text)).split())


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts after DIN 5007-1: `ü` as `u`, `ß` as `ss`, punctuation as space, case ignored.

    Words that are equal so far sort by their own letters, so that the order is total and needs no locale.
    """
    composed = unicodedata.normalize("NFC", text)
    return _words(composed.casefold()), composed


def _words(text: str) -> str:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def aufzaehlung(parts: Iterable[str], bindewort: str = "und") -> str:
    """Join as German prose does: `A`, `A und B`, `A, B und C`."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {bindewort} {items[-1]}"


def anzahl(number: int, einzahl: str, mehrzahl: str) -> str:
    """Return `1 Kommune`, `3 Kommunen`, `keine Kommunen`."""
    if number == 0:
        return f"keine {mehrzahl}"
    return f"{number} {einzahl if number == 1 else mehrzahl}"


def datum_in_worten(text: str, *, kurz: bool = False) -> str:
    """Return an entered date in words, as precise as it is: `2018`, `Februar 2018`, `16.10.2017`.

    Spans read `zwischen Juli 2016 und 2018`, `bis 2018`, `ab Dezember 2023`; `kurz` shortens the names of months
    and spans (`Feb. 2022 bis Jan. 2024`). `text` is a valid date of the dataset.
    """
    start, dots, end = text.partition("..")
    if not dots:
        return _zeitpunkt(text, kurz)
    if not start:
        return f"bis {_zeitpunkt(end, kurz)}"
    if not end:
        return f"ab {_zeitpunkt(start, kurz)}"
    if kurz:
        return f"{_zeitpunkt(start, kurz)} bis {_zeitpunkt(end, kurz)}"
    return f"zwischen {_zeitpunkt(start, kurz)} und {_zeitpunkt(end, kurz)}"


def am_tag(text: str) -> str:
    """Return when something was, as part of a sentence: `im Jahr 2018`, `im Februar 2018`, `am 16.10.2017`."""
    preposition = {4: "im Jahr ", 7: "im ", 10: "am "}.get(len(text), "")
    return f"{preposition}{datum_in_worten(text)}"


def _zeitpunkt(text: str, kurz: bool) -> str:
    parts: Sequence[str] = text.split("-")
    if len(parts) == 1:
        return text
    if len(parts) == 2:
        return f"{(MONATE_KURZ if kurz else MONATE)[int(parts[1]) - 1]} {parts[0]}"
    return f"{parts[2]}.{parts[1]}.{parts[0]}"


def tag(day: date) -> str:
    """Return a day as `22.11.2026`."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def alter(von: date, bis: date) -> str:
    """Say how long before `bis` the day `von` was: `vor 2 Jahren 9 Monaten`, `vor 12 Tagen`, `heute`.

    Whole months only; below one month days are counted. A day after `bis` gives `in …`.
    """
    if von > bis:
        return f"in {_dauer(bis, von)}"
    return f"vor {_dauer(von, bis)}" if von < bis else "heute"


def _dauer(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months < 1:
        days = (end - start).days
        return f"{days} Tag" if days == 1 else f"{days} Tagen"
    years, months = divmod(months, 12)
    words = []
    if years:
        words.append(f"{years} Jahr" if years == 1 else f"{years} Jahren")
    if months:
        words.append(f"{months} Monat" if months == 1 else f"{months} Monaten")
    return " ".join(words)
