"""The view of the overview of the network: what it is for, its groups, meetings, forum and papers, for any day.

A public document: persons appear only with an approval for it (`views.freigabe`).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.fund import Fund, datei
from dkbm.documents.views.gruppen import arbeit, gruppen, name_am, sprecheraemter
from dkbm.documents.views.netzwerkband import bild
from dkbm.documents.views.netzwerktreffen import anzahlen, einzeln_belegt, kennungen, treffen, zeitleiste
from dkbm.documents.views.wissen import LEER, NICHT_BELEGT, quelle_zeit, quellen_tabelle, stichtag
from dkbm.documents.views.zeitlich import bekannt, quellen_ids, quellen_text, zeit
from dkbm.model.zeit import has_happened

_TEILNAHME = ("mitglieder", "anmeldung", "kosten", "organisation", "angebot")
NETZWERK = "data/netzwerk/netzwerk.yaml"


def ansicht(auftrag: Auftrag) -> Ansicht:
    """What the template of the network may see."""
    dataset, day = auftrag.dataset, auftrag.stichtag
    netz = datei(dataset, NETZWERK)
    alle = gruppen(dataset)
    cited = (netz, *alle, *_genannte_anteile(dataset, day))
    drawn = bild(dataset, day)
    daten: dict[str, Inhalt] = {
        "name": netz.text("name") or Angabe("Das Netzwerk", aufruf="netzwerkuebersicht"),
        "stichtag": stichtag(day),
        "juengste": _juengste(cited, dataset, day),
        "ziele": _texte(netz, "ziele", dataset, day),
        "hintergrund": _texte(netz, "hintergrund", dataset, day),
        "vorteile": _texte(netz, "vorteile", dataset, day),
        "zielgruppe": _texte(netz, "beteiligung", dataset, day, ("zielgruppe",)),
        "beteiligung": _texte(netz, "beteiligung", dataset, day, _TEILNAHME),
        "gruppen": tuple(_gruppe(each, dataset, day) for each in alle),
        "sprecheramt": _texte(netz, "sprecheramt", dataset, day),
        "sprecher": sprecheraemter(dataset, alle, day),
        "rhythmus": tuple(_rhythmus(netz, alle, dataset, day)),
        "treffen": treffen((netz, *alle), dataset, day),
        "kennungen": kennungen(alle),
        "anzahlen": anzahlen(alle, dataset, day),
        "mindestens": einzeln_belegt(alle, dataset, day),
        "forum": _forum(netz, dataset, day),
        "papiere": tuple(_papiere(netz, dataset, day)),
        "zeitleiste": zeitleiste(dataset, day),
        "zeitband": drawn is not None,
        "von": drawn.von if drawn else LEER,
        "bis": drawn.bis if drawn else LEER,
        "bahnen": drawn.bahnen if drawn else LEER,
        "anteile": tuple(_anteile(dataset, day)),
        "offen": tuple(text for each in (netz, *alle) for text in _offen(each)),
        "quellen": quellen_tabelle(_alle_quellen(cited, dataset, day), dataset),
    }
    return Ansicht(daten, bilder={"zeitband": drawn.svg} if drawn else {})


def _juengste(funde: Iterable[Fund], dataset: Dataset, day: date) -> Angabe:
    """The latest source on the network that can have been known by that day."""
    known = [dataset.quellen[ident] for ident in _alle_quellen(funde, dataset, day)]
    dated = [(each.stand.hi, each.id, each) for each in known if each.stand and each.stand.hi != date.max]
    if not dated:
        return LEER
    newest = max(dated)[2]
    ident, titel = Angabe(newest.id, newest.place), Angabe(newest.titel, newest.place)
    return join("{} („{}“, Stand {})", ident, titel, quelle_zeit(newest))


def _alle_quellen(funde: Iterable[Fund], dataset: Dataset, day: date) -> list[str]:
    ids = {ident for fund in funde for ident in quellen_ids(fund.wert)}
    known = [ident for ident in sorted(ids) if ident in dataset.quellen]
    return [ident for ident in known if (stand := dataset.quellen[ident].stand) is None or stand.lo <= day]


def _texte(netz: Fund, key: str, dataset: Dataset, day: date, arten: tuple[str, ...] = ()) -> tuple[Inhalt, ...]:
    """The sentences of a list up to a day, of some kinds or of all."""
    return tuple(
        {"text": text, "quelle": quellen_text(each)}
        for each in netz.jeder(key)
        if (not arten or each.wert.get("art") in arten) and bekannt(each, dataset, day) and (text := each.text("text"))
    )


def _gruppe(gruppe: Fund, dataset: Dataset, day: date) -> Inhalt:
    return {
        "kennung": gruppe.text("kennung") or Angabe(gruppe.place.file, gruppe.place),
        **name_am(gruppe, dataset, day),
        **{key: arbeit(gruppe, key, dataset, day) for key in ("mitglieder", "zweck", "ablauf", "themen")},
    }


def _rhythmus(netz: Fund, alle: Iterable[Fund], dataset: Dataset, day: date) -> Iterator[Inhalt]:
    """All that sources say on how often one meets, side by side."""
    nothing = Angabe("alle", netz.at("rhythmus"))
    for fund in (netz, *alle):
        for each in fund.jeder("rhythmus"):
            if bekannt(each, dataset, day) and (text := each.text("text")):
                yield {
                    "gruppe": fund.text("kennung") or nothing,
                    "text": text,
                    "stand": zeit(each),
                    "quelle": quellen_text(each),
                }


def _forum(netz: Fund, dataset: Dataset, day: date) -> dict[str, Inhalt]:
    value = netz.wert.get("forum")
    forum = Fund(value if isinstance(value, dict) else {}, netz.at("forum"))
    steps = [each for each in forum.jeder("schritte") if bekannt(each, dataset, day)]
    return {
        "gibt_es": bool(steps),
        "schritte": tuple(
            {
                "wann": zeit(each),
                "text": each.text("text") or Angabe("", each.place),
                "erschlossen": each.ja("erschlossen"),
            }
            for each in steps
        ),
        "nutzung": tuple(text for each in forum.jeder("nutzung") if (text := each.text("text"))),
        "arten": tuple(text for each in forum.jeder("beitragsarten") if (text := each.text("name"))),
    }


def _papiere(netz: Fund, dataset: Dataset, day: date) -> Iterator[Inhalt]:
    kennungen = {fund.place.file: fund.text("kennung") for fund in gruppen(dataset)}
    for each in netz.jeder("veroeffentlichungen"):
        datum = each.datum()
        if datum is not None and not has_happened(datum, day):
            continue
        names = [kennungen.get(f"data/netzwerk/{ident}.yaml") or ident for ident in each.texte("gruppen")]
        inhalt = each.texte("inhalt")
        yield {
            "titel": each.text("titel") or Angabe("", each.place),
            "wann": zeit(each),
            "von": join(" und ".join(["{}"] * len(names)), *names) if names else Angabe(NICHT_BELEGT, each.place),
            "inhalt": join("; ".join(["{}"] * len(inhalt)), *inhalt) if inhalt else Angabe(NICHT_BELEGT, each.place),
            "quelle": quellen_text(each),
        }


def _genannte_anteile(dataset: Dataset, day: date) -> Iterator[Fund]:
    for each in datei(dataset, "data/aussagen.yaml").jeder("aussagen"):
        if "netzwerk" in str(each.wert.get("id")) and bekannt(each, dataset, day) and each.text("text"):
            yield each


def _anteile(dataset: Dataset, day: date) -> Iterator[Inhalt]:
    """What sources say on the share of Kommunen in the network, with the doubts about it."""
    for each in _genannte_anteile(dataset, day):
        yield {
            "text": each.text("text") or Angabe("", each.place),
            "stand": zeit(each),
            "quelle": quellen_text(each),
            "zweifel": each.text("zweifel") or Angabe("", each.place),
        }


def _offen(fund: Fund) -> Iterator[Angabe]:
    kennung = fund.text("kennung")
    for text in fund.texte("offen"):
        yield join("{}: {}", kennung, text) if kennung else text
