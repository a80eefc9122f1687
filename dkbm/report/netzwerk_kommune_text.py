"""The network seen from a Kommune, in `dkbm status KOMMUNE` and on a screen of its own."""

from collections.abc import Sequence

from dkbm.dataset import Dataset
from dkbm.model.mitwirkung import Mitwirkung
from dkbm.queries.netzwerk_kommune import ImNetzwerk, Kommunenbild
from dkbm.report.netzwerk_mitwirkung import gewissheit, teilnahme_text, wort, zeit
from dkbm.report.netzwerk_worte import listed, stand_in_worten
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.wording import with_sources


def im_netzwerk_texte(found: ImNetzwerk, dataset: Dataset) -> tuple[str, ...]:
    """Return a text for each part and each event by which the Kommune takes part; empty where nothing is known."""
    parts = (
        f"{found.gruppen.get(each.aufgabe.gruppe, each.aufgabe.gruppe)}: {each.person.name} ({wort(each)}), "
        f"{gewissheit(each, dataset, found.stellen)}"
        for each in found.mitwirkungen
    )
    return (*parts, *map(teilnahme_text, found.teilnahmen))


def kommune_text(bild: Kommunenbild, dataset: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    head = two_sided(bild.kommune.offizieller_name, stand_in_worten(bild.stichtag, annahmen is None))
    head += paragraph(f"{datenstand:>{WIDTH}}") if datenstand else ""
    head += "".join(paragraph(f"Annahme: {annahme}", "  ", "    ") for annahme in annahmen or ())
    nobody = "An diesem Tag ist niemand belegt; das heißt nicht, dass niemand dabei ist."
    now = listed("Im Netzwerk", im_netzwerk_texte(bild.heute, dataset)) or paragraph(nobody, "  ")
    ended = [
        f"{bild.heute.gruppen.get(each.aufgabe.gruppe, each.aufgabe.gruppe)}: {_ended(each)}" for each in bild.beendet
    ]
    return "\n".join(part for part in (head, now, listed("Beendet", ended)) if part)


def _ended(each: Mitwirkung) -> str:
    sources = each.aufgabe.bis_quelle or each.aufgabe.quellen
    return with_sources(f"{each.person.name} ({wort(each)}), bis {zeit(each.beendet)}", sources)
