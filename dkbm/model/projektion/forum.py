"""The files of `data/forum/` as contributions; imported only where such a file is read."""

from pathlib import PurePosixPath

from dkbm.model.forum import Beitrag
from dkbm.model.projektion.satz import Formfehler, Satz
from dkbm.model.projektion.schluessel import keys_of

ERLAUBT: dict[type, frozenset[str]] = {Beitrag: keys_of(Beitrag) - {"id", "gruppe"}}
"""The keys of a contribution; its id and its group are the names of file and folder."""


def project_beitrag(satz: Satz) -> Beitrag:
    """Return the contribution of a document. Raises Formfehler."""
    satz.nur(ERLAUBT[Beitrag])
    path, datum = PurePosixPath(satz.file), satz.datum("datum")
    if datum.lo != datum.hi:
        raise Formfehler(("datum",), "Hier muss ein Tag stehen, JJJJ-MM-TT.")
    antwort_auf = satz.text_oder_nichts("antwort_auf")
    return Beitrag(
        id=path.stem,
        gruppe=path.parent.name,
        von=satz.text("von"),
        datum=datum,
        text=satz.text("text").strip("\n"),
        place=satz.place,
        art=satz.text("art") if antwort_auf is None else satz.text_oder_nichts("art"),
        titel=satz.text("titel") if antwort_auf is None else None,
        antwort_auf=antwort_auf,
        schlagworte=satz.texte("schlagworte"),
    )
