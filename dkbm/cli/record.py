"""`dkbm record EREIGNIS KOMMUNE`: enter an event, an agreement, a meeting or a part in a group, or correct one."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Commit, Daten, Ja, Stichtag, Trocken, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.changes.record import Umfeld
    from dkbm.cli.entry import Call, Change
    from dkbm.model.kommune import Kommune
    from dkbm.model.stand import Lage
    from dkbm.queries.reading import Files


def _option(name: str, metavar: str, help: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(f"--{name}", metavar=metavar, help=help)
    return found


Text = str | None
NETZWERK = {
    "treffen": "Treffen einer Gruppe",
    "beitritt": "Beitritt zu einer Gruppe",
    "austritt": "Austritt aus einer Gruppe",
}
"""What is entered for a group of the network."""
ANVERTRAUT = {"betreuung": "Zuständigkeit in der Agentur", "unterlage": "Unterlage der Kommune bei der Agentur"}
"""What is entered for a Kommune beside its Verlauf."""


def record(
    ereignis: Annotated[
        str,
        typer.Argument(
            metavar="EREIGNIS",
            help="Art des Ereignisses, zielvereinbarung, vereinbarung, nachtrag, siegel, treffen, beitritt, "
            "austritt, betreuung, unterlage.",
        ),
    ] = "",
    kommune: Annotated[
        Worte,
        typer.Argument(
            metavar="KOMMUNE",
            help="Name, Schlüssel oder Kennung; bei treffen, beitritt und austritt die Gruppe, wie ag-2.",
        ),
    ] = None,
    *,
    datum: Annotated[
        Text, _option("datum", "DATUM", "Wann, so genau wie bekannt; bei Vereinbarungen der Tag der Unterschrift.")
    ] = None,
    quelle: Annotated[Worte, _option("quelle", "Q", "Woher man es weiß; mehrere mit Komma.")] = None,
    modul: Annotated[Text, _option("modul", "NUMMER", "Zu welchem Modul es gehört.")] = None,
    phase: Annotated[Text, _option("phase", "NUMMER", "Zu welcher Phase des Moduls.")] = None,
    geplant: Annotated[
        bool | None, typer.Option("--geplant/--nicht-geplant", help="Angekündigt: zählt nicht als geschehen.")
    ] = None,
    thema: Annotated[Worte, _option("thema", "WORTE", "Woran gearbeitet wird; mehrfach möglich.")] = None,
    inhalt: Annotated[Text, _option("inhalt", "WORTE", "Was beschlossen wurde oder darin steht.")] = None,
    gremium: Annotated[Text, _option("gremium", "NAME", "Welches Gremium.")] = None,
    programm: Annotated[Text, _option("programm", "WORT", "Welches Förderprogramm.")] = None,
    verein: Annotated[Text, _option("verein", "WORT", "Welcher Verein.")] = None,
    stufe: Annotated[Text, _option("stufe", "WORTE", "Welche Stufe, etwa einer Auszeichnung.")] = None,
    grundlage: Annotated[Text, _option("grundlage", "WORT", "Worauf eine Nennung beruht.")] = None,
    person: Annotated[
        Text, _option("person", "KENNUNG", "Um welche Person es geht; bei Gruppen auch ihr Name.")
    ] = None,
    rolle: Annotated[
        Text, _option("rolle", "WORT", "Was die Person in der Gruppe ist; beim Austritt auch alle.")
    ] = None,
    stelle: Annotated[Text, _option("stelle", "KOMMUNE", "Für wen die Person arbeitet.")] = None,
    bezeichnung: Annotated[Text, _option("bezeichnung", "WORTE", "Wie die Quelle das Amt nennt.")] = None,
    ort: Annotated[Text, _option("ort", "ORT", "Wo unterzeichnet oder getagt wurde.")] = None,
    id: Annotated[Text, _option("id", "KENNUNG", "Kennung der Vereinbarung; ohne Angabe zv-JJJJ.")] = None,
    name: Annotated[Text, _option("name", "WORTE", "Name des Treffens.")] = None,
    art: Annotated[Text, _option("art", "WORT", "Art des Treffens.")] = None,
    gastgeber: Annotated[Text, _option("gastgeber", "KOMMUNE", "Wer zum Treffen einlud.")] = None,
    zugleich: Annotated[Worte, _option("zugleich", "GRUPPE", "Wessen Treffen es auch war; mehrere mit Komma.")] = None,
    teilnehmende: Annotated[Text, _option("teilnehmende", "ZAHL", "Wie viele am Treffen teilnahmen.")] = None,
    anzahl: Annotated[
        Text, _option("anzahl", "ZAHL", "Wie viele Treffen das Jahr hatte, ohne sie einzeln zu nennen.")
    ] = None,
    papier: Annotated[Worte, _option("papier", "TITEL", "Papier des Treffens; mehrfach möglich.")] = None,
    bis: Annotated[Text, _option("bis", "DATUM", "Letzter Tag, an dem jemand für die Kommune zuständig war.")] = None,
    titel: Annotated[Text, _option("titel", "WORTE", "Was für eine Unterlage es ist.")] = None,
    ablage: Annotated[Text, _option("ablage", "ORT", "Wo die Unterlage liegt.")] = None,
    unterlage: Annotated[
        Text, _option("unterlage", "KENNUNG", "Welche Unterlage, u-1; beim Vernichten auch alle.")
    ] = None,
    nachweis: Annotated[Text, _option("nachweis", "WORTE", "Womit die Vernichtung belegt ist.")] = None,
    aufbewahren: Annotated[Text, _option("aufbewahren", "GRUND", "Warum eine Unterlage bleibt.")] = None,
    bemerkung: Annotated[Text, _option("bemerkung", "WORTE", "Was sonst zu sagen ist.")] = None,
    zweifel: Annotated[Text, _option("zweifel", "WORTE", "Was unsicher ist.")] = None,
    datei: Annotated[Text, _option("datei", "PFAD", "Dokument im Datensatz; seine Prüfsumme wird eingetragen.")] = None,
    ersetzt: Annotated[Text, _option("ersetzt", "NUMMER", "Diesen Eintrag berichtigen; »?« zeigt die Nummern.")] = None,
    grund: Annotated[Text, _option("grund", "WORTE", "Warum er berichtigt wird.")] = None,
    dialog: Annotated[
        bool, typer.Option("--dialog", help="Nach allem fragen; die Antworten dürfen auch aus einer Datei kommen.")
    ] = False,
    dry_run: Trocken = False,
    ja: Ja = False,
    commit: Commit = False,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Hält Ereignis, Vereinbarung, Treffen oder Beitritt fest.

    Was fehlt, erfragt dkbm der Reihe nach. Ein Eintrag wird nie still geändert: --ersetzt verlangt einen --grund, und
    beides bleibt im Datensatz stehen.
    """
    typed = dict(locals())
    from dkbm.cli.frame import parse_stichtag
    from dkbm.cli.writing import opened

    for known in (
        "ereignis",
        "kommune",
        "geplant",
        "ersetzt",
        "dialog",
        "dry_run",
        "ja",
        "commit",
        "stichtag",
        "daten",
    ):
        del typed[known]
    day = parse_stichtag(stichtag)
    root, files = opened(daten, dry_run=dry_run)
    call = _call(root, files, day, typed, geplant, ersetzt or "", dialog)
    change = _change(call, ereignis, " ".join(kommune or ()))
    _carry_out(call, change, dry_run=dry_run, ja=ja, commit=commit)


