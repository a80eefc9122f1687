"""`dkbm record treffen GRUPPE`: a meeting, a planned one that took place, its papers, or how many a year had."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dkbm.cli.entry import Call, Change, answers
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dkbm.dataset import Dataset
    from dkbm.text.document import Document
    from dkbm.text.patch import Patch

FOLDER = "data/netzwerk/"


def meeting(call: Call, name: str) -> Change:
    """Return the change that enters a meeting of a group."""
    from dkbm.kinds import kind_of

    if call.ersetzt or "grund" in call.given:
        raise DkbmError(
            "--ersetzt und --grund gehören nicht zu einem Treffen.",
            "Aus einem geplanten wird ein gehaltenes, wenn es noch einmal ohne --geplant festgehalten wird.",
        )
    known = groups(call)
    ident = group(call, name, known, "dkbm record treffen")
    path = f"{FOLDER}{ident}.yaml"
    document = known.documents.get(path)
    if document is None or not isinstance(document.value, dict):
        raise DkbmError(f"{path} lässt sich nicht lesen.", f"Mehr dazu sagt: dkbm validate {path}")
    kind = kind_of(path) or ""
    if "anzahl" in call.given:
        return _year(call, document, kind)
    return _single(call, document, kind, known)


def groups(call: Call, *more: str) -> "Dataset":
    """Return the dataset with the groups, and with the files below the folders `more`."""
    from dkbm.dataset import load

    return load({path: raw for path, raw in call.files.items() if path.startswith((FOLDER, *more))}).dataset


def group(call: Call, name: str, known: "Dataset", befehl: str) -> str:
    """Return the id of the group that `name` means; without one ask for it.

    Raises NameUnresolvedError with the groups there are, DkbmError where nobody can be asked.
    """
    from dkbm.changes.bogen import Feld
    from dkbm.changes.felder import always
    from dkbm.cli.writing import interactive
    from dkbm.german import aufzaehlung
    from dkbm.model.netzwerk import NETZWERK
    from dkbm.queries.netzwerk_namen import alle_gruppen

    names = {each.id: each.kennung for each in alle_gruppen(known)}
    names |= {NETZWERK: known.netzwerk.name} if known.netzwerk is not None else {}
    if not name and not call.dialog and not interactive():
        raise DkbmError(
            f"Es fehlt die Gruppe: {aufzaehlung(names, 'oder')}.",
            f"Zum Beispiel: {befehl} {min(names, default='ag-1')}",
        )
    if not name:
        feld = Feld("gruppe", "GRUPPE", "Gruppe", erlaubt=tuple(names.items()), pflicht=True)
        asked: str = answers([always(feld)], {}, call.dialog)["gruppe"]
        return asked
    return named(name, known, befehl)


def named(name: str, known: "Dataset", befehl: str) -> str:
    """Return the id of the group that `name` means, also of a broken one. Raises NameUnresolvedError."""
    from dkbm.errors import NameUnresolvedError
    from dkbm.german import slug
    from dkbm.model.netzwerk import NETZWERK
    from dkbm.queries.netzwerk_namen import resolve_gruppe

    if f"{FOLDER}{slug(name)}.yaml" in known.texts:
        return slug(name)
    try:
        found = resolve_gruppe(name, known, befehl)
    except NameUnresolvedError as error:
        there = sorted(Path(path).stem for path in known.texts if path.startswith(FOLDER))
        raise NameUnresolvedError(error.message, f"{error.hint}\nEs gibt: {', '.join(there)}.".strip()) from None
    return found.id if found is not None else NETZWERK


def _single(call: Call, document: "Document", kind: str, known: "Dataset") -> Change:
    from dkbm.changes import treffen

    kennung = document.value.get("kennung")
    rules = treffen.treffen(
        call.umfeld,
        kind,
        f"Treffen der {kennung}" if kennung else "",
        lambda text: named(text, known, "--zugleich"),
        alles=call.dialog,
    )
    made = treffen.with_papers(answers(rules, call.given, call.dialog))
    if Path(document.path).stem in made.get("zugleich", ()):
        raise DkbmError(
            "--zugleich nennt die Gruppe selbst.", "Dort stehen nur andere, für die es auch ein Treffen war."
        )
    if call.geplant:
        made["geplant"] = True
    _tell_of_years(document, made, kind)
    patches, was = _patches(call, document, made, kind)
    return Change(document.path, patches, f"{Path(document.path).stem}: {_in_words(made)}{was}")


def _patches(call: Call, document: "Document", made: dict[str, Any], kind: str) -> "tuple[Sequence[Patch], str]":
    """Return the patches, and what they do beyond entering a meeting, as the end of a sentence."""
    from dkbm.changes import treffen
    from dkbm.changes.record import append

    named_ = "name" in call.given
    before = treffen.known(document, made, named=named_)
    if before is None:
        return append(document, kind, treffen.TREFFEN, made), ""
    if before.value.get("geplant") and not call.geplant:
        made["name"] = made["name"] if named_ else before.value["name"]
        return treffen.held_patches(before, made, kind, named=named_), ", war geplant"
    return treffen.paper_patches(before, made, kind), ", Papiere"


def _year(call: Call, document: "Document", kind: str) -> Change:
    from dkbm.changes import treffen
    from dkbm.german import anzahl, datum_in_worten

    if kind != "gruppe":
        raise DkbmError(
            "Für das ganze Netzwerk werden Treffen einzeln festgehalten.", "--anzahl gehört zu einer Gruppe, etwa ag-1."
        )
    if call.geplant is not None:
        raise DkbmError("--geplant gehört nicht zu --anzahl: gezählt wird, was stattfand.")
    made = answers(treffen.jahreszahl(call.umfeld), call.given, call.dialog)
    jahr, _, bis = made["jahr"].partition("..")
    text = f"{anzahl(made['anzahl'], 'Treffen', 'Treffen')} {jahr}{f' bis {datum_in_worten(bis)}' if bis else ''}"
    return Change(document.path, treffen.year_patches(document, made), f"{Path(document.path).stem}: {text}")


def _tell_of_years(document: "Document", made: dict[str, Any], kind: str) -> None:
    from dkbm.report.terminal import warn

    if kind == "gruppe" and made["datum"].isdecimal() and not made.get("geplant"):
        ident, year = Path(document.path).stem, made["datum"]
        warn(
            f"Nur das Jahr ist bekannt. Nennt die Quelle bloß, wie viele es {year} waren:\n"
            f"  dkbm record treffen {ident} --datum {year} --anzahl N --quelle …"
        )


def _in_words(made: dict[str, Any]) -> str:
    from dkbm.german import datum_in_worten

    plan = ", geplant" if made.get("geplant") else ""
    return f"{made['name']}, {datum_in_worten(made['datum'])}{plan}"
