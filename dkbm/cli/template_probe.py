"""Fill each wording once with the data at hand, as `dkbm render` would: what cannot be filled is a finding."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Satz, Wahl, Werkstatt
    from dkbm.documents.verzeichnis import Vorlage

_MODULE = (1, 2, 3, 4)


def probe(root: Path) -> tuple[list[str], list[str]]:
    """The findings of filling every wording, and the names of documents for which the data have no occasion.

    Each is filled for the first the data allow; from data with errors no document is made. Raises DkbmError for a
    dataset that cannot be read.
    """
    from dkbm.cli.rendering import werkstatt
    from dkbm.diagnostic import Severity
    from dkbm.documents.verzeichnis import VORLAGEN

    found: list[str] = []
    ohne: list[str] = []
    with werkstatt(root) as werk:
        if any(each.severity is Severity.FEHLER for each in werk.loaded.diagnostics):
            return [], [*VORLAGEN]
        for vorlage in VORLAGEN.values():
            for modul in _MODULE if vorlage.name == "zielvereinbarung" else (vorlage.modul,):
                satz = _first(werk, vorlage, modul)
                if satz is None:
                    ohne.append(vorlage.name)
                else:
                    found += _findings(werk, satz)
    return list(dict.fromkeys(found)), list(dict.fromkeys(ohne))


def _first(werk: "Werkstatt", vorlage: "Vorlage", modul: int | None) -> "Satz | None":
    """The first document of a kind that the data give, drafts included."""
    from dkbm.cli.rendering import prepare

    for wahl in _candidates(werk, vorlage, modul):
        try:
            return prepare(werk.loaded, vorlage, wahl, None)
        except (DkbmError, typer.Exit):  # not this one: consent refused, nothing to change, data broken
            continue
    return None


def _candidates(werk: "Werkstatt", vorlage: "Vorlage", modul: int | None) -> "Iterator[Wahl]":
    from dkbm.cli.rendering import Wahl

    data = werk.loaded.dataset
    if vorlage.gegenstand in ("vereinbarung", "kommune"):
        signed = [(kommune.id, eine) for kommune in data.kommunen.values() for eine in kommune.vereinbarungen]
        if vorlage.gegenstand == "vereinbarung":
            yield from (Wahl(ident, each.modul, each.id) for ident, each in signed if modul in (None, each.modul))
            yield from (Wahl(ident, modul) for ident in data.kommunen if modul is not None)
        else:
            yield from (Wahl(ident) for ident in data.kommunen)
    elif vorlage.gegenstand == "land":
        yield Wahl("")
    elif vorlage.gegenstand == "zeitraum":
        yield Wahl("", von="2018-01", bis="2018-12")
    else:
        folder = "data/beispiele/" if vorlage.gegenstand == "beispiel" else "data/netzwerk/"
        for path in data.documents:
            if path.startswith(folder):
                name = path.rpartition("/")[2].removesuffix(".yaml")
                yield Wahl(name)
                yield Wahl(name, treffen="1")


def _findings(werk: "Werkstatt", satz: "Satz") -> Iterator[str]:
    """What is wrong with the wordings of a document, each filled with the same view."""
    from dkbm.documents.loader import VorlageError, Vorlagen
    from dkbm.documents.render import Kopf, render
    from dkbm.documents.verzeichnis import teil
    from dkbm.documents.writers import write

    vorlagen = Vorlagen(werk.dateien)
    kopf = Kopf(satz.aufruf, satz.auftrag.stichtag.isoformat(), entwurf=True)
    try:
        fassungen = vorlagen.fassungen(satz.vorlage.name, teil(satz.vorlage, satz.auftrag.modul))
    except VorlageError:  # a head that cannot be read was named before
        return
    for fassung in fassungen:
        try:
            write(render(vorlagen, fassung, satz.ansicht, kopf, fill=werk.fill), "html", werk.dateien)
        except DkbmError as error:
            yield error.message
