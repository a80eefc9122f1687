"""`dkbm betreuung` on a screen: who looks after which Kommune."""

from collections.abc import Iterator, Mapping, Sequence

from dkbm.dataset import Dataset
from dkbm.german import am_tag, aufzaehlung, datum_in_worten, tag
from dkbm.model.betreuung import Zeit
from dkbm.queries.betreuung import Uebergabe, Zustaendig, Zustaendigkeit, namen
from dkbm.report.table import paragraph
from dkbm.report.wording import with_sources


def as_text(found: Zustaendigkeit, dataset: Dataset, annahmen: Sequence[str] = (), datenstand: str = "") -> str:
    """Return who looks after whom, by person, or of one Kommune or person, with handovers and what is missing."""
    names = namen(dataset)
    parts = [
        _head(found, names) + "".join(paragraph(f"Annahme: {each}", "  ", "    ") for each in annahmen),
        "".join(_of_kommune(found, names) if found.kommune else _by_person(found, names)),
        "".join(_perhaps(found, names)),
        "".join(_earlier(found, names)),
        "".join(_handovers(found.uebergaben, names)),
        "".join(_gaps(found)),
        paragraph(datenstand) if datenstand else "",
    ]
    return "\n".join(part for part in parts if part)


def _head(found: Zustaendigkeit, names: Mapping[str, str]) -> str:
    of = f" · {found.kommune.offizieller_name}" if found.kommune else ""
    of = f" · {names.get(found.person.id, found.person.name)}" if found.person else of
    return paragraph(f"Zuständigkeit in der Agentur{of} · am {tag(found.stichtag)}")


def _by_person(found: Zustaendigkeit, names: Mapping[str, str]) -> Iterator[str]:
    if not found.zustaendig:
        nobody = "Für keine Kommune an diesem Tag zuständig."
        yield paragraph(nobody if found.person else "Für keine Kommune ist jemand als zuständig belegt.", "  ")
    for person in sorted({each.zeit.person for each in found.zustaendig}, key=lambda ident: names.get(ident, ident)):
        yield paragraph(f"{names.get(person, person)} ({person})", "  ")
        for each in found.zustaendig:
            if each.zeit.person == person:
                yield paragraph(_said(each.kommune.offizieller_name, each, found), "    ", "      ")


def _of_kommune(found: Zustaendigkeit, names: Mapping[str, str]) -> Iterator[str]:
    if not found.zustaendig:
        yield paragraph("Niemand ist an diesem Tag als zuständig belegt.", "  ")
    for each in found.zustaendig:
        person = each.zeit.person
        yield paragraph(_said(f"{names.get(person, person)} ({person})", each, found), "  ", "    ")


def _perhaps(found: Zustaendigkeit, names: Mapping[str, str]) -> Iterator[str]:
    """Who began within a span that the day lies in: perhaps later."""
    if not found.vielleicht:
        return
    yield "Vielleicht schon\n"
    for each in found.vielleicht:
        person = each.zeit.person
        lead = f"{each.kommune.offizieller_name}: {names.get(person, person)} ({person})"
        when = f"Beginn {zeit_text(each.zeit)}"
        yield paragraph(with_sources(f"{lead}, {when}", each.zeit.quellen), "  ", "    ")


def _said(lead: str, each: Zustaendig, found: Zustaendigkeit) -> str:
    """A line: who, since when, and how sure that is on the day."""
    zeit = each.zeit
    since = zeit_text(zeit)
    carried = "; seither fortgeschrieben" if each.gewissheit != "belegt" and not _is_over(zeit, found) else ""
    text = with_sources(f"{lead}, {since}{carried}", zeit.quellen)
    return f"{text} – {zeit.bemerkung}" if zeit.bemerkung else text


def _is_over(zeit: Zeit, found: Zustaendigkeit) -> bool:
    return zeit.bis is not None and zeit.bis.hi < found.stichtag


def zeit_text(zeit: Zeit) -> str:
    """Return a time in words: `seit 15.01.2018`, `Januar 2018 bis 2020`, `laut zv-2017 vom 16.10.2017`."""
    when = datum_in_worten(zeit.datum.text) if zeit.datum is not None else "ohne Datum"
    if zeit.vereinbarung is not None:
        return f"laut »{zeit.vereinbarung}«, {when}"
    if zeit.bis is not None:
        return f"{when} bis {datum_in_worten(zeit.bis.text)}"
    return f"seit {when}" if zeit.datum is not None and not zeit.datum.spanne else when


def _earlier(found: Zustaendigkeit, names: Mapping[str, str]) -> Iterator[str]:
    """Only of one Kommune or person: all of them would be the history of everybody."""
    if not found.frueher or (found.kommune is None and found.person is None):
        return
    yield "Davor\n"
    for each in found.frueher:
        person = each.zeit.person
        who = each.kommune.offizieller_name if found.person else f"{names.get(person, person)} ({person})"
        yield paragraph(with_sources(f"{who}, {zeit_text(each.zeit)}", each.zeit.quellen), "  ", "    ")


def _handovers(handovers: Sequence[Uebergabe], names: Mapping[str, str]) -> Iterator[str]:
    if not handovers:
        return
    yield "Übergaben\n"
    days = [datum_in_worten(each.am.text, kurz=True) for each in handovers]
    width = max(map(len, days))
    for each, when in zip(handovers, days, strict=True):
        who = f"{names.get(each.von, each.von)} → {names.get(each.an, each.an)}"
        text = with_sources(f"{each.kommune.offizieller_name}: {who}", each.quellen)
        yield paragraph(text, f"  {when:{width}}  ", " " * (width + 4))


def _gaps(found: Zustaendigkeit) -> Iterator[str]:
    open_ones = {kommune.id: gap for kommune, gap in found.luecken if gap.bis is None}
    without = [each for each in found.ohne if each.id not in open_ones]
    if found.luecken:
        yield "Ohne zuständige Person\n"
    for kommune, gap in found.luecken:
        until = f" bis {tag(gap.bis)}" if gap.bis else ""
        yield paragraph(
            f"{kommune.offizieller_name}, {'ab' if gap.bis else 'seit'} {tag(gap.von)}{until}", "  ", "    "
        )
    if found.ende is not None and found.person is None:
        end = am_tag(found.ende.text)
        yield paragraph(f"Der Rahmen der Begleitung endete {end}; wer danach zuständig ist, sagt keine Quelle.")
    if without and found.kommune is None:
        yield f"Begleitet, und nicht belegt, wer zuständig ist: {len(without)}\n"
        yield paragraph(aufzaehlung(each.offizieller_name for each in without), "  ")
