"""`dkbm render … --alle`: one document for each Kommune, agreement or example it makes sense for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import typer

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Satz, Wahl, Werkstatt
    from dkbm.documents.verzeichnis import Vorlage


class Ziel(NamedTuple):
    """What to write: the format, the folder, only the list of gaps (`check`), drafts too (`entwurf`)."""

    form: str
    ordner: Path | None
    check: bool
    entwurf: bool


class _Bilanz:
    """What became of the documents."""

    def __init__(self) -> None:
        self.geschrieben = 0
        self.ausgelassen: list[str] = []
        self.luecken: list[tuple[str, str]] = []  # for whom, and what is missing
        self.vorlagen: set[str] = set()

    def refuse(self, wer: str, error: DkbmError) -> None:
        """Leave one out. What is wrong with a template is raised when it comes up again: it may be so for all."""
        from dkbm.documents.loader import VorlageError

        if isinstance(error, VorlageError):
            if error.message in self.vorlagen:
                raise error
            self.vorlagen.add(error.message)
        self.ausgelassen.append(f"{wer}: {error.message}")


def render_all(werk: "Werkstatt", vorlage: "Vorlage", wahl: "Wahl", stichtag: date | None, ziel: Ziel) -> int:
    """Write the documents into the folder, say what was left out and why, and return the exit status.

    A document that lacks something is left out (unless drafts are wanted), and so is one that is refused; the status
    is 1 then. Raises DkbmError where nothing can be made at all.
    """
    from dkbm.report.progress import progress

    _refuse(vorlage, wahl, ziel)
    bilanz = _Bilanz()
    gemeint = list(_chosen(werk, vorlage, wahl, stichtag))
    if not gemeint:
        _warn_none(vorlage)
    with progress(f"{vorlage.name}", len(gemeint)) as step:
        for each in gemeint:
            _one(werk, vorlage, each, stichtag, ziel, bilanz)
            step()
    _report(bilanz, ziel)
    return 1 if bilanz.ausgelassen or bilanz.luecken else 0


def _refuse(vorlage: "Vorlage", wahl: "Wahl", ziel: Ziel) -> None:
    if wahl.name or wahl.ident or wahl.treffen or wahl.nachtrag is not None:
        raise DkbmError("Entweder alle oder ein Name, nicht beides.", "--alle oder den Namen weglassen.")
    if vorlage.gegenstand not in ("vereinbarung", "kommune", "beispiel"):
        raise DkbmError(
            f"--alle gibt es für {vorlage.name} nicht: Das Dokument gilt nicht einer Kommune.", "--alle weglassen."
        )
    if not ziel.check and (ziel.ordner is None or not ziel.ordner.is_dir()):
        gemeint = f"{ziel.ordner} ist kein Ordner." if ziel.ordner else "Es fehlt der Ordner für die Dateien."
        raise DkbmError(gemeint, "Einen Ordner nennen, den es gibt: -o ORDNER")


def _warn_none(vorlage: "Vorlage") -> None:
    from dkbm.report.terminal import warn

    wo = f" in Modul {vorlage.modul}" if vorlage.modul else ""
    warn(f"Zum Stichtag passt {vorlage.name} zu niemandem{wo}. Für eine einzelne Kommune: ihren Namen nennen.")


def _chosen(werk: "Werkstatt", vorlage: "Vorlage", wahl: "Wahl", stichtag: date | None) -> "Iterator[Wahl]":
    """Yield what is meant by all, each as if it had been named.

    Of agreements every Zielvereinbarung (of the module, if one is named); a working paper is for the Kommunen that
    are in its module on the Stichtag, everything else for all 45.
    """
    from dkbm.cli.frame import today
    from dkbm.queries.rows import Filter, rows

    data = werk.loaded.dataset
    if vorlage.gegenstand == "beispiel":
        paths = map(PurePosixPath, data.documents)
        yield from (wahl._replace(name=path.stem) for path in paths if path.parent.as_posix() == "data/beispiele")
    elif vorlage.gegenstand == "kommune":
        wanted = Filter(modul=(vorlage.modul,)) if vorlage.modul else Filter()
        yield from (wahl._replace(name=row.kommune.id) for row in rows(data, stichtag or today(), wanted))
    else:
        for kommune in data.kommunen.values():
            for eine in kommune.vereinbarungen:
                if eine.art == "zielvereinbarung" and wahl.modul in (None, eine.modul):
                    yield wahl._replace(name=kommune.id, ident=eine.id, modul=eine.modul or wahl.modul)


def _one(
    werk: "Werkstatt", vorlage: "Vorlage", wahl: "Wahl", stichtag: date | None, ziel: Ziel, bilanz: _Bilanz
) -> None:
    from dkbm.cli.rendering import gaps_text, make, prepare
    from dkbm.documents.auftrag import NichtsZuAendernError
    from dkbm.documents.writers import write
    from dkbm.store.output import write_output

    try:
        satz = prepare(werk.loaded, vorlage, wahl, stichtag)
        if satz.ansicht.luecken and (ziel.check or not ziel.entwurf):
            bilanz.luecken.append((_who(satz), gaps_text(satz)))
        if ziel.check or (satz.ansicht.luecken and not ziel.entwurf):
            return
        content = write(make(werk, satz, entwurf=ziel.entwurf), ziel.form, werk.dateien)
    except NichtsZuAendernError:  # then all is well
        return
    except DkbmError as error:
        bilanz.refuse(_named(werk, wahl), error)
        return
    except typer.Exit:  # broken data, which were shown
        bilanz.ausgelassen.append(f"{_named(werk, wahl)}: Die Daten haben Fehler.")
        return
    assert ziel.ordner is not None  # noqa: S101 -- refused before
    write_output(ziel.ordner / f"{file_name(satz)}.{ziel.form}", content)
    bilanz.geschrieben += 1


def file_name(satz: "Satz") -> str:
    """Return the name of a document without its ending: `zielvereinbarung-landkreis-harburg-zv-modul-4`."""
    auftrag = satz.auftrag
    teile = (satz.vorlage.name, auftrag.kommune and auftrag.kommune.id, auftrag.beispiel)
    vereinbarung = auftrag.vereinbarung.id if auftrag.vereinbarung else None
    return "-".join(teil for teil in (*teile, vereinbarung) if teil)


def _named(werk: "Werkstatt", wahl: "Wahl") -> str:
    kommune = werk.loaded.dataset.kommunen.get(wahl.name)
    name = kommune.offizieller_name if kommune else wahl.name
    return f"{name} ({wahl.ident})" if wahl.ident else name


def _who(satz: "Satz") -> str:
    """Return for whom a document is, with the id of the agreement: `Landkreis Harburg (zv-2019)`."""
    auftrag = satz.auftrag
    name = auftrag.kommune.offizieller_name if auftrag.kommune else auftrag.beispiel or satz.vorlage.name
    return f"{name} ({auftrag.vereinbarung.id})" if auftrag.vereinbarung else name


def _report(bilanz: _Bilanz, ziel: Ziel) -> None:
    """The gaps are the result of --check; otherwise everything said is talk."""
    from dkbm.cli.frame import emit
    from dkbm.german import anzahl
    from dkbm.report.terminal import safe, warn

    if ziel.check:
        emit(safe("\n".join(text for _, text in bilanz.luecken) or "Es fehlt keine Angabe.\n"))
    else:
        for wer, text in bilanz.luecken:
            warn(f"Ausgelassen: {wer}: {text.splitlines()[-1].partition(': ')[2]}")
    for text in bilanz.ausgelassen:
        warn(f"Ausgelassen: {text}")
    if not ziel.check:
        zahl = anzahl(bilanz.geschrieben, "Dokument", "Dokumente")
        warn(f"{zahl[0].upper()}{zahl[1:]} in {ziel.ordner} geschrieben.")
        if bilanz.luecken:
            warn("Welche Angaben fehlen, zeigt --check; Entwürfe mit Lücken gibt --entwurf.")
