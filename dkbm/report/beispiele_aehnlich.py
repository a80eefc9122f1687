"""The screen of `dkbm beispiele ähnlich`: who has already done what a Kommune works on, and why it is named."""

from collections.abc import Iterable, Iterator, Sequence

from dkbm.dataset import Dataset
from dkbm.german import anzahl, aufzaehlung, datum_in_worten, tag
from dkbm.model.beispiel import ARTEN
from dkbm.model.lage import Lage
from dkbm.queries.aehnlich import Aehnlich, Vorbild
from dkbm.queries.arbeit import UMSETZUNGSPLAN, VEREINBARUNG, Arbeit
from dkbm.queries.werke import Werk
from dkbm.report.beispiele_text import gruppen, titel, von_wem
from dkbm.report.table import paragraph, two_sided
from dkbm.report.wording import lage_text, with_sources

_MEHR = 8
"""So many Kommunen are told with their reasons; of the others only the names."""


def aehnlich_text(found: Aehnlich, dataset: Dataset, datenstand: str = "") -> str:
    """Return the whole screen; where nothing is known it says so, and what would have to be."""
    parts = [_kopf(found, dataset)]
    if found.arbeiten:
        parts += [_vorbilder(found, dataset), _ohne_stand(found, dataset)]
        parts += [_werke(found, dataset), _gruppen(found, dataset), _formate(found)]
    else:
        parts.append("".join(_nichts(found, dataset)))
    if datenstand:
        parts.append(paragraph(datenstand))
    return "\n".join(part for part in parts if part)


def _kopf(found: Aehnlich, dataset: Dataset) -> str:
    heading = two_sided(found.kommune.offizieller_name, f"Stand am {tag(found.stichtag)}")
    lines = [heading, paragraph(lage_text(found.lage, dataset.prozess), "  ")]
    return "".join([*lines, *_gruende(found.arbeiten, dataset, "  ")])


def _gruende(arbeiten: Sequence[Arbeit], dataset: Dataset, einzug: str) -> Iterator[str]:
    """Each statement once, behind the keywords it stands for."""
    for text in dict.fromkeys(arbeit_text(each, dataset) for each in arbeiten):
        keys = dict.fromkeys(each.schlagwort for each in arbeiten if arbeit_text(each, dataset) == text)
        yield paragraph(f"{_namen(keys, dataset)}: {text}", f"{einzug}– ", f"{einzug}  ")


def _namen(keys: Iterable[str], dataset: Dataset) -> str:
    return ", ".join(dataset.themen.get(key, key) for key in keys)


def arbeit_text(arbeit: Arbeit, dataset: Dataset) -> str:
    """Return what attests a theme: its words, where they stand, when, and the sources."""
    modul = f" zu Modul {arbeit.modul}" if arbeit.modul is not None else ""
    where = {VEREINBARUNG: f"Vereinbarung{modul}", UMSETZUNGSPLAN: f"Umsetzungsplan{modul}"}.get(arbeit.worin)
    when = datum_in_worten(arbeit.datum.text, kurz=True) if arbeit.datum else _zeit_der_quelle(arbeit, dataset)
    parts = [where or f"Verlauf{modul}", when, "geplant" if arbeit.geplant else ""]
    return with_sources(f"»{arbeit.text}« ({', '.join(filter(None, parts))})", arbeit.quellen)


def _zeit_der_quelle(arbeit: Arbeit, dataset: Dataset) -> str:
    quelle = dataset.quellen.get(arbeit.quellen[0]) if arbeit.quellen else None
    stand = quelle.stand if quelle is not None else None
    return f"nicht datiert, Stand der Quelle {datum_in_worten(stand.text, kurz=True)}" if stand else "Zeit nicht belegt"


def seit_text(lage: Lage, dataset: Dataset) -> str:
    """Return where a Kommune stands and since when, or what attests it."""
    where = lage_text(lage, dataset.prozess, kurz=True)
    if lage.seit is not None:
        return f"{where}, seit {datum_in_worten(lage.seit, kurz=True)}"
    if lage.zuletzt_belegt:
        words = f"{where}, belegt {datum_in_worten(lage.zuletzt_belegt, kurz=True)}; Beginn nicht belegt"
        return with_sources(words, (lage.quelle,)) if lage.quelle else words
    return where


