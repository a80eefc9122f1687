"""The seal of a signed agreement: one hash over the fields that both sides signed, and what became of them since.

Covered is what the wording of an agreement prints of its own entry. How the entry is written (the order of its keys
and of its lists, quotation marks, line breaks, comments) and what people note beside it (source, remark, keywords, the
Umsetzungsplan, a correction) is not covered.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from dkbm.datum import DatumError
from dkbm.german import datum_in_worten, sort_key

Eintrag = Mapping[str, Any]
"""An agreement as it stands in the file."""


class Feld(NamedTuple):
    """A covered field: its keys from the agreement on, what people call it, and the clause that prints it."""

    route: tuple[str, ...]
    name: str
    klausel: str


FELDER = (
    Feld(("modul",), "Modul", "Titel"),
    Feld(("phase",), "Umsetzungsphase", "Teil A: Ziele der Kommune"),
    Feld(("anknuepfung",), "Anknüpfung", "Gegenstand der Vereinbarung"),
    Feld(("ziele",), "Ziele", "Teil A: Ziele der Kommune"),
    Feld(("themen",), "Themenbereiche", "Teil A, Themenbereiche"),
    Feld(("beginn_geplant",), "Geplanter Beginn", "Teil C, Zeitrahmen"),
    Feld(("dauer",), "Dauer", "Teil C, Zeitrahmen"),
    Feld(("kommune", "vertretung"), "Vertretung der Kommune", "Die Beteiligten"),
    Feld(("agentur", "vertretung"), "Vertretung der Agentur", "Die Beteiligten"),
    Feld(("kommune", "ansprechperson"), "Ansprechperson der Kommune", "Teil C, Ansprechpersonen"),
    Feld(("agentur", "ansprechperson"), "Ansprechperson der Agentur", "Teil C, Ansprechpersonen"),
    Feld(("zustimmung", "weitergabe_projekttraeger"), "Zustimmung zur Weitergabe", "Anhang, § 3 Berichtspflicht"),
    Feld(("zustimmung", "namentliche_veroeffentlichung"), "Zustimmung zur Nennung", "Anhang, § 4 Veröffentlichungen"),
    Feld(("ort",), "Ort der Unterschrift", "Schlusserklärung"),
    Feld(("unterzeichnet",), "Tag der Unterschrift", "Schlusserklärung"),
)
"""What a seal covers, in the order of the clauses. A field more or less breaks every seal there is."""


_ENTBEHRLICH = (("phase",), ("anknuepfung",), ("ziele",))
"""What the wording does without; a duration it does without in all modules but the first."""


class Aenderung(NamedTuple):
    """One change of a covered field in German words; `alt` or `neu` is "" where there is nothing."""

    feld: Feld
    alt: str
    neu: str


def covered(eintrag: Eintrag) -> dict[str, Any]:
    """The covered fields of an agreement by their keys (`kommune.vertretung`), in canonical form, none empty."""
    found = {".".join(feld.route): _canonical(feld, _at(eintrag, feld.route)) for feld in FELDER}
    return {name: wert for name, wert in found.items() if wert not in (None, "", [], {})}


def seal(eintrag: Eintrag) -> str:
    """The SHA-256 over the covered fields, as 64 hexadecimal digits."""
    text = json.dumps(covered(eintrag), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def missing(eintrag: Eintrag) -> tuple[str, ...]:
    """What an agreement still has to say before it is worth a seal: filled in later, it would break one."""
    known, free = covered(eintrag), {*_ENTBEHRLICH, *([] if eintrag.get("modul") == 1 else [("dauer",)])}
    return tuple(feld.name for feld in FELDER if feld.route not in free and ".".join(feld.route) not in known)


def sealed_as(eintrag: Eintrag) -> str | None:
    """The seal an agreement has to match: that of its last Nachtrag, else its own; None for one without."""
    return next(reversed(_seals(eintrag)), None)


def is_intact(eintrag: Eintrag) -> bool:
    """Say whether an agreement has no seal, or still is what was sealed."""
    expected = sealed_as(eintrag)
    return expected is None or expected == seal(eintrag)


def changed(old: Eintrag, new: Eintrag) -> bool:
    """Say whether a seal that `old` had is gone or another one in `new`; a Nachtrag more changes none."""
    before = _seals(old)
    return _seals(new)[: len(before)] != before


def changes(old: Eintrag, new: Eintrag) -> tuple[Aenderung, ...]:
    """What differs between the covered fields, clause by clause; of a list every entry that came or went."""
    return tuple(change for feld in FELDER for change in _changes(feld, old, new))


def in_words(change: Aenderung) -> str:
    """A change as a sentence: `Dauer (Teil C, Zeitrahmen): unterzeichnet »3 Monate«, jetzt »4 Monate«.`"""
    alt, neu = (f"»{text}«" if text else "keine Angabe" for text in (change.alt, change.neu))
    return f"{change.feld.name} ({change.feld.klausel}): unterzeichnet {alt}, jetzt {neu}."


def _changes(feld: Feld, old: Eintrag, new: Eintrag) -> Iterator[Aenderung]:
    was, now = (covered(each).get(".".join(feld.route)) for each in (old, new))
    if was == now:
        return
    before, after = _words(feld, was), _words(feld, now)
    is_same = before == after  # the same words in other keys
    gone = [text for text in before if is_same or text not in after]
    come = [text for text in after if is_same or text not in before]
    for alt, neu in zip_longest(gone, come, fillvalue=""):
        yield Aenderung(feld, alt, neu)


def _seals(eintrag: Eintrag) -> list[str]:
    """The hashes of the agreement and of its Nachträge, in order; what has another shape is none."""
    entries = [eintrag, *(each for each in _list(eintrag.get("nachtraege")) if isinstance(each, dict))]
    found = [_at(each, ("siegel", "sha256")) for each in entries]
    return [each for each in found if isinstance(each, str)]


def _at(value: Any, route: tuple[str, ...]) -> Any:  # noqa: ANN401 -- as it stands in the file
    for key in route:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _list(value: Any) -> list[Any]:  # noqa: ANN401 -- as it stands in the file
    return value if isinstance(value, list) else []


def _canonical(feld: Feld, value: Any) -> Any:  # noqa: ANN401 -- as it stands in the file
    special = _SPECIAL.get(feld.route)
    return _plain(special(value) if special else value)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- as it stands in the file
    """Texts on one line, mappings without empty values."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    return value


