"""The screen of `dkbm netzwerk`: all groups at a glance, who is represented, how often they met."""

from collections.abc import Iterable, Iterator, Sequence

from dkbm.dataset import Dataset
from dkbm.german import tag
from dkbm.model.gruppenpflichten import Offen
from dkbm.queries.netzwerk import Gruppenbild, Netzbild
from dkbm.queries.netzwerk_anteile import Anteil
from dkbm.queries.netzwerk_treffen import Schritt
from dkbm.report.netzwerk_mitwirkung import age, stelle, zeit
from dkbm.report.netzwerk_worte import (
    anteil_text,
    bound,
    jahrestafel,
    kurznamen,
    letztes_text,
    stand_in_worten,
    treffen_text,
    treffen_wann,
    unklar_text,
    vertreten_text,
)
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.wording import with_sources


def netzwerk_text(bild: Netzbild, dataset: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    hints = "  Mehr: dkbm netzwerk ag-1 · dkbm netzwerk netzwerk · dkbm netzwerk --zeitleiste\n"
    parts = [*_groups(bild, dataset), _together(bild, dataset), represented(bild), _years(bild), hints]
    return "\n".join(part for part in (heading(bild, annahmen, datenstand), *parts) if part)


def zeitleiste_text(bild: Netzbild, _: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return only the steps of the network in the order of time."""
    steps = "".join(map(schritt, bild.zeitleiste)) or "    nichts belegt\n"
    return f"{heading(bild, annahmen, datenstand)}\n  Zeitleiste\n{steps}"


def heading(bild: Netzbild, annahmen: Sequence[str] | None, datenstand: str) -> str:
    """Return the first lines: what this is, and for which day."""
    lines = [two_sided(bild.name, stand_in_worten(bild.stichtag, annahmen is None))]
    if datenstand:
        lines.append(paragraph(f"{datenstand:>{WIDTH}}"))
    lines += [paragraph(f"Annahme: {annahme}", "  ", "    ") for annahme in annahmen or ()]
    return "".join(lines)


def _groups(bild: Netzbild, dataset: Dataset) -> Iterator[str]:
    if not bild.gruppen:
        yield "  Keine Gruppe im Datensatz.\n"
    for each in bild.gruppen:
        yield "".join(_group(each, dataset))


def _group(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    kennung, name = bild.gruppe.kennung, bild.namen.name
    yield paragraph(kennung if name == kennung else f"{kennung} · {name}", "  ", "    ")
    if not bild.besteht:
        yield "    an diesem Tag noch nicht belegt\n"
        return
    if bild.gruppe.art == "arbeitsgruppe" or bild.amt != "nicht_belegt":
        yield from rows("Sprecheramt", _office(bild, dataset))
    yield _row("Treffen", f"zuletzt {letztes_text(bild.letztes, bild.treffen)}" if bild.letztes else "keines belegt")
    due = [due_text(each) for each in bild.offenes if each.art == "treffen" and each.am is not None]
    yield _row("", "; ".join([f"{bild.bilanz.anzahl} bekannt, {bild.bilanz.mit_datum} mit Datum", *due]))
    yield _row("Kommunen", _kommunen(bild))


def _row(label: str, text: str) -> str:
    return paragraph(text, f"    {label:14}")


def rows(label: str, texts: Iterable[str]) -> Iterator[str]:
    """Write texts behind a label, which stands once."""
    for index, text in enumerate(texts):
        yield _row(label if index == 0 else "", text)


def _office(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    """Who holds an office, each on a line, how old that is, and what no source says of it."""
    people = (*bild.aemter.sprecheramt, *bild.aemter.stellvertretung)
    if not people:
        yield {"frei": "frei"}.get(bild.amt, "nicht belegt")
        return
    for each in people:
        deputy = ", Stellvertretung" if each.aufgabe.rolle == "stellvertretung" else ""
        where = stelle(each.stelle, dataset) or "Stelle nicht belegt"
        yield f"{each.person.name} ({where}){deputy}, {age(each, dataset)}"
    if bild.aemter.unklar:
        yield unklar_text(len(people))


def _kommunen(bild: Gruppenbild) -> str:
    found = bild.vertretung
    if not found.kommunen and not found.partner:
        gone = f"; nicht mehr belegt: {vertreten_text(found.nicht_mehr)}" if found.nicht_mehr else ""
        return f"keine namentlich belegt{gone}"
    names = vertreten_text((*found.kommunen, *found.partner))
    gone = f"; nicht mehr: {vertreten_text(found.nicht_mehr)}" if found.nicht_mehr else ""
    return f"{names}{gone}"


def due_text(each: Offen) -> str:
    """Return since when, or until when, a meeting is due."""
    if each.am is None:
        return each.text
    return f"das nächste {'war' if each.ueberfaellig else 'ist'} fällig am {tag(each.am)}"


def _together(bild: Netzbild, dataset: Dataset) -> str:
    """The last meeting of all, and what is ahead."""
    held = [each for each in bild.treffen if each.gruppe == "netzwerk"]
    lines = ["  Alle zusammen\n"]
    if held:
        last = held[-1].treffen
        place = f", {last.ort}" if last.ort else ""
        lines.append(_row("Treffen", with_sources(f"zuletzt {treffen_wann(last)}, {last.name}{place}", last.quellen)))
    else:
        lines.append(_row("Treffen", "keines belegt"))
    lines += [_row("", due_text(each)) for each in bild.offenes]
    lines += [
        _row("Geplant", f"{treffen_wann(each.treffen)}: {treffen_text(each.treffen, dataset)}")
        for each in bild.naechste
    ]
    return "".join(lines)


def represented(bild: Netzbild, *, ausfuehrlich: bool = False) -> str:
    """Return who is represented in the network, who is not, and what sources say of the share, or also remark."""
    found = bild.vertretung
    lines = [f"  Kommunen im Netzwerk: {anteil_text(found)} namentlich belegt\n"]
    for word, label in (("belegt", "belegt"), ("fortgeschrieben", "fortgeschrieben")):
        some = [each for each in found.kommunen if each.gewissheit == word]
        lines += _names(label, vertreten_text(some))
    lines += _names("dazu Partner", vertreten_text(found.partner))
    lines += _names("nicht mehr", vertreten_text(found.nicht_mehr))
    counted = (*(each.kommune for each in found.kommunen), *found.fehlend)
    lines += _names(f"nicht belegt, {len(found.fehlend)}", kurznamen(found.fehlend, counted))
    said = (anteil(each, ausfuehrlich=ausfuehrlich) for each in bild.anteile)
    lines += [paragraph(text, "    Eine Quelle sagt: ", "      ") for text in said]
    return "".join(lines)


def _names(label: str, names: str) -> list[str]:
    return [paragraph(names, f"    {label}: ", "      ")] if names else []


def anteil(each: Anteil, *, ausfuehrlich: bool = False) -> str:
    """Return what a source says on the share, with its wording and the doubts."""
    words = f" Wortlaut: „{each.wortlaut}“." if each.wortlaut else ""
    doubt = f" Zweifel: {each.zweifel}" if each.zweifel else ""
    note = f" {each.bemerkung}" if each.bemerkung and ausfuehrlich else ""
    return with_sources(f"{each.text} ({zeit(each.datum)}){words}{doubt}{note}", each.quellen)


def _years(bild: Netzbild) -> str:
    if not bild.jahre:
        return ""
    groups = [(each.gruppe.id, each.gruppe.kennung) for each in bild.gruppen]
    return "  Treffen je Jahr\n" + jahrestafel(bild.jahre, groups)


def schritt(each: Schritt) -> str:
    """Return a step of the network: when, what, where, from which sources."""
    noted = ", ".join(filter(None, ((each.bemerkung or "").rstrip("."), "erschlossen" if each.erschlossen else "")))
    place = f", {each.ort}" if each.ort else ""
    text = with_sources(f"{bound(each.text.rstrip('.'))}{place}{f' ({noted})' if noted else ''}", each.quellen)
    when = zeit(each.datum, kurz=True)
    return "".join(behind(when, text))


def behind(when: str, text: str) -> Iterator[str]:
    """Write a text behind its time; a long time stands on a line of its own."""
    wide = 26
    if len(when) > wide - 2:
        yield f"    {when}\n"
        when = ""
    yield paragraph(text, f"    {when:{wide}}")
