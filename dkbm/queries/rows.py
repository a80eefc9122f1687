"""The Kommunen as rows: one line each with its state, filtered and sorted."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import parse_datum
from dkbm.german import fold, sort_key
from dkbm.lagen import LAGEN
from dkbm.model.fristen import Faellig, faellige
from dkbm.model.kommune import Ereignis, Kommune, Leitung, Thema, Vereinbarung, Vorgaenger
from dkbm.model.lage import Lage, lage_am
from dkbm.model.schritt import Schritt
from dkbm.model.uebergang import ausgangslage, erster_schritt


class Row(NamedTuple):
    """One Kommune with its state on the Stichtag."""

    kommune: Kommune
    stichtag: date
    lage: Lage
    schritt: Schritt | None
    faellig: tuple[Faellig, ...]


class Filter(NamedTuple):
    """What a row must have; within one field any of its values will do, an empty field asks for nothing."""

    modul: tuple[int, ...] = ()
    phase: tuple[int, ...] = ()
    lage: tuple[str, ...] = ()
    art: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    quelle: tuple[str, ...] = ()
    faellig: bool = False


ALLE = Filter()
"""Lets every row pass."""


def rows(dataset: Dataset, stichtag: date, wanted: Filter = ALLE, sort: str = "name") -> tuple[Row, ...]:
    """Return the rows of all Kommunen (partners are not counted) that `wanted` lets pass, sorted by `sort`.

    `sort` is one of SORTS; every order ends in the name (DIN 5007-1) and the key, and needs no locale.
    """
    passed = [
        row
        for kommune in dataset.kommunen.values()
        if _passes(row := _row(dataset, kommune, stichtag), wanted, dataset)
    ]
    return tuple(sorted(passed, key=lambda row: (SORTS[sort](row), *_by_name(row))))


def _row(dataset: Dataset, kommune: Kommune, stichtag: date) -> Row:
    lage = lage_am(kommune, stichtag, dataset.prozess, dataset.quellen)
    return Row(
        kommune,
        stichtag,
        lage,
        erster_schritt(ausgangslage(kommune, lage, stichtag, dataset.prozess, dataset.quellen), dataset.prozess),
        faellige(kommune, lage, stichtag, dataset.prozess),
    )


def _passes(row: Row, wanted: Filter, dataset: Dataset) -> bool:
    lage = row.lage
    return (
        (not wanted.modul or lage.modul in wanted.modul)
        and (not wanted.phase or lage.phase in wanted.phase)
        and (not wanted.lage or lage.lage in wanted.lage)
        and (not wanted.art or row.kommune.art in wanted.art)
        and (not wanted.thema or any(works_on(row.kommune, thema, dataset.themen) for thema in wanted.thema))
        and (not wanted.quelle or not set(wanted.quelle).isdisjoint(sources_of(row.kommune)))
        and (not wanted.faellig or bool(row.faellig))
    )


def works_on(kommune: Kommune, wanted: str, names: dict[str, str]) -> bool:
    """Say whether one of its Themen has these words in its text or in one of its keywords (by id or name)."""
    folded = fold(wanted)
    themen = themen_of((*kommune.vereinbarungen, *kommune.verlauf))
    keywords = (word for thema in themen for key in thema.schlagworte for word in (key, names.get(key, "")))
    return any(folded in fold(word) for word in (*(thema.text for thema in themen), *keywords))


def themen_of(parts: Iterable[Vereinbarung | Ereignis]) -> tuple[Thema, ...]:
    """Return what is worked on by agreements and events, each text once."""
    return tuple({thema.text: thema for part in parts for thema in part.themen}.values())


def sources_of(kommune: Kommune) -> tuple[str, ...]:
    """Return the ids of every source a fact of the Kommune rests on, each once, in the order of the file."""
    parts: list[Leitung | Vorgaenger | Vereinbarung | Ereignis] = [*kommune.leitung, *kommune.vorgaenger]
    parts += [*kommune.vereinbarungen, *kommune.verlauf]
    return tuple(dict.fromkeys([*kommune.quellen, *(quelle for part in parts for quelle in part.quellen)]))


def _by_name(row: Row) -> tuple[tuple[str, str], str, str]:
    return sort_key(row.kommune.name), row.kommune.schluessel or "", row.kommune.id


def _by_modul(row: Row) -> tuple[bool, int, int]:
    return row.lage.modul is None, row.lage.modul or 0, row.lage.phase or 0


def _by_frist(row: Row) -> tuple[bool, date]:
    due = [faellig.am for faellig in row.faellig]
    return not due, min(due, default=date.max)


def _by_attestation(row: Row) -> tuple[bool, date]:
    text = row.lage.zuletzt_belegt
    return not text, parse_datum(text).lo if text else date.max


SORTS: dict[str, Callable[[Row], object]] = {
    "name": lambda _: (),
    "schluessel": lambda row: row.kommune.schluessel or "",
    "modul": _by_modul,
    "frist": _by_frist,
    "zuletzt_belegt": _by_attestation,
}
"""The orders of a list; what a row lacks sorts last."""


def groups(found: Iterable[Row]) -> dict[tuple[str, int | None, int | None], tuple[Row, ...]]:
    """Return the rows by (`lage`, module, phase), in the order of the process, then the states without a module."""
    grouped: dict[tuple[str, int | None, int | None], list[Row]] = {}
    for row in found:
        grouped.setdefault((row.lage.lage, row.lage.modul, row.lage.phase), []).append(row)
    order = list(LAGEN)
    keys = sorted(grouped, key=lambda key: (order.index(key[0]), key[1] or 0, key[2] or 0))
    return {key: tuple(grouped[key]) for key in keys}
