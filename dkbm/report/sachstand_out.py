"""The table of `dkbm sachstand` as text, JSON, and CSV for a German Excel; behind each number its Kommunen."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import anzahl, datum_in_worten, tag
from dkbm.model.beleg import Beleg
from dkbm.model.kommune import Kommune
from dkbm.queries import sachstand
from dkbm.queries.sachstand import Glied, Spalte, Tagesstand, Zeitraum, bezeichnung
from dkbm.queries.wechsel import Wechsel, alle_wechsel, datiert, nicht_mehr_belegt, undatiert, wann_text
from dkbm.report.rows_out import excel_cell
from dkbm.report.table import TIED, columns, paragraph
from dkbm.report.wording import with_sources

Json = dict[str, Any]
_KURZ = {
    "zwischen": "zw.",
    "im_prozess": "M ?",
    "pausiert": "Pause",
    "nicht_genannt": "n. g.",
    "ausgeschieden": "aus",
    "kein_beleg": "k. B.",
}


class Bericht(NamedTuple):
    """What is shown: the state before the first period and at the end of each, and the changes in them."""

    dataset: Dataset
    je: str
    zeitraeume: tuple[Zeitraum, ...]
    staende: tuple[Tagesstand, ...]
    spalten: tuple[Spalte, ...]
    wechsel: tuple[Wechsel, ...]

    @property
    def offen(self) -> tuple[Wechsel, ...]:
        """The changes that may lie in the period and are dated to none of its parts."""
        return undatiert(self.wechsel, self.zeitraeume)

    @property
    def nicht_mehr(self) -> tuple[Wechsel, ...]:
        """The changes that are no step: a list no longer names a Kommune where it was."""
        return nicht_mehr_belegt(self.wechsel, self.zeitraeume)


def bericht(dataset: Dataset, von: date, bis: date, je: sachstand.Je) -> Bericht:
    """Ask for all that the table shows."""
    periods = sachstand.zeitraeume(von, bis, je)
    before = [von - timedelta(days=1)] if von > date.min else []
    found = sachstand.tagesstaende(dataset, [*before, *(each.bis for each in periods)])
    return Bericht(dataset, je, periods, found, sachstand.shown(dataset.prozess, found), alle_wechsel(dataset))


def as_text(bericht: Bericht, *, belege: bool = False, datenstand: str = "") -> str:
    """Return the table with its legend and the dated changes; with `belege` the Kommunen behind each number.

    `datenstand` says which record they come from, "" for the folder.
    """
    first, last = bericht.zeitraeume[0].von, bericht.zeitraeume[-1].bis
    parts = [
        paragraph(f"Sachstand {bericht.dataset.land or bericht.dataset.name}, {tag(first)} bis {tag(last)}"),
        _table(bericht),
        _legend(bericht),
        "".join(_changes(bericht)),
        "".join(_open(bericht, belege)),
        "".join(_behind(bericht)) if belege else "",
        "" if belege else paragraph("Wer hinter jeder Zahl steht: --belege"),
        paragraph(datenstand) if datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def as_json(bericht: Bericht, revision: str | None) -> Json:
    """Return the object of schemas/ausgabe/sachstand.schema.json; it always names the Kommunen."""
    prozess = bericht.dataset.prozess
    return {
        "von": bericht.zeitraeume[0].von.isoformat(),
        "bis": bericht.zeitraeume[-1].bis.isoformat(),
        "je": bericht.je,
        "revision": revision,
        "spalten": [{"kennung": each.kennung, "name": bezeichnung(each, prozess)} for each in bericht.spalten],
        "stichtage": [_stand_json(stand, bericht) for stand in bericht.staende],
        "zeitraeume": [
            {
                "name": each.name,
                "von": each.von.isoformat(),
                "bis": each.bis.isoformat(),
                "uebergaenge": [_wechsel_json(wechsel) for wechsel in datiert(bericht.wechsel, each)],
            }
            for each in bericht.zeitraeume
        ],
        "nicht_datiert": [_wechsel_json(each) for each in bericht.offen],
        "nicht_mehr_belegt": [_wechsel_json(each) for each in bericht.nicht_mehr],
    }


def as_csv(bericht: Bericht, *, belege: bool = False) -> str:
    """Return CSV: a line for each reporting date, or with `belege` one for each date and Kommune."""
    lines = list(_csv_belege(bericht) if belege else _csv_counts(bericht))
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([cell if isinstance(cell, int) else excel_cell(cell) for cell in line] for line in lines)
    return f"\ufeff{target.getvalue()}"


def _table(bericht: Bericht) -> str:
    head = [*(_head(each) for each in bericht.spalten), "Summe"]
    rows = [
        [*(str(len(stand.glieder(each)) or "·") for each in bericht.spalten), str(len(stand.alle))]
        for stand in bericht.staende
    ]
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    right = [[cell.rjust(width) for cell, width in zip(row, widths, strict=True)] for row in (head, *rows)]
    return columns(
        ("Stichtag", *right[0]), [(tag(stand.tag), *row) for stand, row in zip(bericht.staende, right[1:], strict=True)]
    )


def _head(spalte: Spalte) -> str:
    if spalte.modul is None:
        return _KURZ.get(spalte.lage, spalte.lage)
    return f"{spalte.modul}.{spalte.phase}" if spalte.phase is not None else f"M {spalte.modul}"


def _legend(bericht: Bericht) -> str:
    signs = [f"{_head(each)} {bezeichnung(each, bericht.dataset.prozess)}" for each in bericht.spalten]
    return paragraph("   ".join(sign.replace(" ", TIED) for sign in signs), " ") + paragraph(
        "Erste Zeile: der Tag vor dem Zeitraum. Ein Stand zwischen zwei Belegen ist fortgeschrieben.", " "
    )


def _changes(bericht: Bericht) -> Iterator[str]:
    """The changes that are dated into a period, period by period."""
    noun = {"quartal": "ein Quartal", "jahr": "ein Jahr"}[bericht.je]
    yield f"Übergänge, die eine Quelle in {noun} datiert\n"
    nothing = True
    for zeitraum in bericht.zeitraeume:
        found = datiert(bericht.wechsel, zeitraum)
        for index, each in enumerate(found):
            lead = f"  {zeitraum.name:16} {len(found):3}  " if index == 0 else " " * 24
            yield paragraph(_wechsel_text(each, bericht.dataset), lead, " " * 24)
            nothing = False
    if nothing:
        yield "  keine\n"


def _open(bericht: Bericht, belege: bool) -> Iterator[str]:
    """What is counted in no period: steps without such a date, and what is no step at all."""
    noun = {"quartal": "Quartal", "jahr": "Jahr"}[bericht.je]
    found, lost = bericht.offen, bericht.nicht_mehr
    steps, gone = anzahl(len(found), "Übergang", "Übergänge"), anzahl(len(lost), "Kommune", "Kommunen")
    if found:
        yield paragraph(f"In keinem {noun} gezählt, weil nicht so genau datiert: {steps}")
        yield from _each(found, bericht) if belege else ()
    if lost:
        yield paragraph(f"Kein Übergang, nur nicht mehr so belegt: {gone}")
        yield from _each(lost, bericht) if belege else ()


def _each(found: Sequence[Wechsel], bericht: Bericht) -> Iterator[str]:
    for each in found:
        yield paragraph(_wechsel_text(each, bericht.dataset), "  ", "    ")


def _behind(bericht: Bericht) -> Iterator[str]:
    """Behind each number the Kommunen with their keys and what attests them there."""
    yield "Belege\n"
    for stand in bericht.staende:
        for spalte in bericht.spalten:
            if glieder := stand.glieder(spalte):
                yield "\n" + paragraph(
                    f"{tag(stand.tag)} · {bezeichnung(spalte, bericht.dataset.prozess)}: {len(glieder)}", "  ", "    "
                )
                yield "".join(paragraph(_glied_text(glied), "    ", "          ") for glied in glieder)


def _glied_text(glied: Glied) -> str:
    name = f"{glied.kommune.schluessel or '–':5} {glied.kommune.offizieller_name}"
    return with_sources(name, _quellen(glied.belege)) if glied.belege else name


def _quellen(belege: Sequence[Beleg]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(beleg.quelle for beleg in belege))


def _wechsel_text(wechsel: Wechsel, dataset: Dataset) -> str:
    spalten = (sachstand.spalte(lage) for lage in (wechsel.vorher, wechsel.nachher))
    vorher, nachher = (bezeichnung(each, dataset.prozess, kurz=True).replace(" ", TIED) for each in spalten)
    when = datum_in_worten(wann_text(wechsel), kurz=True)
    when = when.replace(" ", TIED) if wechsel.datum else when
    text = f"{wechsel.kommune.offizieller_name}: {vorher} →{TIED}{nachher}, {when}"
    return with_sources(text, _quellen(wechsel.belege))


def _stand_json(stand: Tagesstand, bericht: Bericht) -> Json:
    return {
        "stichtag": stand.tag.isoformat(),
        "summe": len(stand.alle),
        "zellen": [
            {
                "spalte": each.kennung,
                "anzahl": len(stand.glieder(each)),
                "kommunen": [_glied_json(glied) for glied in stand.glieder(each)],
            }
            for each in bericht.spalten
        ],
    }


def _glied_json(glied: Glied) -> Json:
    return {
        **_kommune_json(glied.kommune),
        "gewissheit": glied.lage.gewissheit,
        "zuletzt_belegt": glied.lage.zuletzt_belegt or None,
        "quellen": list(_quellen(glied.belege)),
    }


def _kommune_json(kommune: Kommune) -> Json:
    return {"id": kommune.id, "schluessel": kommune.schluessel, "name": kommune.name, "art": kommune.art}


def _wechsel_json(wechsel: Wechsel) -> Json:
    return {
        **_kommune_json(wechsel.kommune),
        "vorher": sachstand.spalte(wechsel.vorher).kennung,
        "nachher": sachstand.spalte(wechsel.nachher).kennung,
        "datum": wechsel.datum.text if wechsel.datum else None,
        "fruehestens": wechsel.frueh.isoformat() if wechsel.frueh else None,
        "spaetestens": wechsel.spaet.isoformat(),
        "quellen": list(_quellen(wechsel.belege)),
    }


def _csv_counts(bericht: Bericht) -> Iterator[tuple[str | int, ...]]:
    dated = {each.bis: len(datiert(bericht.wechsel, each)) for each in bericht.zeitraeume}
    names = {each.bis: each.name for each in bericht.zeitraeume}
    yield ("stichtag", "zeitraum", *(each.kennung for each in bericht.spalten), "summe", "uebergaenge")
    for stand in bericht.staende:
        counts = (len(stand.glieder(each)) for each in bericht.spalten)
        yield stand.tag.isoformat(), names.get(stand.tag, ""), *counts, len(stand.alle), dated.get(stand.tag, "")


def _csv_belege(bericht: Bericht) -> Iterator[tuple[str | int, ...]]:
    yield "stichtag", "spalte", "schluessel", "id", "name", "gewissheit", "zuletzt_belegt", "quellen"
    for stand in bericht.staende:
        for spalte in bericht.spalten:
            for glied in stand.glieder(spalte):
                kommune, lage = glied.kommune, glied.lage
                who = (kommune.schluessel or "", kommune.id, kommune.name)
                attested = (lage.gewissheit or "", lage.zuletzt_belegt or "", " ".join(_quellen(glied.belege)))
                yield stand.tag.isoformat(), spalte.kennung, *who, *attested
