"""How persons, meetings, rhythms and Kommunen of the network are put into words, alike on every screen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.german import anzahl, datum_in_worten, tag
from dkbm.model.gruppenpflichten import Offen
from dkbm.model.gruppentreffen import Gehalten
from dkbm.model.kommune import Kommune
from dkbm.model.netzwerk import Gruppenname, Rhythmus, Treffen, Veroeffentlichung
from dkbm.queries.netzwerk_treffen import VORLAEUFER, Jahr, Jahresangabe, Termin
from dkbm.queries.netzwerk_vertretung import Vertreten, Vertretung
from dkbm.report.netzwerk_mitwirkung import stelle, zeit
from dkbm.report.table import TIED, WIDTH, columns, paragraph
from dkbm.report.wording import with_sources

LABEL = 16
_ORDINAL = re.compile(r"\b([0-9]{1,3}\.) (?=[A-ZÄÖÜ])")
_NUMBER = 5
"""The room that numbers for a year take, `2*/3*`."""


def labelled(label: str, texts: Iterable[str]) -> Iterator[str]:
    """Write texts as paragraphs behind a label, which stands once."""
    for index, text in enumerate(texts):
        yield paragraph(text, f"  {label if index == 0 else '':{LABEL}}")


def listed(head: str, texts: Sequence[str]) -> str:
    """Write a heading and a list below it; nothing without texts."""
    return f"  {head}\n" + "".join(paragraph(text, "    – ") for text in texts) if texts else ""


def name_text(each: Gruppenname) -> str:
    """Return a name with its time, its sources, and what is noted on it."""
    notes = [zeit(each.datum), *filter(None, (each.bemerkung, each.zweifel and f"Zweifel: {each.zweifel}"))]
    return with_sources(f"{each.name} ({', '.join(notes)})", each.quellen)


def letztes_text(found: Gehalten | None, einzeln: Sequence[Termin]) -> str:
    """Return when a group last met: with its place where it is told singly, else within which time."""
    if found is None:
        return "keines belegt"
    single = next((each.treffen for each in reversed(einzeln) if each.treffen.datum == found.datum), None)
    if single is not None:
        return with_sources(f"{zeit(found.datum)}{f', {single.ort}' if single.ort else ''}", found.quellen)
    start, dots, end = found.datum.text.partition("..")
    year = f"{start[:4]} (bis {_without_year(end, start[:4])})" if dots else start
    inferred = " (erschlossen)" if found.erschlossen else ""
    return with_sources(f"{year}{inferred}, der Tag ist nicht belegt", found.quellen)


def treffen_text(treffen: Treffen, dataset: Dataset) -> str:
    """Return a meeting in one paragraph: name, place, host, themes, how many came, papers, notes."""
    mark = {VORLAEUFER: " (Vorläufer)"}.get(treffen.art or "", "")
    parts = [
        f"{', '.join(filter(None, (bound(treffen.name), treffen.ort)))}{mark}",
        f"Gastgeber: {stelle(treffen.gastgeber, dataset)}" if treffen.gastgeber else "",
        f"Themen: {'; '.join(treffen.themen)}" if treffen.themen else "",
        _teilnehmende(treffen),
        f"Papiere: {', '.join(each.titel for each in treffen.papiere)}" if treffen.papiere else "",
        f"Zweifel: {treffen.zweifel}" if treffen.zweifel else "",
    ]
    notes = "; ".join(filter(None, (treffen.bemerkung, "erschlossen" if treffen.erschlossen else "")))
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return with_sources(f"{text} ({notes.rstrip('.')})" if notes else text, treffen.quellen)


def bound(name: str) -> str:
    """Return a name with its ordinal number bound to what follows: no line ends behind the 3. of a Jahrestreffen."""
    return _ORDINAL.sub(rf"\1{TIED}", name)


def _teilnehmende(treffen: Treffen) -> str:
    """How many came as each source puts it, side by side."""
    several = len(treffen.teilnehmende) > 1
    found = [
        f"{each.angabe} ({each.bemerkung})" if several and each.bemerkung else each.angabe
        for each in treffen.teilnehmende
    ]
    doubts = [f". Zweifel: {each.zweifel}" for each in treffen.teilnehmende if each.zweifel]
    return f"Teilnehmende: {' / '.join(found)}{''.join(doubts)}" if found else ""


def treffen_wann(treffen: Treffen) -> str:
    """Return the date of a meeting; where sources disagree, each with its source."""
    if not treffen.abweichend:
        return zeit(treffen.datum)
    others = {quelle for each in treffen.abweichend for quelle in each.quellen}
    own = [quelle for quelle in treffen.quellen if quelle not in others]
    found = [f"{zeit(treffen.datum)} ({', '.join(own)})"]
    found += [f"{zeit(each.datum)} ({', '.join(each.quellen)})" for each in treffen.abweichend]
    return "; ".join(found)


def zahl_text(zahlen: Sequence[Jahresangabe]) -> str:
    """Return the numbers for a year in short: `2*` is inferred, `≥ 3` told one by one; `–` where nothing is known."""
    single = [each for each in zahlen if each.mindestens]
    return "/".join(_kurz(each) for each in single or zahlen) or "–"


def _kurz(zahl: Jahresangabe) -> str:
    return f"{'≥ ' if zahl.mindestens else ''}{zahl.anzahl}{'*' if zahl.erschlossen else ''}"


def zahlen_text(zahlen: Sequence[Jahresangabe]) -> str:
    """Return the numbers for a year; where there are several, each with its sources."""
    if len(zahlen) < 2:
        return "".join(
            f"mindestens {each.anzahl} einzeln belegt" if each.mindestens else _kurz(each) for each in zahlen
        )
    return " / ".join(_mit_quelle(each) for each in zahlen)


def _mit_quelle(zahl: Jahresangabe) -> str:
    marks = ["einzeln belegt"] if zahl.mindestens else ["erschlossen"] if zahl.erschlossen else []
    least = "mindestens " if zahl.mindestens else ""
    return f"{least}{zahl.anzahl} ({', '.join((*marks, *zahl.quellen))})"


def jahrestafel(jahre: Sequence[Jahr], gruppen: Sequence[tuple[str, str]]) -> str:
    """Return the numbers of meetings as a table of years and groups (id and mark), with what the marks mean.

    Groups that have no room beside the others follow below.
    """
    years = [jahr_text(each) for each in jahre]
    blocks = _blocks(gruppen, max(map(len, years), default=0))
    tables = []
    for block in blocks:
        head = ("Jahr", *(kennung for _, kennung in block))
        rows = [
            (year, *(zahl_text(each.zahlen.get(ident, ())) for ident, _ in block))
            for year, each in zip(years, jahre, strict=True)
        ]
        tables.append("".join(f"    {line}\n" for line in columns(head, rows).splitlines()))
    numbers = [zahl for each in jahre for some in each.zahlen.values() for zahl in some]
    marks = ["* (erschlossen)"] if any(each.erschlossen for each in numbers) else []
    marks += ["≥ mindestens, so viele sind einzeln belegt"] if any(each.mindestens for each in numbers) else []
    return "\n".join(tables) + (f"    {'; '.join(marks)}\n" if marks else "")


def _blocks(gruppen: Sequence[tuple[str, str]], first: int) -> list[list[tuple[str, str]]]:
    """The groups in as many blocks as the width of the screen needs."""
    blocks: list[list[tuple[str, str]]] = [[]]
    used = first
    for each in gruppen:
        wide = max(len(each[1]), _NUMBER) + 2
        if blocks[-1] and used + wide > WIDTH - 4:
            blocks.append([])
            used = first
        blocks[-1].append(each)
        used += wide
    return blocks


def jahr_text(each: Jahr) -> str:
    """Return a year, with the month up to which it is counted."""
    return (
        f"{each.jahr} (bis {_without_year(each.bis.text, str(each.jahr))})" if each.bis is not None else str(each.jahr)
    )


def _without_year(text: str, jahr: str) -> str:
    """A date in words; the year is not said twice."""
    return datum_in_worten(text).removesuffix(f" {jahr}")


def rhythmus_text(each: Rhythmus) -> str:
    """Return what a source says on how often one meets, with the time it speaks of."""
    notes = filter(None, (each.bemerkung, each.zweifel and f"Zweifel: {each.zweifel}"))
    return with_sources(f"{', '.join([f'{zeit(each.datum)}: {each.text}'.rstrip('.'), *notes])}", each.quellen)


def offen_text(each: Offen) -> str:
    """Return what stands open for a group, by when, and what that is counted from."""
    when = ""
    if each.am is not None:
        when = f": überfällig seit {tag(each.am)}" if each.ueberfaellig else f": fällig am {tag(each.am)}"
    since = " ".join(filter(None, (each.ab, datum_in_worten(each.ab_datum, kurz=True) if each.ab_datum else "")))
    since += ", erschlossen" if since and each.erschlossen else ""
    return f"{each.text}{when}{f' ({since})' if since else ''}"


def anteil_text(found: Vertretung) -> str:
    """Return `7 von 45 Kommunen (16 Prozent)`."""
    all_of_them = len(found.kommunen) + len(found.fehlend)
    share = f" ({100 * len(found.kommunen) / all_of_them:.0f} Prozent)" if all_of_them and found.kommunen else ""
    return f"{len(found.kommunen) or 'keine'} von {anzahl(all_of_them, 'Kommune', 'Kommunen')}{share}"


def kurznamen(some: Sequence[Kommune], everyone: Iterable[Kommune]) -> str:
    """Return short names of Kommunen, each bound; the official one where two share the short one."""
    shared = Counter(each.name.partition(" (")[0] for each in everyone)
    names = (each.name if shared[each.name.partition(" (")[0]] < 2 else each.offizieller_name for each in some)
    return ", ".join(name.replace(" ", TIED) for name in names)


def unklar_text(wie_viele: int) -> str:
    """Return that no source tells the offices of an Arbeitsgruppe apart."""
    if wie_viele == 1:
        return "Ob es das Sprecheramt oder die Stellvertretung ist, sagt keine Quelle."
    return f"Wer von {'beiden' if wie_viele == 2 else 'ihnen'} die Stellvertretung hat, sagt keine Quelle."


def nicht_mehr_text(found: Sequence[Vertreten]) -> str:
    """Return the Kommunen that persons stood for who do so no longer, with the reason."""
    ended = any(part.beendet is not None for each in found for part in each.durch)
    moved = any(part.beendet is None for each in found for part in each.durch)
    reasons = [
        *(["die Person ist ausgetreten"] if ended else []),
        *(["die Person ist inzwischen anderswo genannt"] if moved else []),
    ]
    return f"{vertreten_text(found)} ({' oder '.join(reasons)})"


def vertreten_text(found: Sequence[Vertreten]) -> str:
    """Return the names of Kommunen, each bound so that no line ends within it."""
    return ", ".join(each.kommune.offizieller_name.replace(" ", TIED) for each in found)


def papier_text(each: Veroeffentlichung, kennungen: dict[str, str]) -> str:
    """Return a paper: title, time, of which groups, what it holds."""
    groups = " und ".join(kennungen.get(ident, ident) for ident in each.gruppen)
    publisher = each.herausgeber if each.herausgeber else ""
    by = " mit ".join(filter(None, (publisher, groups)))
    notes = filter(None, (each.bemerkung, each.zweifel and f"Zweifel: {each.zweifel}"))
    said = ". ".join(note.rstrip(".") for note in ("; ".join(each.inhalt), *notes) if note)
    return with_sources(
        f"{each.titel} ({zeit(each.datum)}{f', {by}' if by else ''}){f': {said}' if said else ''}", each.quellen
    )


def stand_in_worten(day: date, heute: bool) -> str:
    """Return what stands at the right of a heading."""
    return f"Stand heute, {tag(day)}" if heute else f"Stand am {tag(day)}"