def _vorbilder(found: Aehnlich, dataset: Dataset) -> str:
    if not found.vorbilder:
        return paragraph(f"Von keiner anderen Kommune ist dasselbe Thema {_wie_weit(found.lage)} belegt.")
    count = anzahl(len(found.vorbilder), "Kommune", "Kommunen")
    lines = [paragraph(f"{count} mit demselben Thema, {_wie_weit(found.lage)}")]
    for each in found.vorbilder[:_MEHR]:
        lines.append(two_sided(f"  {each.kommune.offizieller_name}", each.kommune.schluessel or ""))
        lines.append(paragraph(seit_text(each.lage, dataset), "    "))
        lines.extend(_gruende(each.arbeiten, dataset, "    "))
    if rest := found.vorbilder[_MEHR:]:
        names = aufzaehlung(each.kommune.offizieller_name for each in rest)
        lines.append(paragraph(f"Außerdem: {names}", "  ", "    "))
    return "".join(lines)


def _wie_weit(lage: Lage) -> str:
    if lage.modul is not None:
        return f"in Modul {lage.modul} oder weiter"
    if lage.abgeschlossen is not None:
        return f"nach Modul {lage.abgeschlossen} oder weiter"
    return "in einem belegten Modul"


def _ohne_stand(found: Aehnlich, dataset: Dataset) -> str:
    if not found.ohne_stand:
        return ""
    names = "; ".join(_mit_lage(each, dataset) for each in found.ohne_stand)
    return paragraph(f"Dasselbe Thema, aber nicht so weit oder ohne belegtes Modul: {names}")


def _mit_lage(each: Vorbild, dataset: Dataset) -> str:
    return f"{each.kommune.offizieller_name} ({lage_text(each.lage, dataset.prozess, kurz=True)})"


def _werke(found: Aehnlich, dataset: Dataset) -> str:
    later = _spaeter(found)
    if not found.werke:
        return later or paragraph("Beispiele, Publikationen und Material zu diesem Thema sind keine bekannt.")
    return "Zum Thema zu lesen\n" + "".join(_werk(each, found, dataset) for each in found.werke) + later


def _spaeter(found: Aehnlich) -> str:
    if not found.werke_spaeter:
        return ""
    counts = {art: sum(each.art == art for each in found.werke_spaeter) for art in ARTEN}
    words = aufzaehlung(anzahl(count, *ARTEN[art]) for art, count in counts.items() if count)
    return paragraph(f"Zum Thema erst nach dem {tag(found.stichtag)} erschienen: {words}.")


def _werk(werk: Werk, found: Aehnlich, dataset: Dataset) -> str:
    shared = _namen((key for key in found.schlagworte if key in werk.schlagworte), dataset)
    whose = von_wem(werk, dataset)
    said = f"{werk.bezeichnung}: {titel(werk)}" + (f", {whose}" if whose else "")
    return paragraph(f"{said} – {shared} · {werk.id}", "  – ", "    ")


def _gruppen(found: Aehnlich, dataset: Dataset) -> str:
    lines = []
    for each in found.gruppen:
        (who,) = gruppen((each.gruppe,), dataset)
        thema = dataset.themen.get(each.schlagwort, each.schlagwort)
        lines.append(paragraph(f"{who} zu {thema}: {each.stelle}", "  – ", "    "))
    return "".join(["Gruppen des Netzwerkes\n", *lines]) if lines else ""


def _formate(found: Aehnlich) -> str:
    names: Sequence[str] = [each.name for each in found.formate]
    if not names:
        return ""
    words = f"Formate zu Modul {found.lage.modul}: {aufzaehlung(names)}. Welches Format zu welchem Thema passt, "
    return paragraph(f"{words}sagt keine Quelle.")


def _nichts(found: Aehnlich, dataset: Dataset) -> Iterator[str]:
    when = "An diesem Tag ist" if found.spaeter else "Bisher ist"
    yield paragraph(f"{when} kein Thema mit Schlagwort belegt; darum ist nichts zu vergleichen.")
    if found.spaeter:
        yield paragraph("Erst später oder nicht sicher für diesen Tag belegt:")
        yield from _gruende(found.spaeter, dataset, "  ")
        return
    hint = "Themen stehen bei einer Vereinbarung oder einem Ereignis unter themen, mit schlagworte dazu:"
    yield paragraph(f"{hint} {found.kommune.place.file}")
    yield paragraph("Nach einem Thema suchen: dkbm beispiele --thema WORT --art alle")
