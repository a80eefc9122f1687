"""`dkbm advance KOMMUNE`: close the present module or phase and open the next, if its gate is met."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Commit, Daten, Ja, Stichtag, Trocken, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from datetime import date

    from dkbm.changes.advance import Vorhaben, Wunsch
    from dkbm.changes.advance_entries import Angaben, Ausnahmewunsch
    from dkbm.dataset import Dataset
    from dkbm.datum import Datum
    from dkbm.model.kommune import Kommune

_BEISPIEL = "Zum Beispiel: dkbm advance Harburg --datum 2026-06-15 --quelle Q01"


def advance(
    kommune: Annotated[list[str], typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung.")],
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="Wann der Schritt geschah, so genau wie belegt.")
    ] = None,
    quelle: Annotated[
        Worte, typer.Option("--quelle", metavar="KENNUNG", help="Welche Quelle ihn belegt; mehrere mit Komma.")
    ] = None,
    thema: Annotated[
        Worte, typer.Option("--thema", metavar="THEMA", help="Woran nun gearbeitet wird. Mehrfach möglich.")
    ] = None,
    nach: Annotated[
        str | None, typer.Option("--nach", metavar="ZIEL", help="Wohin es gehen soll: Modul oder Modul.Phase, wie 4.2.")
    ] = None,
    ausnahme: Annotated[
        str | None, typer.Option("--ausnahme", metavar="GRUND", help="Warum der Schritt auch ohne Nachweis gilt.")
    ] = None,
    ausnahme_bis: Annotated[
        str | None, typer.Option("--ausnahme-bis", metavar="DATUM", help="Bis wann die Ausnahme gilt.")
    ] = None,
    dry_run: Trocken = False,
    ja: Ja = False,
    commit: Commit = False,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Schließt ein Modul oder eine Phase ab und öffnet die nächste.

    Was der Prozess dafür verlangt, prüft der Befehl zuerst. Fehlt etwas, ändert er nichts und nennt jeden Nachweis mit
    der Stelle, an die er gehört (Status 3). Sonst zeigt er die Änderung und fragt vor dem Schreiben.
    """
    from dkbm.changes.advance import Wunsch
    from dkbm.cli.frame import parse_stichtag
    from dkbm.cli.writing import opened
    from dkbm.queries.names import repeat
    from dkbm.queries.reading import one_kommune

    day, ziel, when = parse_stichtag(stichtag), _target(nach), _when(datum)
    exception = _exception(ausnahme, ausnahme_bis, day)
    root, files = opened(daten, dry_run=dry_run)
    reading = one_kommune(files, " ".join(kommune))
    meant, dataset = reading.treffer.kommune, reading.dataset
    wunsch = Wunsch(repeat(meant), ziel, when, ausnahme=exception is not None)
    plan = _through_the_gate(dataset, meant, day, wunsch)
    angaben = _complete(plan, when, quelle, thema, exception)
    if when is None:  # asked for only now: evidence from after that day does not count
        plan = _through_the_gate(dataset, meant, day, wunsch._replace(datum=angaben.datum))
    _carry_out(root, files, dataset, plan, angaben, dry_run=dry_run, ja=ja, commit=commit, day=day)


def _through_the_gate(dataset: "Dataset", kommune: "Kommune", day: "date", wunsch: "Wunsch") -> "Vorhaben":
    """Return the transition; end with 3 and say what is missing if its gate is not met and there is no exception."""
    from dkbm.changes.advance import vorhaben
    from dkbm.cli.frame import emit
    from dkbm.report.gate_text import gate_text

    plan = vorhaben(dataset, kommune, day, wunsch)
    if plan.offen or wunsch.ausnahme:
        return plan
    emit(gate_text(plan, dataset, wunsch.name))
    raise typer.Exit(3)


