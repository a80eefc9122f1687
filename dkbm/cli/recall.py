"""From what a document says of its origin back to the call that made it: the same document, from the present data."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Wahl, Werkstatt
    from dkbm.documents.render import Dokument, Herkunft


class Erneuert(NamedTuple):
    """The document as it is made now, and in German sentences what has moved since the one at hand was made."""

    dokument: "Dokument"
    bewegt: tuple[str, ...]


def recall(werk: "Werkstatt", herkunft: "Herkunft") -> Erneuert:
    """Make a document again. Raises DkbmError where its kind or what it is about no longer exists."""
    from dkbm.cli.rendering import make, prepare
    from dkbm.documents.verzeichnis import VORLAGEN

    if herkunft.vorlage not in VORLAGEN:
        raise DkbmError(
            f"Die Vorlage »{herkunft.vorlage}« gibt es nicht mehr.", "Was es gibt, zeigt: dkbm render --liste"
        )
    satz = prepare(werk.loaded, VORLAGEN[herkunft.vorlage], _wahl(herkunft.aufruf), _stichtag(herkunft.stichtag))
    dokument = make(werk, satz, entwurf=herkunft.entwurf or bool(satz.ansicht.luecken))
    return Erneuert(dokument, tuple(_moved(herkunft, dokument.herkunft)))


def _wahl(aufruf: tuple[str, ...]) -> "Wahl":
    """Return the options of a call; what a document says of itself may have been changed by hand."""
    from dkbm.cli.render_wahl import OPTIONEN
    from dkbm.cli.rendering import Wahl

    fields = {option: feld for feld, option in OPTIONEN.items()}
    words: list[str] = []
    given: dict[str, str] = {}
    rest = iter(aufruf[1:])
    for part in rest:
        if part in fields:
            given[fields[part]] = next(rest, "")
        else:
            words.append(part)
    modul = _number(given.pop("modul", None), "ein Modul, das")
    nachtrag = _number(given.pop("nachtrag", None), "einen Nachtrag, den")
    return Wahl(" ".join(words), modul, nachtrag=nachtrag, **given)


def _number(text: str | None, was: str) -> int | None:
    if text is not None and not text.isdecimal():
        raise DkbmError(f"Das Dokument nennt {was} es nicht gibt: »{text}«.")
    return int(text) if text else None


def _stichtag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DkbmError(f"Das Dokument nennt einen Stichtag, den es nicht gibt: »{text}«.") from None


def _moved(old: "Herkunft", new: "Herkunft") -> list[str]:
    moved = []
    if (old.vorlage, old.fassung) != (new.vorlage, new.fassung):
        moved.append(f"Das Dokument folgt der Fassung {old.fassung}, heute gilt die Fassung {new.fassung}.")
    elif old.vorlage_sha256 != new.vorlage_sha256:
        moved.append("Der Wortlaut der Vorlage hat sich geändert, seit das Dokument entstand.")
    if old.daten_sha256 != new.daten_sha256:
        moved.append("Die Daten haben sich geändert, seit das Dokument entstand; auch das erscheint unten.")
    if new.entwurf and not old.entwurf:
        moved.append("In den Daten fehlen jetzt Angaben, die das Dokument noch hatte.")
    return moved
