"""What comes next, what is missing for it, and the very lines to add where."""

from collections.abc import Iterator

from dkbm.dataset import Dataset
from dkbm.diagnostic import Route
from dkbm.german import am_tag
from dkbm.model.beleg import VEREINBARUNGEN
from dkbm.model.kommune import Kommune
from dkbm.model.schritt import Fehlend, kein_schritt
from dkbm.queries.names import repeat
from dkbm.queries.status import Status
from dkbm.report.table import paragraph
from dkbm.report.wording import when_text


def next_step_text(status: Status, dataset: Dataset, *, editable: bool = True) -> str:
    """Return the paragraph on the next step; it always says something.

    Only of an `editable` dataset, one that lies in a folder, it says what to type and which lines to add where.
    """
    return "".join((_after_the_end(status, dataset), *_lines(status, dataset, editable=editable)))


def _after_the_end(status: Status, dataset: Dataset) -> str:
    """Say that the agenda is silent on the step: what is missing is missing still, and nobody is reminded of it."""
    end = dataset.prozess.rahmen_bis
    if end is None or end.hi >= status.stichtag or status.schritt is None:
        return ""
    return paragraph(f"Der Rahmen endete {am_tag(end.text)}; die Agenda mahnt daraus nichts mehr an.", "  ")


def _lines(status: Status, dataset: Dataset, *, editable: bool) -> Iterator[str]:
    schritt = status.schritt
    if schritt is None:
        yield paragraph(f"Nächster Schritt: {kein_schritt(status.lage)}", "  ", "    ")
        return
    if not status.fehlt:
        gated = schritt.schritt != "wiederaufnahme"
        tail = ". Was der Prozess dafür verlangt, ist belegt." if gated else ""
        yield paragraph(f"Nächster Schritt: {schritt.text}{tail}", "  ", "    ")
        command = "advance" if gated else "record wiederaufnahme"
        if editable:
            told = f"Festhalten: dkbm {command} {repeat(status.kommune)} --datum … --quelle …"
            yield paragraph(told, "    ", "      ")
        return
    needed = "Es fehlt" if len(status.fehlt) == 1 else "Es fehlen"
    yield paragraph(f"Nächster Schritt: {schritt.text}. {needed}:", "  ", "    ")
    for missing in status.fehlt:
        yield paragraph(_missing(missing), "    – ", "      ")
    if editable:
        yield from _where_to_add(status, dataset)


def _missing(missing: Fehlend) -> str:
    modul = f" zu Modul {missing.nachweis.modul}" if missing.nachweis.modul is not None else ""
    plan = missing.angekuendigt
    announced = f"; angekündigt: {when_text(plan.datum, plan)}, zählt noch nicht" if plan else ""
    return f"{missing.name}{modul} (Beitrag von: {missing.nachweis.wer}){announced}"


def _where_to_add(status: Status, dataset: Dataset) -> Iterator[str]:
    for key in ("vereinbarungen", "verlauf"):
        wanted = [missing for missing in status.fehlt if list_for(missing) == key]
        if wanted:
            line, new_key = insertion_line(status.kommune, dataset, key)
            file = status.kommune.place.file
            yield paragraph(f"Einzutragen in {file} nach Zeile {line}:", "    ")
            yield f"    {key}:\n" if new_key else ""
            yield from (f"      {entry_to_add(missing)}\n" for missing in wanted)


def list_for(missing: Fehlend) -> str:
    """Return the list of the Kommune's file that the evidence belongs in."""
    return "vereinbarungen" if missing.nachweis.nachweis in VEREINBARUNGEN else "verlauf"


def insertion_line(kommune: Kommune, dataset: Dataset, key: str) -> tuple[int, bool]:
    """Return the line after which an entry of the list `key` belongs, and whether the key itself is missing."""
    entries = kommune.verlauf if key == "verlauf" else kommune.vereinbarungen
    document = dataset.documents[kommune.place.file]
    if not entries:
        return len(document.text.rstrip("\n").split("\n")), True
    route: Route = entries[-1].place.route
    start, end = document.extent(route)
    return document.text.count("\n", 0, start + len(document.text[start:end].rstrip())) + 1, False


def entry_to_add(missing: Fehlend) -> str:
    """Return the YAML line that supplies the evidence, with places to fill in."""
    nachweis = missing.nachweis
    modul = f", modul: {nachweis.modul}" if nachweis.modul is not None else ""
    if nachweis.nachweis in VEREINBARUNGEN:
        signed = "unterzeichnet: JJJJ-MM-TT, quelle: …"
        return f"- {{id: zv-JJJJ, art: {nachweis.nachweis}{modul},\n         {signed}}}"
    return f"- {{ereignis: {nachweis.nachweis}{modul}, datum: JJJJ-MM-TT, quelle: …}}"
