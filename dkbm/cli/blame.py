"""`dkbm blame KOMMUNE [ANGABE]`: which commit set a value, through changes of the file's name and form."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.lineage import Past
    from dkbm.cli.standing import Standing
    from dkbm.report.blame_text import Auskunft

Intern = Annotated[
    bool, typer.Option("--intern", help="Auch nennen, wer den Commit gemacht hat, Internes und Angaben zu Personen.")
]


def blame(
    kommune: Annotated[
        str, typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung, oder der Pfad einer Datei.")
    ],
    angabe: Annotated[
        str | None,
        typer.Argument(
            metavar="ANGABE",
            help="Zum Beispiel verlauf[3].datum oder vereinbarungen[zv-2017].ort. Ohne sie: jede Angabe der Datei.",
        ),
    ] = None,
    stand: Stand = None,
    format_: Form = "text",
    intern: Intern = False,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Sagt, welcher Commit eine Angabe gesetzt hat, und was vorher dastand.

    Verfolgt wird die Angabe, nicht die Zeile: Ein anderer Dateiname, eine andere Form und eine andere Reihenfolge sind
    keine Änderung. Einträge heißen nach ihrer Kennung oder ihrer Nummer; gezählt wird von 0.
    """
    from dkbm.cli.frame import dataset_root, emit, emit_json
    from dkbm.report.blame_text import as_json, as_text
    from dkbm.store.stand import refuse_shallow

    if angabe is not None and not angabe.strip():
        raise DkbmError("Die Angabe ist leer.", "Zum Beispiel verlauf[0].datum; ohne sie erscheint jede Angabe.")
    root = dataset_root(daten)
    refuse_shallow(root)
    answer = _asked(root, kommune, angabe, stand)._replace(intern=intern)
    if format_ == "json":
        emit_json(as_json(answer), ausgabe)
    else:
        emit(as_text(answer), ausgabe)


def _asked(root: Path, name: str, angabe: str | None, stand: str | None) -> "Auskunft":
    from dkbm.changes.blame import blame as search
    from dkbm.changes.blame import leaves, parse_route
    from dkbm.cli.standing import datenstand, readable_at, revision
    from dkbm.report.blame_text import Auskunft

    found = readable_at(root, stand, "" if _is_path(name) else name)
    titel, path, key = _file(found, name)
    pasts = _versions(root, found, path, key)
    value, newest = _document(path, found.files[path])
    routes = (parse_route(angabe, value),) if angabe else tuple(leaves(value))
    origins = search((_value(past) for past in pasts), routes)
    return Auskunft(
        titel=titel,
        path=path,
        document=newest,
        datenstand=datenstand(found),
        revision=revision(root, found),
        commits=tuple(past.commit for past in pasts),
        namen=tuple(past.name for past in pasts),
        herkunft=origins,
        einzeln=angabe is not None,
    )


def _is_path(name: str) -> bool:
    return name.endswith(".yaml")


def _file(found: "Standing", name: str) -> tuple[str, str, bytes]:
    """What is meant: what it is called, its file, and the key that a Kommune is known by under any name."""
    from dkbm.cli.standing import one

    if _is_path(name):
        path = name.removeprefix("./")
        if path not in found.files:
            raise DkbmError(
                f"Im Datensatz gibt es keine Datei {name}.", "Pfade zählen vom Ordner mit der dkbm.yaml an."
            )
        return path, path, b""
    kommune = one(found, name, "dkbm blame").treffer.kommune
    titel = " · ".join(filter(None, (kommune.offizieller_name, kommune.schluessel)))
    return titel, kommune.place.file, (kommune.schluessel or "").encode()


def _document(path: str, raw: bytes) -> tuple[Any, Any]:
    from dkbm.queries.reading import DatasetBrokenError
    from dkbm.text.reader import read

    document, _ = read(path, raw)
    if document is None or not isinstance(document.value, dict):
        raise DatasetBrokenError(f"{path} lässt sich nicht lesen.", f"Mehr dazu sagt: dkbm validate {path}")
    return document.value, document


def _versions(root: Path, found: "Standing", path: str, key: bytes) -> "tuple[Past, ...]":
    """The versions of the file, newest first; what lies in the folder is one where git has something else."""
    from dkbm.cli.lineage import Past, folders, lineage, tip, way

    upto = found.stand or tip(root, None)
    made = way(root, upto.commit, folders(path))
    known = lineage(made, path, key)
    raw = found.files[path]
    return known if known and known[0].raw == raw else (Past(None, path, len(made.steps), raw), *known)


def _value(past: "Past") -> Any:  # noqa: ANN401 -- any value of a document
    """What the file said: {} where it was gone, None where it cannot be read."""
    from dkbm.text.reader import read

    if past.raw is None:
        return {}
    document, _ = read(past.name, past.raw)
    return document.value if document is not None and isinstance(document.value, dict) else None
