"""The answer of `dkbm changelog`: sentences and lists under headings, as text, Markdown and JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dkbm.changes.compare import ARTEN, Aenderung
from dkbm.changes.compare_effect import Zahl
from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.german import anzahl, aufzaehlung, datum_in_worten, tag
from dkbm.kinds import mentioned
from dkbm.model.prozess import Prozess
from dkbm.model.stand import Lage
from dkbm.model.worte import lage_text, modul_text
from dkbm.report import changes_words as words
from dkbm.report.changes_json import as_json as changes_json
from dkbm.report.changes_text import line_text
from dkbm.report.changes_words import Seite
from dkbm.report.markdown_text import escaped
from dkbm.report.table import paragraph

_NETZWERK = ("gruppe", "netzwerk", "treffen")
_ABSCHNITTE = {
    "uebergaenge": "Übergänge im Zeitraum",
    "nachgetragen": "Nachgetragene Übergänge",
    "vereinbarungen": "Vereinbarungen",
    "ereignisse": "Weitere Ereignisse",
    "netzwerk": "Netzwerk",
    "quellen": "Quellen",
    "berichtigungen": "Berichtigungen",
    "sonstiges": "Weitere Angaben",
}
"""The sections, in their order."""
_VOR = {len("2026-07-15"): "am", len("2026-07"): "im"}
_MOVED = {
    "im_modul": " wechselte{wann} in {lage}",
    "zwischen": " schloss{wann} Modul {abgeschlossen} ab",
    "pausiert": " pausiert{wann}",
    "ausgeschieden": " schied{wann} aus dem Begleitprozess aus",
    "nicht_genannt": " wird{wann} nicht mehr genannt",
    "im_prozess": " ist{wann} im Begleitprozess, ohne dass ein Modul belegt ist",
}
"""What a Kommune did, by where it stands behind a transition; `wann` begins with a blank."""


class Bericht(NamedTuple):
    """What `dkbm changelog` answers for the period from `von` to `bis`, both included.

    `tage` are the Stichtage of the earlier and the later record, `staende` both in words; `unlesbar` says of files
    that cannot be read in one of them why, `ohne_stand` that nobody knows who stands where.
    """

    von: date
    bis: date
    aenderungen: tuple[Aenderung, ...]
    zahlen: tuple[Zahl, ...]
    tage: tuple[date, date]
    staende: tuple[Seite, Seite]
    prozess: Prozess
    annahmen: Sequence[str]
    unlesbar: Mapping[str, str]
    ohne_stand: bool = False


def sections(bericht: Bericht) -> dict[str, list[Aenderung]]:
    """Return the changes by section, in the order of the sections; one without any is left out.

    A gate follows from events that are told themselves, and of a transition its event is part.
    """
    found: dict[str, list[Aenderung]] = {key: [] for key in _ABSCHNITTE}
    moved = {each.place for each in bericht.aenderungen if _is_move(each)}
    for each in bericht.aenderungen:
        if each.art != "tor" and (each.art == "uebergang" or each.vorher is not None or each.place not in moved):
            found[_section(each, bericht)].append(each)
    return {key: changes for key, changes in found.items() if changes}


def _is_move(each: Aenderung) -> bool:
    """Whether a Kommune moved; another answer for the same day is none."""
    return each.art == "uebergang" and each.berichtigt is None


def _section(each: Aenderung, bericht: Bericht) -> str:
    if _is_move(each):
        return "uebergaenge" if _within(each.datum, bericht) else "nachgetragen"
    if each.grund is not None or each.berichtigt is not None:
        return "berichtigungen"
    if each.art == "vereinbarung":
        return "vereinbarungen"
    if each.art == "ereignis" and each.vorher is None:
        return "ereignisse"
    if each.art in _NETZWERK:
        return "netzwerk"
    return "quellen" if each.art == "quelle" else "sonstiges"


def _within(datum: Datum | None, bericht: Bericht) -> bool:
    """Whether a date lies wholly within the period; one that may, or none at all, does not."""
    return datum is not None and bericht.von <= datum.lo and datum.hi <= bericht.bis


def as_text(bericht: Bericht) -> str:
    """Return the section for people, at most 80 columns wide."""
    title = _title(bericht)
    parts = [f"{title}\n{'=' * len(title)}\n", *(paragraph(each) for each in _prose(bericht))]
    for heading, items in _lists(bericht):
        parts.append(f"{heading}\n{'-' * len(heading)}\n" + "".join(paragraph(item, "- ") for item in items))
    parts.append("".join(paragraph(each) for each in _notes(bericht)))
    return "\n".join(parts)


def as_markdown(bericht: Bericht) -> str:
    """Return the section as Markdown, to be taken over into a report; nothing in the data becomes markup."""
    parts = [f"## {escaped(_title(bericht))}\n", *(f"{escaped(each)}\n" for each in _prose(bericht))]
    for heading, items in _lists(bericht):
        parts.append(f"### {heading}\n\n" + "".join(f"- {escaped(item)}\n" for item in items))
    parts.append("".join(f"{escaped(each)}\n" for each in _notes(bericht)))
    return "\n".join(parts)


def as_json(bericht: Bericht, old: Dataset, new: Dataset) -> dict[str, Any]:
    """Return the object of schemas/ausgabe/changelog.schema.json."""
    return {
        "von": bericht.von.isoformat(),
        "bis": bericht.bis.isoformat(),
        "staende": [{"text": each.text, "revision": each.commit} for each in bericht.staende],
        "stichtage": [each.isoformat() for each in bericht.tage],
        "zahlen": [
            {"lage": each.lage.lage, "modul": each.lage.modul, "phase": each.lage.phase, "vorher": each.vorher,
             "nachher": each.nachher}
            for each in bericht.zahlen
        ],
        "abschnitte": {
            key: changes_json(sections(bericht).get(key, ()), old, new) for key in _ABSCHNITTE
        },
        "nicht_verglichen": list(dict.fromkeys(map(mentioned, bericht.unlesbar))),
    }  # fmt: skip


def _title(bericht: Bericht) -> str:
    return f"Fortschreibung vom {tag(bericht.von)} bis {tag(bericht.bis)}"


def _prose(bericht: Bericht) -> Iterator[str]:
    """The paragraphs that open the section."""
    if not bericht.aenderungen:
        where = " in den Dateien, die zu lesen sind," if bericht.unlesbar else ""
        yield f"In diesem Zeitraum hat sich{where} fachlich nichts geändert."
        return
    kommunen = {each.kommune.id for each in bericht.aenderungen if each.kommune is not None}
    moved = [each for each in bericht.aenderungen if _is_move(each)]
    dated = sum(_within(each.datum, bericht) for each in moved)
    text = f"Im Zeitraum wurden Angaben zu {_count(len(kommunen))} fortgeschrieben."
    if not kommunen:
        text = "Im Zeitraum wurde zu keiner Kommune etwas fortgeschrieben, wohl aber anderes im Datensatz."
    if moved:
        late = len(moved) - dated
        told = [f"{anzahl(dated, 'Übergang fällt', 'Übergänge fallen')} in den Zeitraum"] if dated else []
        told += (
            [f"{anzahl(late, 'Übergang liegt', 'Übergänge liegen')} davor oder ist nicht datiert"] if late == 1 else []
        )
        told += [f"{late} Übergänge liegen davor oder sind nicht datiert"] if late > 1 else []
        text += f" {aufzaehlung(told)}."
    yield text
    if bericht.zahlen:
        yield f"Kommunen je Stufe, {_between(bericht)}: {_numbers(bericht)}."


def _count(number: int) -> str:
    return "einer Kommune" if number == 1 else f"{number} Kommunen"


def _between(bericht: Bericht) -> str:
    one, other = bericht.tage
    return f"{tag(one)} gegen {tag(other)}" if one != other else f"früher und heute berichtet für den {tag(one)}"


def _numbers(bericht: Bericht) -> str:
    compared = words.Vergleich((), bericht.zahlen, bericht.bis, *bericht.staende, bericht.prozess)
    return words.zahlen_text(compared)


def _lists(bericht: Bericht) -> Iterator[tuple[str, list[str]]]:
    for key, changes in sections(bericht).items():
        yield _ABSCHNITTE[key], [_item(each, key, bericht) for each in changes]


def _item(each: Aenderung, section: str, bericht: Bericht) -> str:
    if each.lagen is not None:
        return _moved(each, bericht)
    told = each._replace(was=f"{each.was} {words.verb(each)}") if _needs_verb(each, section) else each
    text = line_text(told._replace(grund=None))
    if each.grund is not None:
        text += f". Grund: {each.grund}" if each.grund else ". Ein Grund ist nicht angegeben"
    late = section == "ereignisse" and each.datum is not None and each.datum.hi < bericht.von
    subject = each.gegenstand if each.kommune is not None or each.art in _NETZWERK else ARTEN[each.art]
    says_it_itself = each.art in ("quelle", "thema") or each.was.startswith(subject)
    lead = "" if says_it_itself else f"{subject}: "
    return f"{lead}{text}{' – nachgetragen' if late else ''}."


def _needs_verb(each: Aenderung, section: str) -> bool:
    """Whether it does not show what happened: a list of new things needs no `neu`."""
    if section in ("ereignisse", "berichtigungen") and words.verb(each) != "entfallen":
        return False
    return words.verb(each) != "geändert" or each.persoenlich


def _moved(each: Aenderung, bericht: Bericht) -> str:
    """A transition as a sentence: `Landkreis Celle wechselte am 15.07.2026 in Modul 3 Transferprozess, zuvor …`."""
    before, after = each.lagen or (Lage("kein_beleg"), Lage("kein_beleg"))
    if each.berichtigt is not None:
        return _corrected(each, before, after, bericht.prozess)
    when = f" {_when(each.datum)}" if each.datum is not None else ""
    closed = modul_text(after.abgeschlossen, None, bericht.prozess).removeprefix("Modul ")
    words_of = _MOVED.get(after.lage, "{wann}: {lage}")
    told = words_of.format(wann=when, lage=lage_text(after, bericht.prozess), abgeschlossen=closed)
    sources = f" ({', '.join(each.quellen)})" if each.quellen else ""
    undated = "" if each.datum is not None else "; einen Tag nennt keine Quelle"
    gate = f" {words.gate_text(each)}." if each.fehlt else ""
    return f"{each.gegenstand}{told}, zuvor {lage_text(before, bericht.prozess)}{sources}{undated}.{gate}"


def _corrected(each: Aenderung, before: Lage, after: Lage, prozess: Prozess) -> str:
    """What is known otherwise of a day: `Landkreis Celle steht für den 30.06.2026 in Modul 3 …, statt in Modul 4 …`."""
    day = f"für den {tag(each.berichtigt)}" if each.berichtigt is not None else ""
    one, other = (lage_text(lage, prozess) for lage in (before, after))
    if before.lage == after.lage == "im_modul":
        return f"{each.gegenstand} steht {day} in {other} statt in {one}."
    return f"{each.gegenstand}: {day} heißt es »{other}« statt »{one}«."


def _when(datum: Datum) -> str:
    """The date of a transition within a sentence: `am 15.07.2026`, `im Juli 2026`, `im Jahr 2026`, `bis 2018`."""
    told = datum_in_worten(datum.text)
    if datum.spanne:
        return told
    return f"{_VOR.get(len(datum.text), 'im Jahr')} {told}"


def _notes(bericht: Bericht) -> Iterable[str]:
    """What the section rests on."""
    yield f"Grundlage: {bericht.staende[0].text} und {bericht.staende[1].text}."
    yield from (f"Annahme: {each}" for each in bericht.annahmen)
    if bericht.ohne_stand:
        yield words.OHNE_STAND
    yield from (f"Nicht verglichen: {why}" for why in bericht.unlesbar.values())
