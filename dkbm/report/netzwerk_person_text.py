"""The screen of `dkbm netzwerk --person`: the parts of one person now, and all over time, with the Stelle of each."""

from collections.abc import Iterator, Sequence

from dkbm.dataset import Dataset
from dkbm.model.netzwerk import NETZWERK
from dkbm.queries.netzwerk_person import Datiert, Personenbild
from dkbm.report.netzwerk_mitwirkung import anmerkungen, gewissheit, rolle, stelle, wort, zeit
from dkbm.report.netzwerk_text import behind
from dkbm.report.netzwerk_worte import labelled, stand_in_worten
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.wording import with_sources


def person_text(bild: Personenbild, dataset: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    name = " ".join(filter(None, (bild.person.titel, bild.person.name)))
    lines = [two_sided(name, stand_in_worten(bild.stichtag, annahmen is None))]
    if datenstand:
        lines.append(paragraph(f"{datenstand:>{WIDTH}}"))
    lines += [paragraph(f"Annahme: {annahme}", "  ", "    ") for annahme in annahmen or ()]
    parts = ["".join(lines), "".join(_now(bild, dataset)), _over_time(bild, dataset)]
    return "\n".join(part for part in parts if part)


def _now(bild: Personenbild, dataset: Dataset) -> Iterator[str]:
    yield from labelled("Auch", [", ".join(bild.auch)] if bild.auch else [])
    held = [
        f"{gruppe(each.aufgabe.gruppe, dataset)}: {wort(each)}{_of(each.stelle, dataset)} – {gewissheit(each, dataset)}"
        for each in bild.heute
        if each.goes_on
    ]
    yield from labelled("Im Netzwerk", held or ["an diesem Tag keine Aufgabe belegt"])


def gruppe(ident: str, dataset: Dataset) -> str:
    """Return what a group is called in short, its id where its file is not at hand."""
    found = dataset.gruppen.get(ident)
    return found.kennung if found is not None else "Netzwerk" if ident == NETZWERK else ident


def _of(ident: str | None, dataset: Dataset) -> str:
    return f", {stelle(ident, dataset)}" if ident else ""


def _over_time(bild: Personenbild, dataset: Dataset) -> str:
    entries = sorted((*bild.aufgaben, *bild.aemter), key=lambda each: (each.wann.wann.lo, each.wann.wann.hi))
    if not entries:
        return "  Im Verlauf: nichts belegt.\n"
    lines = ["  Im Verlauf (in Klammern die Zeit der Quelle, wo ein eigenes Datum fehlt)\n"]
    lines += ["".join(behind(_when(each), _what(each, dataset))) for each in entries]
    return "".join(lines)


def _when(each: Datiert) -> str:
    text = zeit(each.wann.wann, kurz=True) if each.wann.wann.text else "ohne Datum"
    return f"({text})" if each.wann.aus_quelle and each.wann.wann.text else text


def _what(each: Datiert, dataset: Dataset) -> str:
    if each.aufgabe is not None:
        part = each.aufgabe
        until = f", bis {zeit(part.bis)}" if part.bis is not None else ""
        until += f" (Ende belegt durch {', '.join(part.bis_quelle)})" if part.bis_quelle else ""
        where = stelle(part.stelle, dataset)
        notes = anmerkungen(part).removeprefix("; ")
        noted = f" ({notes})" if notes else ""
        head = f"{gruppe(part.gruppe, dataset)}: {rolle(part)}{until}"
        return with_sources(f"{', '.join(filter(None, (head, where)))}{noted}", part.quellen)
    amt = each.amt
    if amt is None:
        return ""
    until = f", bis {zeit(amt.bis)}" if amt.bis is not None else ""
    return with_sources(f"{stelle(amt.stelle, dataset)}: {amt.bezeichnung or amt.amt}{until}", amt.quellen)
