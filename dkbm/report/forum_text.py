"""`dkbm forum` for people: the threads, one thread with its texts, what a search found; 80 columns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import anzahl, tag
from dkbm.model.forum import Beitrag, beitragsarten
from dkbm.model.gruppenname import namen_am
from dkbm.model.netzwerk import Gruppe
from dkbm.queries.forum import Faden, Fund, Zweig
from dkbm.report.changes_words import shortened
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.terminal import safe

INTERN = "intern: nur für Mitglieder"
_GETIPPT = 50
_DEEPEST = 6
"""Answers to answers stand further in, but never so far that no room is left for the text."""


class Namen(NamedTuple):
    """What ids are called: kinds of contributions, keywords, persons with their title, groups."""

    arten: Mapping[str, str]
    themen: Mapping[str, str]
    personen: Mapping[str, str]
    gruppen: Mapping[str, str]

    def person(self, beitrag: Beitrag) -> str:
        """Who wrote a contribution; the id where the person is not known."""
        return self.personen.get(beitrag.von, beitrag.von)

    def art(self, beitrag: Beitrag) -> str:
        """What it is; the word itself where nobody declares it, "" for an answer that does not say."""
        return self.arten.get(beitrag.art or "", beitrag.art or "")

    def schlagworte(self, beitrag: Beitrag) -> tuple[str, ...]:
        """Its keywords."""
        return tuple(self.themen.get(each, each) for each in beitrag.schlagworte)


def namen(dataset: Dataset) -> Namen:
    """Return what the ids of a dataset are called."""
    persons = {each.id: " ".join(filter(None, (each.titel, each.name))) for each in dataset.personen.values()}
    groups = {each.id: _gruppe(each) for each in dataset.gruppen.values()}
    return Namen(beitragsarten(dataset.netzwerk), dataset.themen, persons, groups)


def _gruppe(gruppe: Gruppe) -> str:
    """`AG 1 Muster-Management`, by its latest name whatever day it is; the mark alone where that is the name."""
    name = namen_am(gruppe, date.max, {}).name
    return gruppe.kennung if name == gruppe.kennung else f"{gruppe.kennung} {name}"


def as_list(
    faeden: Sequence[Faden], gruppen: Sequence[str], namen: Namen, datenstand: str = "", *, gewaehlt: bool = False
) -> str:
    """Return the threads group by group, as they stand in `faeden`; a group without any says so.

    `gewaehlt`: these are some of the threads, so that a group without any may have others.
    """
    by_group = {ident: [each for each in faeden if each.beitrag.gruppe == ident] for ident in gruppen}
    blocks = [_group(found, ident, namen, gewaehlt=gewaehlt) for ident, found in by_group.items()]
    record = f"{safe(datenstand):>{WIDTH}}\n" if datenstand else ""
    return record + "\n".join(blocks)


def _group(faeden: Sequence[Faden], ident: str, namen: Namen, *, gewaehlt: bool) -> str:
    none = "keine passenden Fäden" if gewaehlt else "keine Fäden"
    count = f"{anzahl(len(faeden), 'Faden', 'Fäden') if faeden else none} · intern"
    return two_sided(f"Forum {namen.gruppen.get(ident, ident)}", count) + "".join(
        _entry(each, namen) for each in faeden
    )


def _entry(faden: Faden, namen: Namen) -> str:
    first = faden.beitrag
    head = f"{_art(first, namen)} von {namen.person(first)}, {tag(first.datum.lo)}"
    words = f" · {', '.join(namen.schlagworte(first))}" if first.schlagworte else ""
    lines = (
        paragraph(_titel(faden), "  "),
        paragraph(f"{head}{words}", "    "),
        paragraph(_answers(faden, namen), "    "),
        paragraph(first.id, "    "),
    )
    return "\n" + "".join(lines)


def _titel(faden: Faden) -> str:
    """The title; a thread whose beginning is missing says so."""
    return faden.beitrag.titel or "(Antwort ohne den Beitrag, auf den sie antwortet)"


def _art(beitrag: Beitrag, namen: Namen) -> str:
    return namen.art(beitrag) or ("Antwort" if beitrag.antwort_auf else "Beitrag")


def _answers(faden: Faden, namen: Namen) -> str:
    count, last = len(faden.antworten), faden.letzter
    if not count:
        return "noch ohne Antwort" if faden.offen else "keine Antworten"
    return f"{anzahl(count, 'Antwort', 'Antworten')}, zuletzt {tag(last.datum.lo)} von {namen.person(last)}"


def as_thread(faden: Faden, namen: Namen, datenstand: str = "") -> str:
    """Return a thread as a tree, each contribution with its text."""
    group = namen.gruppen.get(faden.beitrag.gruppe, faden.beitrag.gruppe)
    record = f"{safe(datenstand):>{WIDTH}}\n" if datenstand else ""
    head = paragraph(_titel(faden)) + two_sided(f"Forum {group}", INTERN)
    return record + head + "".join(f"\n{''.join(_contribution(each, namen))}" for each in faden.zweige)


def _contribution(zweig: Zweig, namen: Namen) -> Iterator[str]:
    each, margin = zweig.beitrag, "  " * (min(zweig.tiefe, _DEEPEST) + 1)
    who = f"{margin}{'└ ' if zweig.tiefe else ''}{namen.person(each)}, {tag(each.datum.lo)}"
    art = namen.art(each)
    yield two_sided(f"{who} · {art}" if art else who, each.id)
    margin += "  "
    if zweig.tiefe > _DEEPEST:
        yield paragraph(f"Antwort auf {each.antwort_auf}", margin)
    if each.schlagworte:
        yield paragraph(f"Schlagworte: {', '.join(namen.schlagworte(each))}", margin)
    yield from (_line(line, margin) for line in each.text.split("\n"))


def _line(line: str, margin: str) -> str:
    """A line of a contribution as it was written, wrapped where it is too long for the screen."""
    text = safe(line)
    if len(margin) + len(text) <= WIDTH:
        return f"{margin}{text}".rstrip() + "\n"
    lead = margin + " " * min(len(text) - len(text.lstrip()), WIDTH // 4)
    parts = wrap(text.lstrip(), WIDTH - len(lead), break_long_words=False, break_on_hyphens=False)
    return "".join(f"{lead}{part}\n" for part in parts)


class Nichts(NamedTuple):
    """Where a search found nothing, in words, and what may have been meant."""

    wo: str = "in keinem Beitrag"
    meinten: str | None = None


_NICHTS = Nichts()


def as_found(
    funde: Sequence[Fund], anfrage: str, namen: Namen, datenstand: str = "", nichts: Nichts = _NICHTS
) -> str:  # fmt: skip
    """Return what a search found, best first, with excerpts; `nichts` is said of where it found nothing."""
    anfrage = shortened(" ".join(anfrage.split()), _GETIPPT) or ""
    record = f"{safe(datenstand):>{WIDTH}}\n" if datenstand else ""
    if not funde:
        hint = f" Meinten Sie »{nichts.meinten}«?" if nichts.meinten else ""
        return record + paragraph(f"»{anfrage}« steht {nichts.wo}.{hint}")
    head = two_sided(f"»{anfrage}« im Forum", f"{anzahl(len(funde), 'Beitrag', 'Beiträge')} · intern")
    return record + head + "".join(_fund(each, namen) for each in funde)


def _fund(fund: Fund, namen: Namen) -> str:
    each = fund.beitrag
    group = namen.gruppen.get(each.gruppe, each.gruppe)
    lines = (
        paragraph(_titel(fund.faden), "  "),
        paragraph(f"{_art(each, namen)} von {namen.person(each)}, {tag(each.datum.lo)} · {group}", "    "),
        *(paragraph(stelle, "    » ") for stelle in fund.stellen[:2]),
        paragraph(f"dkbm forum {each.gruppe} {each.id}", "    "),
    )
    return "\n" + "".join(lines)