def _texts(value: Any) -> list[Any]:  # noqa: ANN401 -- as it stands in the file
    """The texts of themes (or aims), in an order of their own."""
    found = [each.get("text") if isinstance(each, dict) else each for each in _list(value)]
    return sorted((_plain(each) for each in found if isinstance(each, str)), key=sort_key)


def _preferred(value: Any) -> Any:  # noqa: ANN401 -- as it stands in the file
    """The date that counts where sources disagree: the first one there is."""
    if not isinstance(value, list):
        return value
    return next((each["datum"] for each in value if isinstance(each, dict) and each.get("datum")), None)


def _duration(value: Any) -> Any:  # noqa: ANN401 -- as it stands in the file
    return {key: value[key] for key in ("monate", "ab") if key in value} if isinstance(value, dict) else value


_SPECIAL: dict[tuple[str, ...], Callable[[Any], Any]] = {
    ("themen",): _texts,
    ("ziele",): _texts,
    ("unterzeichnet",): _preferred,
    ("dauer",): _duration,
}


def _words(feld: Feld, value: Any) -> list[str]:  # noqa: ANN401 -- in canonical form
    """What stands there in German, a text for each entry."""
    if value is None:
        return []
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["erteilt" if value else "nicht erteilt"]
    if isinstance(value, dict):
        return [_of_mapping(value)]
    return [_date(value) if feld.route[0] in ("unterzeichnet", "beginn_geplant") else str(value)]


def _of_mapping(value: dict[str, Any]) -> str:
    if "monate" in value:
        monate = " bis ".join(str(each) for each in dict.fromkeys(_list(value["monate"])))
        return f"{monate} Monate ab {value.get('ab', '?')}"
    return ", ".join(str(each) for each in value.values())


def _date(value: Any) -> str:  # noqa: ANN401 -- in canonical form
    try:
        return datum_in_worten(str(value))
    except DatumError:
        return str(value)
