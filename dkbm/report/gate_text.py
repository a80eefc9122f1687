"""What `advance` says where a gate is not met: each missing piece of evidence, who can supply it, and where it goes."""

from collections.abc import Iterator

from dkbm.changes.advance import Vorhaben, place_name
from dkbm.dataset import Dataset
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.schritt import Fehlend
from dkbm.model.uebergang import Geprueft, stelle
from dkbm.report.next_step import entry_to_add, insertion_line, list_for
from dkbm.report.table import TIED, paragraph
from dkbm.report.terminal import safe
from dkbm.report.wording import lage_text, when_text

_MARGIN = " " * 5


def heading(plan: Vorhaben, dataset: Dataset) -> str:
    """Return who it is about and where the Kommune stands."""
    kommune, lage = plan.kommune, plan.lage
    name = f"{kommune.offizieller_name} ({kommune.schluessel})" if kommune.schluessel else kommune.offizieller_name
    since = f" seit {datum_in_worten(lage.seit)}" if lage.seit else ""
    agreed = f"; Modul {lage.vereinbart} ist vereinbart" if lage.vereinbart is not None else ""
    return paragraph(f"{name}: {lage_text(lage, dataset.prozess)}{since}{agreed}.")


def gate_text(plan: Vorhaben, dataset: Dataset, name: str) -> str:
    """Return the whole answer for a transition that cannot be recorded; `name` is what to type for the Kommune."""
    return "".join(_lines(plan, dataset, name))


def earlier_text(plan: Vorhaben) -> str:
    """Return what gates behind the Kommune lack, in one paragraph; "" where nothing is missing."""
    if not plan.frueher:
        return ""
    moduls: dict[int | None, list[str]] = {}
    for each in plan.frueher:
        moduls.setdefault(each.schritt.modul, []).extend(missing.name for missing in each.fehlt)
    parts = (f"Modul{TIED}{modul}: {', '.join(dict.fromkeys(names))}" for modul, names in moduls.items())
    return paragraph(f"Von früher nicht belegt, zählt hier nicht: {'; '.join(parts)}.")


def _lines(plan: Vorhaben, dataset: Dataset, name: str) -> Iterator[str]:
    yield heading(plan, dataset)
    lacking = [each for each in plan.schritte if each.fehlt]
    if plan.umweg:
        yield _detour(plan, dataset)
    if lacking:
        missing = [(each, part) for each in lacking for part in each.fehlt]
        yield paragraph(f"{_not_yet(lacking)} Es {'fehlt' if len(missing) == 1 else 'fehlen'}:")
        for number, (each, part) in enumerate(missing, start=1):
            yield "\n"
            yield paragraph(_label(each, part, plan), f"  {number}  ", _MARGIN)
            yield from _where(part, plan, dataset, name)
        yield "\n"
        yield from _what_else(plan, lacking, name)
    else:
        yield paragraph(f"Schritt für Schritt festhalten: dkbm advance {name} --datum … --quelle …")
    yield "Es wurde nichts geändert.\n"


def _detour(plan: Vorhaben, dataset: Dataset) -> str:
    where = place_name(stelle(plan.ziel), dataset.prozess)
    before = aufzaehlung(f"»{step.text}«" for step in plan.umweg)
    return paragraph(
        f"{where} ist nicht der nächste Schritt; davor {'liegt' if len(plan.umweg) == 1 else 'liegen'} {before}."
    )


def _not_yet(lacking: list[Geprueft]) -> str:
    names = [each.schritt.text for each in lacking]
    return f"Noch nicht möglich: {aufzaehlung(names)}."


def _label(geprueft: Geprueft, missing: Fehlend, plan: Vorhaben) -> str:
    """The evidence and who can supply it; on a longer way also the step it is for."""
    wanted = missing.nachweis
    modul = f" zu Modul {wanted.modul}" if wanted.modul is not None else ""
    step = f", für »{geprueft.schritt.text}«" if plan.umweg else ""
    return f"{missing.name}{modul} (Beitrag von: {wanted.wer}){step}"


def _where(missing: Fehlend, plan: Vorhaben, dataset: Dataset, name: str) -> Iterator[str]:
    if (announced := missing.angekuendigt) is not None:
        when = when_text(announced.datum, announced)
        yield paragraph(f"angekündigt: {when} ({', '.join(announced.quellen)}), zählt noch nicht", _MARGIN)
    key = list_for(missing)
    line, new_key = insertion_line(plan.kommune, dataset, key)
    yield f"{_MARGIN}einzutragen nach {safe(plan.kommune.place.file)}:{line}:\n"
    if new_key:
        yield f"{_MARGIN}  {key}:\n"
    for text in entry_to_add(missing).splitlines():
        yield f"{_MARGIN}    {text.strip() if text.startswith('-') else f'   {text.strip()}'}\n"
    yield safe(f"{_MARGIN}oder: {_command(missing, name)}\n")


def _command(missing: Fehlend, name: str) -> str:
    wanted = missing.nachweis
    modul = f" --modul {wanted.modul}" if wanted.modul is not None else ""
    return f"dkbm record {wanted.nachweis} {name}{modul} --datum … --quelle …"


def _what_else(plan: Vorhaben, lacking: list[Geprueft], name: str) -> Iterator[str]:
    if earlier := earlier_text(plan):
        yield earlier
    first = plan.schritte[0]
    if first.schritt.schritt == "abschluss" and not first.fehlt and first not in lacking and not plan.umweg:
        yield safe(
            f"Nur Modul {first.schritt.modul} abschließen: "
            f"dkbm record abschluss {name} --modul {first.schritt.modul} --datum … --quelle …\n"
        )
    yield 'Soll der Schritt trotzdem gelten, begründet ihn: --ausnahme "Grund" [--ausnahme-bis JJJJ-MM-TT]\n'
