"""The answer of `dkbm diff` for people: by Kommune, at most 80 columns wide."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dkbm.changes.compare import ARTEN, Aenderung
from dkbm.german import tag
from dkbm.report import changes_words as words
from dkbm.report.changes_words import Vergleich
from dkbm.report.table import paragraph
from dkbm.report.terminal import safe

_NICHT_GEZEIGT = "Inhalt nicht gezeigt"


def as_text(vergleich: Vergleich) -> str:
    """Return what changed, then what it does; one line where nothing of substance changed."""
    parts = ["".join(_head(vergleich)), *_groups(vergleich), "".join(_effect(vergleich)), "".join(_broken(vergleich))]
    return "\n".join(part for part in parts if part)


def file_text(path: str, aenderungen: Sequence[Aenderung]) -> str:
    """Return what changed in one file, under its name."""
    lines = [_line(_named(each, path)) for each in aenderungen] or [f"  {words.KEINE}\n"]
    return f"{safe(path)}\n{''.join(lines)}"


def _named(each: Aenderung, path: str) -> Aenderung:
    """What a file does to a Kommune of another file, with its name."""
    if each.kommune is None or path.endswith(each.kommune.place.file):
        return each
    return each._replace(was=f"{each.gegenstand}: {each.was.removeprefix('Tor: ')}")


def _head(vergleich: Vergleich) -> Iterator[str]:
    yield paragraph(f"{vergleich.vorher.text} → {vergleich.nachher.text}", "Vergleich  ")
    yield f"Stichtag   {tag(vergleich.stichtag)}\n"
    for annahme in vergleich.annahmen:
        yield paragraph(f"Annahme: {annahme}", " " * 11)
    text = words.head(vergleich)
    yield paragraph(f"{text[0].upper()}{text[1:]}.", "Ergebnis   ")


def _groups(vergleich: Vergleich) -> Iterator[str]:
    for title, group in groupby(vergleich.aenderungen, key=_title):
        yield safe(title) + "\n" + "".join(_line(each) for each in group)


def _title(each: Aenderung) -> str:
    if each.persoenlich:
        return each.gegenstand[:1].upper() + each.gegenstand[1:]
    if each.kommune is not None or each.gegenstand.casefold().startswith(ARTEN[each.art].casefold()):
        return each.gegenstand
    return f"{ARTEN[each.art]}: {each.gegenstand}" if each.art not in ("quelle", "thema") else each.gegenstand


def _line(each: Aenderung) -> str:
    text = line_text(each)
    shown = paragraph(text, f"  {words.verb(each):<10} ")
    if each.art == "uebergang":
        shown = paragraph(text, "  Übergang   ")
        if each.nachweise or each.fehlt:
            shown += paragraph(f"{words.gate_text(each)}.", " " * 13)
    elif each.art == "tor":
        shown = paragraph(text, "  Tor        ")
    return shown


def line_text(each: Aenderung) -> str:
    """Return a change in one line, without what happened to it: `Beginn Modul 2: Datum: Aug. 2017 → Sep. 2017`."""
    what = each.was.removeprefix("Tor: ") if each.art == "tor" else each.was
    evidence = words.evidence(each._replace(nachweise=()))
    behind = f" ({evidence})" if evidence else ""
    if each.persoenlich:
        return f"{what} ({_NICHT_GEZEIGT}){behind}"
    before, after = words.around(each.vorher, each.nachher)
    if before is not None and after is not None:
        return f"{what}: {before} → {after}{behind}"
    told = before if after is None else after
    return f"{what}{'' if told in (None, '–', each.gegenstand) else f': {told}'}{behind}"


def _effect(vergleich: Vergleich) -> Iterator[str]:
    if not vergleich.aenderungen:
        return
    if vergleich.zahlen:
        yield paragraph(words.zahlen_text(vergleich), "Zahlen     ")
    yield paragraph(words.signature_text(vergleich.aenderungen), "Verträge   ")
    for each in words.touched(vergleich.aenderungen):
        yield paragraph(each, " " * 11)
    if any(each.persoenlich for each in vergleich.aenderungen):
        yield paragraph(f"{_kept_back(vergleich)}, zeigt --intern.", "Intern     ")
    if count := words.unfounded(vergleich.aenderungen):
        text = f"{count} ohne Begründung geändert oder entfallen; eine Berichtigung nennt korrektur: {{datum, grund}}."
        yield paragraph(text, "Angaben    ")


def _kept_back(vergleich: Vergleich) -> str:
    persons_only = all(each.art == "person" for each in vergleich.aenderungen if each.persoenlich)
    return "Was sich bei Personen geändert hat" if persons_only else "Was hier nicht gezeigt ist"


def _broken(vergleich: Vergleich) -> Iterator[str]:
    if vergleich.ohne_stand:
        yield paragraph(words.OHNE_STAND)
    if vergleich.unlesbar:
        yield "Nicht verglichen, weil eine der Seiten nicht zu lesen ist:\n"
    for why in vergleich.unlesbar.values():
        yield paragraph(why, "  ", "    ")
