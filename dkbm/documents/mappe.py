"""The bundle for the Projektträger: the cover sheet and all it lists, in one file."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from dkbm.documents.angaben import Inhalt
from dkbm.documents.office.paket import packed
from dkbm.errors import DkbmError

Lookup = Callable[[str], bytes | None]
"""The content of a document beside the data by its name, None where it cannot be had."""


def mappe(begleitblatt: bytes, daten: Mapping[str, Inhalt], lookup: Lookup) -> bytes:
    """The bundle as a ZIP that is the same for the same content: the cover sheet first, the files in its order.

    `daten` are the values of the cover sheet (`weitergabe`). Raises DkbmError for a file that is not there or whose
    sum is not the one the cover sheet states.
    """
    parts = {"00-begleitblatt.pdf": begleitblatt}
    for number, anlage in enumerate(_anlagen(daten), 1):
        pfad = str(anlage["pfad"])
        parts[f"{number:02}-{pfad.rpartition('/')[2]}"] = _content(pfad, str(anlage["sha256"]), lookup)
    return packed(parts)


def _anlagen(daten: Mapping[str, Inhalt]) -> list[dict[str, Inhalt]]:
    nachweise = daten["nachweise"]
    listed = [daten["vereinbarung"], *(nachweise if isinstance(nachweise, tuple) else ())]
    return [anlage for anlage in listed if isinstance(anlage, dict)]


def _content(pfad: str, summe: str, lookup: Lookup) -> bytes:
    content = lookup(pfad)
    if content is None:
        raise DkbmError(f"Die Anlage {pfad} liegt nicht bei den Daten.", "Die Datei dort ablegen, dann noch einmal.")
    if sha256(content).hexdigest() != summe:
        raise DkbmError(
            f"Die Anlage {pfad} ist nicht die Datei, die festgehalten wurde: Ihre Prüfsumme ist eine andere.",
            "Die richtige Datei ablegen, oder mit dkbm record die neue festhalten.",
        )
    return content
