"""What is wrong with the templates for Word and LibreOffice: which styles they lack, and what happens instead."""

from collections.abc import Callable, Iterator, Mapping

from dkbm.documents.office import odt_vorlage, word_vorlage
from dkbm.documents.office.paket import packed
from dkbm.documents.office.stile import ODT, WORD, Stil
from dkbm.errors import DkbmError
from dkbm.resources import schriftvorlage

NEU = {"docx": "vorlage.docx", "ott": "vorlage.ott"}
"""The kinds of template with the names they have in a dataset."""


def findings(vorlagen: Mapping[str, bytes]) -> list[str]:
    """A German sentence for everything that is wrong with the two templates; a dataset need not have them."""
    found: list[str] = []
    if word_vorlage.NAME in vorlagen:
        found += _of(word_vorlage.ORT, lambda: word_vorlage.opened(vorlagen).fehlend, WORD)
    if odt_vorlage.NAME in vorlagen:
        found += _of(odt_vorlage.ORT, lambda: odt_vorlage.opened(vorlagen).fehlend, ODT)
    return found


def _of(ort: str, missing: Callable[[], tuple[str, ...]], stile: tuple[Stil, ...]) -> Iterator[str]:
    try:
        names = missing()
    except DkbmError as error:
        yield " ".join(filter(None, [error.message, error.hint]))
        return
    by_name = {stil.name: stil for stil in stile}
    for name in names:
        stil = by_name[name]
        yield (
            f"{ort}: Es fehlt die Formatvorlage »{stil.anzeige}« ({stil.art}) für {stil.wofuer}. "
            "Stattdessen gilt die mitgelieferte."
        )


def built_in(kind: str) -> bytes:
    """The template that travels with the program, to start from; `kind` is a key of NEU."""
    return packed(schriftvorlage(kind), "mimetype" if kind == "ott" else "[Content_Types].xml")