def _call(
    root: Path, files: "Files", day: date, typed: Mapping[str, object], geplant: bool | None, ersetzt: str, dialog: bool
) -> "Call":
    from dkbm.cli.entry import Call
    from dkbm.cli.prompts import collect

    return Call(root, files, day, collect(typed), geplant, ersetzt, dialog, _umfeld(root, files, day, bool(geplant)))


def _umfeld(root: Path, files: "Files", day: date, geplant: bool) -> "Umfeld":
    from dkbm.changes.record import Umfeld
    from dkbm.cli.entry import attach
    from dkbm.dataset import load
    from dkbm.queries.reading import STATE, one_kommune

    known = load({path: files[path] for path in STATE if path in files}).dataset
    if not known.prozess.ereignisse or not known.quellen:
        raise DkbmError(f"{' oder '.join(STATE)} lässt sich nicht lesen.", "Mehr dazu sagt: dkbm validate")

    def ident(text: str) -> str:
        return one_kommune(files, text).treffer.kommune.id

    return Umfeld(known.prozess, known.quellen, day, lambda text: attach(root, text), ident, geplant)


def _change(call: "Call", ereignis: str, name: str) -> "Change":
    """Return the change for what `ereignis` names; asks for it where it is missing."""
    from dkbm.cli import entrusted, entry, meeting, mitwirken, sealing
    from dkbm.model.aufbewahrung import VERNICHTUNG
    from dkbm.model.beleg import VEREINBARUNGEN

    wanted = _kind(call, ereignis)
    besondere = {
        "treffen": meeting.meeting,
        "beitritt": mitwirken.join,
        "austritt": mitwirken.leave,
        "siegel": sealing.seal,
        "nachtrag": sealing.nachtrag,
        "betreuung": entrusted.look_after,
        "unterlage": entrusted.material,
    }
    if wanted == VERNICHTUNG:
        return entrusted.destruction(call, name)
    if wanted in besondere:
        return besondere[wanted](call, name)
    if wanted in VEREINBARUNGEN:
        return entry.agreement(call, wanted, name)
    return entry.event(call, call.umfeld.prozess.ereignisse[wanted], name)


