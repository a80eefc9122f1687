"""From the words of a call to the document it asks for: which Kommune, agreement, group, meeting, example, period."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dkbm.cli.soundness import refuse_broken
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dkbm.dataset import Loaded
    from dkbm.documents.auftrag import Ansicht, Auftrag
    from dkbm.documents.fuellen import Fill
    from dkbm.documents.render import Dokument
    from dkbm.documents.verzeichnis import Vorlage
    from dkbm.model.kommune import Kommune, Vereinbarung


class Wahl(NamedTuple):
    """The options of a call that say what the document is about, as they were typed."""

    name: str
    modul: int | None = None
    ident: str | None = None
    treffen: str | None = None
    von: str | None = None
    bis: str | None = None
    nachtrag: int | None = None


class Satz(NamedTuple):
    """A document before it is written: what it was asked for, its view, the call with ids in full."""

    vorlage: "Vorlage"
    auftrag: "Auftrag"
    ansicht: "Ansicht"
    aufruf: tuple[str, ...]


class Werkstatt(NamedTuple):
    """What documents are made from: the dataset, the files below `templates/`, the commit that holds them all.

    `revision` is "" where the folder holds something else. `fill` fills templates, in a child process.
    """

    loaded: "Loaded"
    dateien: dict[str, bytes]
    revision: str
    fill: "Fill"


@contextmanager
def werkstatt(root: Path, stand: str | None = None) -> "Iterator[Werkstatt]":
    """Read the dataset and its templates, in the folder or at a Stand, and start the child that fills templates.

    While the dataset is read, the child gets ready. Raises DkbmError.
    """
    from dkbm.cli.filling import filling
    from dkbm.cli.sealed import with_seals
    from dkbm.cli.standing import contents_at, revision
    from dkbm.dataset import load
    from dkbm.schema import check
    from dkbm.store.templates import read_templates, recorded_templates

    if stand is None:
        dateien = read_templates(root)
        with filling(dateien) as fill:
            found = contents_at(root, None)
            commit = revision(root, found)
            is_recorded = commit is not None and recorded_templates(root, commit) == dateien
            loaded = with_seals(root, load(found.files, check, found.unreadable))
            yield Werkstatt(loaded, dateien, commit if commit is not None and is_recorded else "", fill)
        return
    found = contents_at(root, stand)
    assert found.stand is not None  # noqa: S101 -- asked for one
    dateien = recorded_templates(root, found.stand.commit)
    with filling(dateien) as fill:
        loaded = with_seals(root, load(found.files, check, found.unreadable), found.stand.commit)
        yield Werkstatt(loaded, dateien, found.stand.commit, fill)


def prepare(loaded: "Loaded", vorlage: "Vorlage", wahl: Wahl, stichtag: date | None) -> Satz:
    """Find what the call names and build the view. Raises DkbmError or ends with 1 or 4 as `status` does.

    Without a `stichtag` a signed Zielvereinbarung or Nachtrag speaks of its own day, everything else of today.
    """
    from dkbm.cli.frame import today
    from dkbm.cli.render_wahl import waehle
    from dkbm.documents.auftrag import Auftrag
    from dkbm.documents.gaps import Luecken
    from dkbm.documents.verzeichnis import build

    auftrag = Auftrag(loaded.dataset, stichtag or today(), Luecken(loaded.dataset.documents))
    aufruf: tuple[str, ...] = (vorlage.name,)
    if vorlage.gegenstand in ("vereinbarung", "kommune"):
        kommune = find_kommune(loaded, wahl.name, vorlage.name)
        auftrag = auftrag._replace(kommune=kommune, modul=vorlage.modul or wahl.modul)
        aufruf = (*aufruf, kommune.id)
    elif vorlage.gegenstand != "land":
        auftrag, rest = waehle(loaded, auftrag, vorlage, wahl)
        aufruf = (*aufruf, *rest)
    if vorlage.gegenstand == "vereinbarung":
        auftrag = _with_vereinbarung(auftrag, vorlage, wahl)
        aufruf = (*aufruf, "--modul", str(auftrag.modul))
        if auftrag.vereinbarung is not None:
            aufruf = (*aufruf, "--id", auftrag.vereinbarung.id)
        if auftrag.nachtrag is not None:
            aufruf = (*aufruf, "--nachtrag", str(auftrag.nachtrag))
    if stichtag is None:
        auftrag = auftrag._replace(stichtag=_own_day(auftrag, vorlage) or auftrag.stichtag)
    refuse_broken(loaded, _basis(auftrag))
    return Satz(vorlage, auftrag, build(vorlage, auftrag), aufruf)


def _own_day(auftrag: "Auftrag", vorlage: "Vorlage") -> date | None:
    """Return the day a signed paper speaks of, the first one where only a month is known: its last change counts."""
    eine = auftrag.vereinbarung
    if vorlage.name == "zielvereinbarung" and eine is not None and eine.nachtraege:
        return max(each.unterzeichnet.lo for each in eine.nachtraege)
    is_signed = vorlage.name == "zielvereinbarung" or auftrag.nachtrag is not None
    return auftrag.unterzeichnet.lo if is_signed and auftrag.unterzeichnet else None


def _with_vereinbarung(auftrag: "Auftrag", vorlage: "Vorlage", wahl: Wahl) -> "Auftrag":
    from dkbm.documents.auswahl import refuse_unknown_nachtrag
    from dkbm.documents.auswahl import waehle as choose
    from dkbm.model.lage import lage_am

    kommune, data = auftrag.kommune, auftrag.dataset
    assert kommune is not None  # noqa: S101 -- the caller found it

    def steht_in(eine: "Vereinbarung | None") -> int | None:
        tag = eine.unterzeichnet.hi if eine and eine.unterzeichnet else auftrag.stichtag
        return lage_am(kommune, tag, data.prozess, data.quellen).modul

    befehl = f"dkbm render {vorlage.name} {kommune.schluessel or kommune.id}"
    chosen = choose(kommune, wahl.modul, wahl.ident, steht_in, befehl)
    refuse_unknown_nachtrag(kommune, chosen.vereinbarung, wahl.nachtrag)
    return auftrag._replace(vereinbarung=chosen.vereinbarung, modul=chosen.modul, nachtrag=wahl.nachtrag)


def make(werkstatt: Werkstatt, satz: Satz, *, entwurf: bool) -> "Dokument":
    """Return the document in the wording of its day. Raises DkbmError."""
    from dkbm.documents.loader import Vorlagen
    from dkbm.documents.render import Kopf, fassung, render
    from dkbm.documents.verzeichnis import teil

    vorlagen = Vorlagen(werkstatt.dateien)
    auftrag = satz.auftrag
    wortlaut = fassung(vorlagen, satz.vorlage.name, teil(satz.vorlage, auftrag.modul), auftrag.unterzeichnet)
    kopf = Kopf(satz.aufruf, auftrag.stichtag.isoformat(), werkstatt.revision, entwurf)
    return render(vorlagen, wortlaut, satz.ansicht, kopf, fill=werkstatt.fill)


def find_kommune(loaded: "Loaded", name: str, vorlage: str) -> "Kommune":
    """Return the Kommune or partner a name stands for, as `status` finds it.

    A broken file that may be the one meant is reported, not passed over.
    """
    from dkbm.german import datum_in_worten
    from dkbm.queries.names import resolve, worth_reading
    from dkbm.queries.reading import ENTITIES
    from dkbm.report.terminal import warn

    if not name:
        raise DkbmError("Für wen? Es fehlt der Name der Kommune.", f"Zum Beispiel: dkbm render {vorlage} Harburg")
    data = loaded.dataset
    texts = {**dict.fromkeys(data.ungelesen, ""), **data.texts}
    files = {path: text.encode() for path, text in texts.items() if path.startswith(ENTITIES)}
    refuse_broken(loaded, worth_reading(name, files))
    treffer = resolve(name, [*data.kommunen.values(), *data.partner.values()], f"dkbm render {vorlage}")
    if old := treffer.vorgaenger:
        bis, new = datum_in_worten(old.bis.text), treffer.kommune.offizieller_name
        warn(f"{old.name} ({old.schluessel}) bestand bis {bis}; das Dokument nennt {new}.")
    return treffer.kommune


def _basis(auftrag: "Auftrag") -> set[str]:
    """Return the files a document rests on."""
    kommune, vereinbarung = auftrag.kommune, auftrag.vereinbarung
    parteien = (vereinbarung.kommune, vereinbarung.agentur) if vereinbarung else ()
    acting = (partei.vertretung.person for partei in parteien if partei.vertretung)
    personen = {*acting, *(partei.ansprechperson for partei in parteien)} - {None}
    return {
        "dkbm.yaml",
        "data/agentur.yaml",
        "data/prozess.yaml",
        *([kommune.place.file] if kommune else []),
        *(f"data/personen/{person}.yaml" for person in personen),
    }


def gaps_text(satz: Satz) -> str:
    """Return what a document lacks, each with its place, or in one line that nothing is missing."""
    from dkbm.documents.auswahl import without_modul
    from dkbm.documents.gaps import as_text
    from dkbm.german import anzahl

    luecken, kommune = satz.ansicht.luecken, satz.auftrag.kommune
    worum = kommune.offizieller_name if kommune else satz.vorlage.bezeichnung
    if not luecken:
        return f"{worum}: Es fehlt keine Angabe.\n"
    verb = "fehlt" if len(luecken) == 1 else "fehlen"
    text = f"{as_text(luecken)}\n{worum}: Es {verb} {anzahl(len(luecken), 'Angabe', 'Angaben')}.\n"
    if kommune and satz.auftrag.vereinbarung is None and (others := without_modul(kommune)):
        text += "Ohne Angabe des Moduls: " + ", ".join(f"--id {each.id}" for each in others) + ".\n"
    return text
