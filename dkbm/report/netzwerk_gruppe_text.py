"""The screen of `dkbm netzwerk GRUPPE`: who speaks and when it last met first, what no source says last."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dkbm.dataset import Dataset
from dkbm.german import anzahl, datum_in_worten
from dkbm.model.gruppenname import namen_am
from dkbm.model.mitwirkung import Mitwirkung
from dkbm.model.netzwerk import GRUPPENARTEN, Besetzung, Gruppe, Satzangabe
from dkbm.model.zeit import is_known
from dkbm.queries.netzwerk import Gruppenbild
from dkbm.queries.netzwerk_treffen import Jahresangabe
from dkbm.report.netzwerk_mitwirkung import gewissheit, wer, zeit
from dkbm.report.netzwerk_worte import (
    anteil_text,
    jahr_text,
    kurznamen,
    labelled,
    letztes_text,
    listed,
    name_text,
    nicht_mehr_text,
    offen_text,
    papier_text,
    rhythmus_text,
    stand_in_worten,
    treffen_text,
    treffen_wann,
    unklar_text,
    vertreten_text,
    zahlen_text,
)
from dkbm.report.table import WIDTH, paragraph, two_sided
from dkbm.report.wording import with_sources

_SAETZE = (("Zweck", "zweck"), ("Wer", "mitglieder"), ("Ablauf", "ablauf"), ("Themen", "themen"))


def gruppe_text(bild: Gruppenbild, dataset: Dataset, annahmen: Sequence[str] | None, datenstand: str = "") -> str:
    """Return the whole screen. `annahmen` (to read the Stichtag) are None where nobody asked for one."""
    parts = [
        "".join(_heading(bild, annahmen, datenstand)),
        "".join(_first_lines(bild, dataset)),
        "".join(_about(bild, dataset)),
        "".join(_people(bild, dataset)),
        "".join(_meetings(bild, dataset)),
        "".join(_rhythm(bild)),
        listed("Papiere", [papier_text(each, _kennungen(dataset)) for each in bild.papiere]),
        _missing(bild, dataset),
        listed("Was keine Quelle sagt", bild.gruppe.offen),
    ]
    return "\n".join(part for part in parts if part)


def _missing(bild: Gruppenbild, dataset: Dataset) -> str:
    """The Kommunen of which nobody is attested: no source says that they are absent."""
    missing = bild.vertretung.fehlend
    if not missing:
        return ""
    head = (
        f"Aus {anzahl(len(missing), 'Kommune', 'Kommunen')} ist niemand belegt; das heißt nicht, dass niemand dabei ist"
    )
    return paragraph(head, "  ") + paragraph(kurznamen(missing, dataset.kommunen.values()), "    ")


def _heading(bild: Gruppenbild, annahmen: Sequence[str] | None, datenstand: str) -> Iterator[str]:
    kennung, name = bild.gruppe.kennung, bild.namen.name
    yield two_sided(
        kennung if name == kennung else f"{kennung} · {name}", stand_in_worten(bild.stichtag, annahmen is None)
    )
    if datenstand:
        yield paragraph(f"{datenstand:>{WIDTH}}")
    for annahme in annahmen or ():
        yield paragraph(f"Annahme: {annahme}", "  ", "    ")
    if not bild.besteht:
        yield paragraph("Keine Quelle belegt, dass es die Gruppe an diesem Tag schon gab.", "  ")


def _first_lines(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    """What a reader asks first: who speaks, when was the last meeting, what is due, who is represented."""
    if bild.gruppe.art == "arbeitsgruppe" or bild.amt != "nicht_belegt":
        yield from _offices(bild, dataset)
    yield from labelled("Letztes Treffen", _last(bild))
    if bild.naechste:
        yield from labelled(
            "Nächstes",
            [
                f"{treffen_wann(each.treffen)}, angekündigt: {treffen_text(each.treffen, dataset)}"
                for each in bild.naechste
            ],
        )
    said = bild.amt != "besetzt"  # then the lines above say already that nobody is attested
    yield from labelled("Offen", [offen_text(each) for each in bild.offenes if each.art == "treffen" or not said])
    yield from labelled("Kommunen", _represented(bild))


def _offices(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    found = bild.aemter
    yield from labelled("Sprecheramt", _holders(found.sprecheramt, dataset) or [_nobody(bild)])
    if found.unklar:
        yield from labelled("", [unklar_text(len(found.sprecheramt))])
    elif found.sprecheramt or found.stellvertretung:
        yield from labelled("Stellvertretung", _holders(found.stellvertretung, dataset) or ["nicht belegt"])


def _nobody(bild: Gruppenbild) -> str:
    return (
        "frei: wer es hatte, hat es nicht mehr" if bild.amt == "frei" else "nicht belegt, keine Quelle nennt jemanden"
    )


def _holders(parts: Iterable[Mitwirkung], dataset: Dataset) -> list[str]:
    return [f"{wer(each, dataset)}: {gewissheit(each, dataset)}" for each in parts]


def _last(bild: Gruppenbild) -> Iterator[str]:
    """The last meeting; where its day is not known also the last one with a day, and the last yearly meeting."""
    yield letztes_text(bild.letztes, bild.treffen)
    single = [each.treffen for each in bild.treffen if each.treffen.art != "vorlaeufer"]
    if single and bild.letztes is not None and single[-1].datum != bild.letztes.datum:
        last = single[-1]
        place = f", {last.ort}" if last.ort else ""
        yield with_sources(f"zuletzt mit Datum: {zeit(last.datum)}{place}", last.quellen)
    if bild.gemeinsam:
        last = bild.gemeinsam[-1].treffen
        place = f", {last.ort}" if last.ort else ""
        yield with_sources(f"mit allen: {zeit(last.datum)}, {last.name}{place}", last.quellen)


def _represented(bild: Gruppenbild) -> Iterator[str]:
    found = bild.vertretung
    names = f": {vertreten_text(found.kommunen)}" if found.kommunen else ""
    yield f"{anteil_text(found)} namentlich belegt{names}"
    if found.partner:
        yield f"dazu, nicht mitgezählt: {vertreten_text(found.partner)}"
    if found.nicht_mehr:
        yield f"nicht mehr belegt: {nicht_mehr_text(found.nicht_mehr)}"


def _about(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    """What the group is: kind, names over time, what it is for, who is in it, how it works."""
    group = bild.gruppe
    parent = dataset.gruppen.get(group.teil_von or "")
    of = f" der {parent.kennung}" if parent is not None else ""
    yield from labelled("Art", [f"{GRUPPENARTEN[group.art]}{of}"] if group.art != "konzeptgruppe" else [])
    yield from labelled("Name", [name_text(each) for each in bild.namen.belege])
    yield from labelled("Auch", [name_text(each) for each in bild.namen.weitere])
    yield from labelled("Kurzform", [with_sources(each.name, each.quellen) for each in group.auch])
    for label, key in _SAETZE:
        said = [
            each for each in getattr(group, key) if is_known(each.datum, each.quellen, dataset.quellen, bild.stichtag)
        ]
        texts = _in_one(said) if key == "themen" else list(map(satz_text, said))
        yield from labelled(label, texts or (["nicht belegt"] if key == "zweck" else []))
    if group.besetzung is not None:
        yield from labelled("Besetzung", [_besetzung(group.besetzung, dataset)])
    if group.bemerkung:
        yield from labelled("Bemerkung", [group.bemerkung])


def satz_text(each: Satzangabe) -> str:
    """Return a sentence of a source with what is noted on it."""
    when = (
        datum_in_worten(each.datum.text) if each.datum is not None and len(each.datum.text) == len("2018-10-30") else ""
    )
    marks = (when, "geplant" if each.geplant else "", "erschlossen" if each.erschlossen else "", each.bemerkung or "")
    notes = ", ".join(filter(None, (*marks, f"Zweifel: {each.zweifel}" if each.zweifel else "")))
    return with_sources(f"{each.text}{f' ({notes})' if notes else ''}", each.quellen)


def _in_one(said: Sequence[Satzangabe]) -> list[str]:
    """Short entries of the same sources in one paragraph."""
    if len({each.quellen for each in said}) == 1 and not any(each.bemerkung or each.zweifel for each in said):
        return [with_sources("; ".join(each.text for each in said), said[0].quellen)]
    return list(map(satz_text, said))


def _besetzung(found: Besetzung, dataset: Dataset) -> str:
    groups = sum(each.art == "arbeitsgruppe" for each in dataset.gruppen.values())
    most = groups * (found.sprecheramt + found.stellvertretung + found.weitere_hoechstens)
    text = (
        f"je Arbeitsgruppe {found.sprecheramt} Sprecheramt, {found.stellvertretung} Stellvertretung und bis zu "
        f"{found.weitere_hoechstens} weitere Mitglieder; rechnerisch höchstens {most} Personen"
    )
    return with_sources(text, found.quellen)


def _people(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    yield listed("Mitglieder, namentlich belegt", _holders(bild.mitglieder, dataset))
    offices = [
        f"{wer(each, dataset)}, {dataset.gruppen[each.aufgabe.gruppe].kennung}: {gewissheit(each, dataset)}"
        for each in bild.kraft_amtes
    ]
    yield listed("Dazu durch ihr Amt in einer Arbeitsgruppe, hier nicht eigens genannt", offices)
    yield listed("Weitere Mitwirkende", _holders(bild.weitere, dataset))
    yield listed("Unterarbeitsgruppen", [_sub(each, dataset, bild.stichtag) for each in bild.untergruppen])


def _sub(gruppe: Gruppe, dataset: Dataset, day: date) -> str:
    name = namen_am(gruppe, day, dataset.quellen).name
    return gruppe.kennung if name == gruppe.kennung else f"{gruppe.kennung} · {name}"


def _meetings(bild: Gruppenbild, dataset: Dataset) -> Iterator[str]:
    found = bild.bilanz
    if not bild.treffen and not bild.jahre:
        return
    yield f"  Treffen ({found.anzahl} bekannt, davon {found.mit_datum} mit Datum)\n"
    for each in bild.treffen:
        yield paragraph(f"{treffen_wann(each.treffen)}: {treffen_text(each.treffen, dataset)}", "    – ")
    if bild.gemeinsam:
        days = ", ".join(datum_in_worten(each.treffen.datum.text) for each in bild.gemeinsam if each.treffen.datum)
        yield paragraph(f"dazu die Jahrestreffen mit allen Gruppen: {days}", "    – ")


def _rhythm(bild: Gruppenbild) -> Iterator[str]:
    """What sources say on how often one meets, side by side, and how often it was."""
    said, counted = bild.rhythmus, [(each, each.zahlen[bild.gruppe.id]) for each in bild.jahre]
    if not said and not counted:
        return
    differ = len({(each.mindestens, each.hoechstens) for each in said}) > 1
    yield f"  Wie oft{' (die Quellen sagen Verschiedenes)' if differ else ''}\n"
    for each in said:
        yield paragraph(rhythmus_text(each), "    – ")
    if counted:
        numbers = ", ".join(f"{jahr_text(jahr)}: {zahlen_text(zahlen)}" for jahr, zahlen in counted)
        ids = dict.fromkeys(quelle for _, zahlen in counted for zahl in zahlen for quelle in zahl.quellen)
        yield paragraph(with_sources(f"wirklich getroffen: {numbers}", tuple(ids)), "    – ")
        for jahr, zahlen in counted:
            for note in (note for zahl in zahlen for note in _notes(zahl)):
                yield paragraph(f"{jahr.jahr}: {note}", "      ")
    if any(zahl.erschlossen for _, zahlen in counted for zahl in zahlen):
        yield paragraph("* (erschlossen): keine Quelle nennt die Zahl so; warum, sagt dkbm netzwerk netzwerk", "      ")


def _notes(zahl: Jahresangabe) -> Iterator[str]:
    if zahl.bemerkung:
        yield zahl.bemerkung
    if zahl.zweifel:
        yield f"Zweifel: {zahl.zweifel}"


def _kennungen(dataset: Dataset) -> dict[str, str]:
    return {each.id: each.kennung for each in dataset.gruppen.values()}
