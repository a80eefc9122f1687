"""The view of the Umsetzungsplan of Modul 4: Teilziel, Format, Zeitplan."""

from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.auftrag import Ansicht, Auftrag
from dkbm.documents.views.papier import papier, vereinbarungen_zum
from dkbm.documents.views.rahmen import formate, formatname
from dkbm.documents.views.rueckblick import ereignisse, quellen
from dkbm.german import datum_in_worten
from dkbm.model.kommune import Planzeile


def ansicht(auftrag: Auftrag) -> Ansicht:
    """The lines of the plan as far as the data have them, and the formats to choose from."""
    reflexionen = ereignisse(auftrag, ("reflexionsgespraech",), auftrag.modul)
    return Ansicht(
        {
            **papier(auftrag),
            "plan": plan(auftrag),
            "formate": formate(auftrag),
            "reflexionen": reflexionen,
            "quellen": quellen(auftrag, reflexionen),
        }
    )


def plan(auftrag: Auftrag) -> tuple[dict[str, Inhalt], ...]:
    """The lines of the plan: `teilziel`, `formate`, `zeitplan`; what is not decided yet is False."""
    return tuple(_zeile(auftrag, zeile) for eine in vereinbarungen_zum(auftrag) for zeile in eine.umsetzungsplan)


def _zeile(auftrag: Auftrag, zeile: Planzeile) -> dict[str, Inhalt]:
    def at(*route: str | int) -> Place:
        return Place(zeile.place.file, (*zeile.place.route, *route))

    namen = []
    for index, ident in enumerate(zeile.formate):
        gewaehlt = Angabe(ident, at("formate", index))
        name = formatname(auftrag.dataset, ident)
        namen.append(Angabe(name, *gewaehlt.herkunft, *name.herkunft) if name else gewaehlt)
    zeitplan = zeile.zeitplan
    return {
        "teilziel": Angabe(zeile.teilziel, at("teilziel")),
        "formate": join(", ".join(["{}"] * len(namen)), *namen) if namen else False,
        "zeitplan": Angabe(datum_in_worten(zeitplan.text), at("zeitplan")) if zeitplan else False,
    }
