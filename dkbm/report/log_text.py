"""The answer of `dkbm log` as text and as JSON (schemas/ausgabe/log.schema.json)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.changes.compare import Aenderung
from dkbm.changes.compare_rows import ARTEN
from dkbm.german import anzahl, tag
from dkbm.report.table import paragraph, two_sided

if TYPE_CHECKING:
    from dkbm.store.geschichte import Commit

_KEINE = "keine fachliche Änderung"
_OHNE_GRUND = "ohne Begründung"
_MOST, _LONGEST = 8, 240
"""How many statements on one thing a commit shows as text, and how long each may be; `dkbm diff` shows them whole."""
Json = dict[str, Any]


class Eintrag(NamedTuple):
    """A commit, what it changed, and which files it left unreadable."""

    commit: "Commit"
    aenderungen: tuple[Aenderung, ...]
    nicht_lesbar: tuple[str, ...]


class Protokoll(NamedTuple):
    """What `dkbm log` answers: of `gesamt` commits that are meant those that are told, newest first.

    `titel` names the Kommune, "" for the whole dataset; `stand` says in words how far it goes, `revision` its commit.
    """

    titel: str
    stand: str
    revision: str
    gesamt: int
    eintraege: tuple[Eintrag, ...]
    intern: bool


def as_text(protokoll: Protokoll) -> str:
    """Return the log for people, at most 80 columns wide but for a long word."""
    shown, total = len(protokoll.eintraege), protokoll.gesamt
    counted = anzahl(total, "Commit", "Commits") if shown == total else f"die letzten {shown} von {total} Commits"
    parts = [two_sided(protokoll.titel or "Änderungen am Datensatz", counted)]
    parts += ["".join(_entry(each, protokoll)) for each in protokoll.eintraege]
    if not total:
        parts.append(paragraph("Kein Commit: In git ist davon nichts festgehalten, oder nicht in dieser Zeit.", "  "))
    if shown < total:
        parts.append(paragraph("Mehr davon: -n 100, oder -n 0 für alle; ein Zeitraum: --von, --bis", "  "))
    return "\n".join(parts)


def _entry(eintrag: Eintrag, protokoll: Protokoll) -> Iterator[str]:
    commit = eintrag.commit
    by = f" ({commit.autor})" if protokoll.intern else ""
    yield paragraph(f"{commit.betreff}{by}", f"{tag(commit.zeitpunkt.date())} {commit.id[:8]}  ", " " * 21)
    if not eintrag.aenderungen and not eintrag.nicht_lesbar:
        yield paragraph(_KEINE, "  ")
    about = [(name, list(changes)) for name, changes in groupby(eintrag.aenderungen, key=lambda each: each.gegenstand)]
    for name, changes in about[:_MOST]:
        yield from _about(name, changes, protokoll)
    if rest := about[_MOST:]:
        left = anzahl(sum(len(changes) for _, changes in rest), "Änderung", "Änderungen")
        yield paragraph(f"und zu {len(rest)} weiteren: {left}", "  ", "    ")
    for path in eintrag.nicht_lesbar:
        yield paragraph(f"{path}: seither nicht lesbar, darum nicht verglichen", "  ", "    ")


def _about(name: str, changes: Sequence[Aenderung], protokoll: Protokoll) -> Iterator[str]:
    """What changed on one thing; its name stands above, unless all is about it. Of a new file the head is enough."""
    if name and not protokoll.titel.startswith(f"{name} ·"):
        yield paragraph(name, "  ")
    most = 1 if _is_whole(changes[0]) and len(changes) > 1 else _MOST
    yield from (paragraph(in_words(each), "  – ", "    ") for each in changes[:most])
    if rest := changes[most:]:
        kinds = Counter(ARTEN[each.art] for each in rest)
        told = ", ".join(f"{count} × {kind}" for kind, count in kinds.items())
        yield paragraph(f"darin {told}" if most == 1 else f"und {len(rest)} weitere: {told}", "  – ", "    ")


def _is_whole(change: Aenderung) -> bool:
    """Whether it tells of a file that is new, or gone."""
    return change.was == ARTEN[change.art] and not change.place.route


def in_words(change: Aenderung) -> str:
    """Return a change in a line: what is new, what is gone, what says otherwise, and why."""
    art = ARTEN[change.art]
    what = change.was if not change.was or change.was.startswith(art) else f"{art} {change.was}"
    reason = f" ({change.grund or _OHNE_GRUND})" if change.grund is not None else ""
    signed = "; unterzeichnete Vereinbarung berührt" if change.unterzeichnet else ""
    return f"{_said(change, what or art)}{reason}{signed}"


def _said(change: Aenderung, what: str) -> str:
    if change.persoenlich and change.vorher is not None and change.nachher is not None:
        return f"{what} geändert (Inhalt nicht gezeigt)"
    before, after = (_short(text) for text in (change.vorher, change.nachher))
    if change.vorher is not None and change.nachher is not None:
        return f"{what}: {before} → {after}"
    if change.entfallen or change.nachher is None:
        return f"{what} entfallen: {before}"
    return f"{what} neu: {after}"


def _short(text: str | None) -> str:
    found = " ".join((text or "").split())
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST].rsplit(' ', 1)[0]} …"


def as_json(protokoll: Protokoll) -> Json:
    """Return the object of `dkbm log --format json`."""
    return {
        "kommune": protokoll.titel or None,
        "revision": protokoll.revision,
        "gesamt": protokoll.gesamt,
        "commits": [_object(each, protokoll) for each in protokoll.eintraege],
    }


def _object(eintrag: Eintrag, protokoll: Protokoll) -> Json:
    commit = eintrag.commit
    return {
        "revision": commit.id,
        "datum": commit.zeitpunkt.date().isoformat(),
        "betreff": commit.betreff,
        "autor": commit.autor if protokoll.intern else None,
        "aenderungen": [_change(each) for each in eintrag.aenderungen],
        "nicht_lesbar": list(eintrag.nicht_lesbar),
    }


def _change(change: Aenderung) -> Json:
    return {
        "kommune": change.kommune.id if change.kommune else None,
        "gegenstand": change.gegenstand,
        "art": change.art,
        "was": change.was,
        "vorher": change.vorher,
        "nachher": change.nachher,
        "grund": change.grund,
        "file": change.place.file,
    }
