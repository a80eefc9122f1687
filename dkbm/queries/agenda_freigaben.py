"""Approvals of persons that end: each is asked for again before it does, unless it was renewed already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.diagnostic import Place
from dkbm.german import datum_in_worten, slug
from dkbm.queries.agenda_posten import Frage, Fund, Posten, eintraege

Eintrag = Mapping[str, object]


def freigaben(frage: Frage) -> Iterator[Fund]:
    """Yield the approvals of persons that end in the time looked at; one that has ended asks for nothing any more."""
    for person in frage.dataset.personen.values():
        entries = eintraege(frage.dataset, person.place.file, "freigabe")
        for index, entry in entries:
            end = _datum(entry.get("bis"))
            if end is None or not frage.stichtag <= end.hi <= frage.bis or not _holds(entry, frage.stichtag, end.hi):
                continue
            others = [each for number, each in entries if number != index]
            if not _is_renewed(entry, others, frage.stichtag, end):
                yield Fund(_approval(person.id, entry, end, Place(person.place.file, ("freigabe", index))))


def _holds(entry: Eintrag, stichtag: date, until: date) -> bool:
    """Whether it was given by `stichtag` and is not withdrawn up to the day `until`."""
    start, revoked = _datum(entry.get("datum")), _datum(entry.get("widerruf"))
    return start is not None and start.lo <= stichtag and (revoked is None or revoked.lo > until)


def _is_renewed(entry: Eintrag, others: Sequence[Eintrag], stichtag: date, end: Datum) -> bool:
    """Whether another one for the same purpose covers all of its fields for longer."""
    for other in others:
        until = _datum(other.get("bis"))
        is_longer = "bis" not in other or (until is not None and until.hi > end.hi)
        covers = other.get("zweck") == entry.get("zweck") and set(_felder(other)) >= set(_felder(entry))
        if is_longer and covers and _holds(other, stichtag, end.hi):
            return True
    return False


def _felder(entry: Eintrag) -> list[str]:
    found = entry.get("felder")
    return sorted(map(str, found)) if isinstance(found, list) else []


def _approval(ident: str, entry: Eintrag, end: Datum, place: Place) -> Posten:
    zweck = f"{entry.get('zweck', '')}"
    key = "-".join((slug(zweck), *_felder(entry), f"{entry.get('datum')}"))
    return Posten(
        schluessel=f"freigabe/{ident}/{key}",
        art="freigabe",
        name=f"Freigabe erneuern: {zweck}",
        kommune=None,
        gruppe=None,
        person=ident,
        am=end.hi,
        ueberfaellig=False,
        ab="gilt bis",
        ab_datum=end.text,
        wartet_auf=(),
        abhilfe=f"in {place.file} unter freigabe: nach neuer Zustimmung ergänzen; sonst endet sie {_when(end)}",
        quellen=(),
        place=place,
    )


def _when(end: Datum) -> str:
    return f"am {datum_in_worten(end.text)}" if end.lo == end.hi else f"mit {datum_in_worten(end.text)}"


def _datum(value: object) -> Datum | None:
    try:
        return parse_datum(value) if isinstance(value, str) else None
    except DatumError:
        return None