def _kind(call: "Call", typed: str) -> str:
    """Return what is to be recorded. Raises DkbmError with the nearest name and the whole list for any other."""
    from dkbm.changes.bogen import Feld
    from dkbm.changes.felder import always
    from dkbm.changes.sealing import ARTEN
    from dkbm.cli.entry import answers
    from dkbm.model.beleg import VEREINBARUNGEN

    kinds = reversed(call.umfeld.prozess.ereignisse.values())  # the first of two alike wins there, so it comes last
    names = {each.art: each.name for each in kinds}
    names |= {**VEREINBARUNGEN, **NETZWERK, **ARTEN, **ANVERTRAUT}
    if typed in names:
        return typed
    if typed:
        raise DkbmError(*_unknown(typed, names))
    feld = Feld("art", "EREIGNIS", "Was festhalten", erlaubt=tuple(names.items()), pflicht=True)
    wanted: str = answers([always(feld)], {}, call.dialog)["art"]
    return wanted


def _unknown(typed: str, names: Mapping[str, str]) -> tuple[str, str]:
    from dkbm.schema.suggest import nearest

    near = nearest(typed, [*names, *names.values()])
    meant = next((key for key, name in names.items() if near in (key, name)), None)
    lines = "\n".join(f"  {key:{max(map(len, names))}}  {name}" for key, name in names.items())
    suggestion = f" Meinten Sie »{meant}«?" if meant else ""
    return f"Ein Ereignis »{typed}« gibt es nicht.{suggestion}", f"Festhalten lässt sich:\n{lines}"


def _carry_out(call: "Call", change: "Change", *, dry_run: bool, ja: bool, commit: bool) -> None:
    from dkbm.cli.frame import emit
    from dkbm.cli.writing import carry_out
    from dkbm.report.terminal import warn
    from dkbm.text.patch import PatchError, Remove, apply

    try:
        content = apply(change.path, call.files[change.path], change.patches)
    except PatchError as error:
        raise DkbmError(f"Das lässt sich so nicht eintragen: {error}", "Es wurde nichts geändert.") from None
    changed = {change.path: content}
    carry_out(
        call.root, call.files, changed,
        subject=f"{change.text} festgehalten", dry_run=dry_run, ja=ja, commit=commit, stichtag=call.day,
        beside=[*_documents([patch.value for patch in change.patches if not isinstance(patch, Remove)])],
    )  # fmt: skip
    emit(_outcome(call, change, {**call.files, **changed}))
    if change.rest:
        warn(change.rest)


def _documents(value: object) -> Iterator[str]:
    """Yield the paths of the documents that what is written refers to."""
    if isinstance(value, dict) and {"pfad", "sha256"} <= value.keys():
        yield value["pfad"]
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _documents(part)


def _warn_of_gaps(call: "Call", change: "Change", lage: "Lage", kommune: "Kommune") -> None:
    """Say which evidence is missing for a step that was recorded past its gate: a source may say so, but not unseen."""
    from dkbm.german import aufzaehlung
    from dkbm.model.beleg import belege
    from dkbm.model.schritt import Schritt, fehlende
    from dkbm.report.terminal import warn

    prozess, quellen = call.umfeld.prozess, call.umfeld.quellen
    known = belege(kommune, prozess, quellen)
    for value in (getattr(patch, "value", None) for patch in change.patches):
        events = value if isinstance(value, list) else [value]
        for event in (each for each in events if isinstance(each, dict) and not each.get("geplant")):
            schritt = Schritt(event.get("ereignis", ""), event.get("modul"), event.get("phase"), "")
            if missing := fehlende(schritt, lage, known, call.day, prozess):
                names = aufzaehlung(each.name for each in missing)
                warn(f"Dieser Schritt steht ohne Nachweis da; es fehlt: {names}. Nachtragen: dkbm record …")


def _outcome(call: "Call", change: "Change", files: "Files") -> str:
    from dkbm.cli.entry import subject
    from dkbm.queries.reading import one_kommune
    from dkbm.queries.status import status
    from dkbm.report.recorded import recorded_text
    from dkbm.report.terminal import safe

    before = change.reading
    if before is None:
        return safe(f"Festgehalten: {change.text}\n")
    after = one_kommune(files, subject(before).id)
    then, now = (status(each.dataset, subject(each), call.day) for each in (before, after))
    _warn_of_gaps(call, change, then.lage, subject(after))
    return recorded_text(change.text, then, now, after.dataset)
