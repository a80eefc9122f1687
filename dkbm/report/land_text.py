"""The screen of `dkbm status` without a name: the Land at a glance, counts with names, then the tile map."""

from collections.abc import Iterator, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.german import datum_in_worten, tag
from dkbm.model.kommune import Kommune
from dkbm.model.quelle import Quelle
from dkbm.queries.rows import Row, groups
from dkbm.report.karte import karte_text
from dkbm.report.table import TIED, paragraph
from dkbm.report.wording import lage_text

_LABEL = 35


def land_text(
    rows: Sequence[Row], dataset: Dataset, stichtag: date, annahmen: Sequence[str] | None, datenstand: str = ""
) -> str:
    """Return the overview of all `rows`; `annahmen` (to read the Stichtag) are None where nobody asked for one.

    `datenstand` says which record of the dataset this is, "" for the files in the folder.
    """
    day = f"Stand heute, {tag(stichtag)}" if annahmen is None else f"Stand am {tag(stichtag)}"
    parts = [
        paragraph(" · ".join(filter(None, (_title(dataset), day))))
        + (paragraph(datenstand) if datenstand else "")
        + _newest(dataset, stichtag)
        + "".join(paragraph(f"Annahme: {annahme}") for annahme in annahmen or ()),
        "".join(_counts(rows, dataset)),
        karte_text(rows, dataset),
        "Eine Kommune: dkbm status NAME · Liste mit Filtern: dkbm list\n",
    ]
    return "\n".join(part for part in parts if part)


def _title(dataset: Dataset) -> str:
    return f"DKBM in {dataset.land}" if dataset.land else dataset.name


def _newest(dataset: Dataset, stichtag: date) -> str:
    """Name the latest source that lists the whole process: older news than that this screen cannot have."""
    complete = [
        (quelle.stand.hi, quelle)
        for quelle in dataset.quellen.values()
        if quelle.stand and "prozess" in quelle.vollstaendig and quelle.stand.lo <= stichtag
    ]
    if not complete:
        return ""
    newest: Quelle = max(complete, key=lambda found: found[0])[1]
    when = datum_in_worten(newest.stand.text, kurz=True) if newest.stand else ""
    how = "geschätzt " if newest.stand_art == "geschaetzt" else ""
    return paragraph(f"letzte vollständige Quelle: {newest.id} ({how}{when})")


def _counts(rows: Sequence[Row], dataset: Dataset) -> Iterator[str]:
    twins = _twins(rows)
    for members in groups(rows).values():
        label = lage_text(members[0].lage, dataset.prozess, kurz=members[0].lage.phase is not None)
        names = ", ".join(_short_name(row.kommune, twins) for row in members)
        yield paragraph(names, f"  {label:{_LABEL}}{len(members):3}   ", " " * (_LABEL + 8))
    yield f"  {'zusammen':{_LABEL}}{len(rows):3}   {'Kommune' if len(rows) == 1 else 'Kommunen'}\n"


def _twins(rows: Sequence[Row]) -> set[str]:
    places = [_place(row.kommune) for row in rows]
    return {place for place in places if places.count(place) > 1}


def _place(kommune: Kommune) -> str:
    return kommune.name.partition("(")[0].strip()


def _short_name(kommune: Kommune, twins: set[str]) -> str:
    """The name alone, with its kind where two share it, and for a Region, which is more than the town."""
    name = kommune.offizieller_name if _place(kommune) in twins or kommune.art == "region" else kommune.name
    return name.replace(" ", TIED)