def _complete(
    plan: "Vorhaben", when: "Datum | None", quelle: Worte, thema: Worte, exception: "Ausnahmewunsch | None"
) -> "Angaben":
    """Ask for what is missing, on a terminal; elsewhere name the options."""
    from dkbm.changes.advance_entries import Angaben
    from dkbm.cli.writing import interactive

    lacking = [name for name, value in (("--datum", when), ("--quelle", quelle)) if not value]
    if lacking and not interactive():
        verb = "fehlt" if len(lacking) == 1 else "fehlen"
        raise DkbmError(f"Der Weg ist frei: {plan.ziel.text}. Es {verb} noch {' und '.join(lacking)}.", _BEISPIEL)
    when = when or _when(_asked("Wann geschah es (JJJJ-MM-TT, JJJJ-MM oder JJJJ)?"))
    quelle = quelle or [_asked("Welche Quelle belegt es (Kennung, mehrere mit Komma)?")]
    themes = tuple(text.strip() for text in thema or ())
    if not all(themes):
        raise DkbmError("Ein Thema besteht aus Worten; --thema ist hier leer.", _BEISPIEL)
    sources = " ".join(quelle).replace(",", " ").split()
    assert when is not None  # noqa: S101 -- either given or asked for
    return Angaben(when, tuple(dict.fromkeys(sources)), themes, exception)


def _asked(question: str) -> str:
    answer: str = typer.prompt(question, prompt_suffix=" ", err=True)
    return answer.strip()


def _carry_out(
    root: Path, files: dict[str, bytes], dataset: "Dataset", plan: "Vorhaben", angaben: "Angaben",
    *, dry_run: bool, ja: bool, commit: bool, day: "date",
) -> None:  # fmt: skip
    from dkbm.changes.advance_entries import entries, patches, refuse_without_effect, subject
    from dkbm.cli.writing import carry_out, patched
    from dkbm.report.gate_text import earlier_text, heading
    from dkbm.report.terminal import warn

    _known(angaben.quellen, dataset)
    if angaben.ausnahme is not None and plan.offen:
        warn("Es fehlt kein Nachweis; die Ausnahme ist nicht nötig und wird nicht eingetragen.")
        angaben = angaben._replace(ausnahme=None)
    refuse_without_effect(plan, angaben, dataset, day)
    path = plan.kommune.place.file
    changes = patches(dataset.documents[path], entries(plan, angaben))
    steps = " und ".join(each.schritt.text for each in plan.schritte)
    warn(f"{heading(plan, dataset)}{earlier_text(plan)}Eingetragen wird: {steps}.")
    message = subject(plan, angaben, dataset.prozess)
    changed = {path: patched(path, files[path], changes)}
    carry_out(root, files, changed, subject=message, dry_run=dry_run, ja=ja, commit=commit, stichtag=day)


def _known(quellen: tuple[str, ...], dataset: "Dataset") -> None:
    unknown = [key for key in quellen if key not in dataset.quellen]
    if unknown:
        from dkbm.rules.known import did_you_mean

        near = did_you_mean(unknown[0], dataset.quellen)
        raise DkbmError(
            f"Die Quelle »{unknown[0]}« steht nicht in data/quellen.yaml. {near}".rstrip(),
            "Eine neue legt an: dkbm new quelle",
        )


def _target(text: str | None) -> tuple[int, int | None] | None:
    """Read `4.2`, `4` or `modul 4` as a module and a phase."""
    if text is None:
        return None
    modul, _, phase = text.strip().partition(".")
    if not modul.isascii() or not modul.isdigit() or not (phase == "" or (phase.isascii() and phase.isdigit())):
        raise DkbmError(
            f"»{text}« ist kein Ziel.", "Zum Beispiel --nach 3 für Modul 3, --nach 4.2 für Modul 4, Phase 2."
        )
    return int(modul), int(phase) if phase else None


def _when(text: str | None, option: str = "--datum") -> "Datum | None":
    if text is None:
        return None
    from dkbm.datum import DatumError, parse_datum

    try:
        return parse_datum(text)
    except DatumError as error:
        raise DkbmError(f"»{text}« ist kein Datum für {option}. {error}", error.hint) from error


def _exception(grund: str | None, bis: str | None, day: "date") -> "Ausnahmewunsch | None":
    from dkbm.changes.advance_entries import Ausnahmewunsch

    if grund is None:
        if bis is not None:
            raise DkbmError("--ausnahme-bis braucht eine Ausnahme.", 'Den Grund nennen: --ausnahme "Grund"')
        return None
    if not grund.strip():
        raise DkbmError("Eine Ausnahme braucht einen Grund.", 'Zum Beispiel: --ausnahme "Gespräch auf Herbst verlegt"')
    until = _when(bis, "--ausnahme-bis")
    if until is not None and until.spanne:
        raise DkbmError("Eine Ausnahme endet an einem Tag, nicht in einem Zeitraum.", "Zum Beispiel 2027-03-31.")
    return Ausnahmewunsch(grund.strip(), day.isoformat(), bis)
