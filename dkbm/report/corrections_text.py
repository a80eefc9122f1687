"""The answer of `dkbm corrections` as text and as JSON (schemas/ausgabe/corrections.schema.json)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.german import anzahl, datum_in_worten, tag
from dkbm.model.lage import Lage
from dkbm.model.prozess import Prozess
from dkbm.queries.corrections import Korrektur, reported
from dkbm.report.table import columns, paragraph
from dkbm.report.wording import lage_text

if TYPE_CHECKING:
    from dkbm.store.geschichte import Commit

_INDENT = " " * 13
_KEIN_COMMIT = "Keinem einzelnen Commit zuzuordnen."
_FEHLT = "nicht im Datensatz"


class Seite(NamedTuple):
    """One of the two records: in words, what was asked for (None: the folder), its commit (None: the folder holds
    something else), the day of the commit.
    """

    text: str
    stand: str | None
    revision: str | None
    datum: date | None


class Wann(NamedTuple):
    """A commit (None: not recorded in git yet) and the answer since then (None: not in the dataset)."""

    commit: "Commit | None"
    lage: Lage | None


class Bericht(NamedTuple):
    """What `dkbm corrections` answers.

    `wechsel` gives for each of `korrekturen` the commits that changed it; where `getrennt` says why there is no way
    from one record to the other, it is empty. `zahlen` are the places in the process with how many stood there then
    and now, `nicht_verglichen` the files that could not be read on either side.
    """

    stichtag: date
    annahmen: Sequence[str]
    berichtet: Seite
    bekannt: Seite
    getrennt: str
    korrekturen: tuple[Korrektur, ...]
    wechsel: tuple[tuple[Wann, ...], ...]
    zahlen: tuple[tuple[Lage, int, int], ...]
    nicht_verglichen: tuple[tuple[str, ...], tuple[str, ...]]
    prozess: Prozess


def as_text(bericht: Bericht) -> str:
    """Return the report for people, at most 80 columns wide."""
    parts = ("".join(part) for part in (_head(bericht), _corrections(bericht), _numbers(bericht), _left_out(bericht)))
    return "\n".join(part for part in parts if part)


def _head(bericht: Bericht) -> Iterator[str]:
    yield f"Was für den {tag(bericht.stichtag)} berichtet wurde und was davon bekannt ist\n"
    yield paragraph(bericht.berichtet.text, "  berichtet  ")
    yield paragraph(bericht.bekannt.text, "  bekannt    ")
    for annahme in bericht.annahmen:
        yield paragraph(f"Annahme: {annahme}", "  ", "    ")
    if bericht.getrennt:
        text = f"{bericht.getrennt}. Verglichen sind beide; welcher Commit etwas geändert hat, lässt sich nicht sagen."
        yield paragraph(text, "  ", "  ")


def _corrections(bericht: Bericht) -> Iterator[str]:
    if not bericht.korrekturen:
        yield "Für diesen Tag hat sich nichts geändert.\n"
        return
    changed = sum(each.was == "stand" for each in bericht.korrekturen)
    others = len(bericht.korrekturen) - changed
    counted = anzahl(changed, "Kommune steht", "Kommunen stehen") if changed else "Keine Kommune steht"
    yield f"{counted} anders als berichtet"
    yield f", bei {others} ist nur der Beleg ein anderer.\n" if others else ".\n"
    for index, each in enumerate(bericht.korrekturen):
        yield "\n"
        yield paragraph(" · ".join(filter(None, (each.kommune.offizieller_name, each.kommune.schluessel))), "  ")
        yield paragraph(_answer(each.berichtet, bericht.prozess), "  berichtet  ", _INDENT)
        yield paragraph(_answer(each.bekannt, bericht.prozess), "  bekannt    ", _INDENT)
        if not bericht.getrennt:
            yield from _since(bericht.wechsel[index], bericht.prozess)


def _since(found: Sequence[Wann], prozess: Prozess) -> Iterator[str]:
    if not found:
        yield paragraph(_KEIN_COMMIT, "  geändert   ", _INDENT)
    for number, wann in enumerate(found):
        via = f": {_short(wann.lage, prozess)}" if len(found) > 1 else ""
        yield paragraph(f"{_commit(wann.commit)}{via}", _INDENT if number else "  geändert   ", _INDENT)


def _short(lage: Lage | None, prozess: Prozess) -> str:
    return lage_text(lage, prozess, kurz=True) if lage else _FEHLT


def _commit(commit: "Commit | None") -> str:
    if commit is None:
        return "im Ordner, noch nicht in git festgehalten"
    return f"{tag(commit.zeitpunkt.date())} {commit.id[:8]} »{commit.betreff}«"


def _answer(lage: Lage | None, prozess: Prozess) -> str:
    """Where it stands, how sure that is, since when, and what attests it."""
    if lage is None:
        return _FEHLT
    where = lage_text(lage, prozess)
    if lage.gewissheit is None:
        return where
    when = f" {datum_in_worten(lage.zuletzt_belegt, kurz=True)}" if lage.zuletzt_belegt else ""
    sure = "belegt" if lage.gewissheit == "belegt" else "fortgeschrieben, zuletzt belegt"
    if lage.lage == "nicht_genannt":
        sure = "fehlt" if lage.gewissheit == "belegt" else "fortgeschrieben, fehlt"
    notes = [f"seit {datum_in_worten(lage.seit, kurz=True)}"] if lage.seit else []
    notes.append(f"{sure}{when}{f' in {lage.quelle}' if lage.quelle else ''}")
    return f"{where} ({'; '.join(notes)})"


def _numbers(bericht: Bericht) -> Iterator[str]:
    rows = [
        (f"  {lage_text(lage, bericht.prozess, kurz=lage.phase is not None)}", f"{was:9}", f"{now:7}", _sign(now - was))
        for lage, was, now in bericht.zahlen
    ]
    then, now = sum(was for _, was, _ in bericht.zahlen), sum(now for _, _, now in bericht.zahlen)
    rows.append(("  zusammen", f"{then:9}", f"{now:7}", _sign(now - then)))
    yield columns(("", "berichtet", "bekannt", ""), rows)


def _sign(difference: int) -> str:
    return f"{difference:+}".replace("-", "−") if difference else ""


def _left_out(bericht: Bericht) -> Iterator[str]:
    for title, names in zip(("berichtet", "bekannt"), bericht.nicht_verglichen, strict=True):
        if names:
            yield f"Nicht lesbar ({title}), darum dort nicht gezählt und nicht verglichen:\n"
        yield from (paragraph(name, "  ") for name in names)


Json = dict[str, Any]


def as_json(bericht: Bericht) -> Json:
    """Return the object of `dkbm corrections --format json`."""
    traced = bericht.wechsel or ((),) * len(bericht.korrekturen)
    then, now = bericht.nicht_verglichen
    return {
        "stichtag": bericht.stichtag.isoformat(),
        "berichtet": _side(bericht.berichtet),
        "bekannt": _side(bericht.bekannt),
        "getrennt": bericht.getrennt or None,
        "korrekturen": [_correction(each, found) for each, found in zip(bericht.korrekturen, traced, strict=True)],
        "zahlen": [_number(*each) for each in bericht.zahlen],
        "nicht_verglichen": {"berichtet": list(then), "bekannt": list(now)},
    }


def _side(side: Seite) -> Json:
    day = side.datum.isoformat() if side.datum else None
    return {"stand": side.stand, "revision": side.revision, "datum": day}


def _correction(korrektur: Korrektur, found: Sequence[Wann]) -> Json:
    kommune = korrektur.kommune
    return {
        **{"id": kommune.id, "schluessel": kommune.schluessel, "name": kommune.name, "was": korrektur.was},
        "berichtet": _lage(korrektur.berichtet),
        "bekannt": _lage(korrektur.bekannt),
        "geaendert": [_changed(wann) | {"danach": _lage(wann.lage)} for wann in found],
    }


def _changed(wann: Wann) -> Json:
    commit = wann.commit
    day = commit.zeitpunkt.date().isoformat() if commit else None
    return {"revision": commit and commit.id, "datum": day, "betreff": commit and commit.betreff}


def _lage(lage: Lage | None) -> Json | None:
    if lage is None:
        return None
    names = ("lage", "modul", "phase", "abgeschlossen", "gewissheit", "seit", "zuletzt_belegt", "quelle")
    return {name: value or None for name, value in zip(names, reported(lage) or (), strict=True)}


def _number(lage: Lage, was: int, now: int) -> Json:
    place = {"lage": lage.lage, "modul": lage.modul, "phase": lage.phase, "abgeschlossen": lage.abgeschlossen}
    return {**place, "berichtet": was, "bekannt": now}
