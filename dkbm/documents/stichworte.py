"""What a document says of its own origin, as the key words that travel in the properties of a file."""

import re
import shlex

from dkbm.documents.render import Herkunft

_NAMEN = {
    "vorlage": "Vorlage",
    "fassung": "Fassung",
    "stichtag": "Stichtag",
    "revision": "Stand der Daten",
    "vorlage_sha256": "Summe der Vorlage",
    "daten_sha256": "Summe der Angaben",
    "entwurf": "Entwurf",
    "aufruf": "Aufruf",
}
_MUSTER = re.compile(", ".join(f"{name}: ([^,]*)" for name in _NAMEN.values()))
_JA = {True: "ja", False: "nein"}


def stichworte(herkunft: Herkunft) -> tuple[str, ...]:
    """One key word for each field, `Fassung: 2017`, readable by people; a comma within one is escaped."""
    werte = herkunft._asdict() | {"entwurf": _JA[herkunft.entwurf], "aufruf": shlex.join(herkunft.aufruf)}
    return tuple(f"{name}: {_escape(str(werte[feld]))}" for feld, name in _NAMEN.items())


def read_stichworte(text: str) -> Herkunft | None:
    """The origin from key words as a file lists them, joined by commas; None where they are not ours."""
    match = _MUSTER.fullmatch(text)
    if match is None:
        return None
    werte = dict(zip(_NAMEN, map(_unescape, match.groups()), strict=True))
    try:
        aufruf = tuple(shlex.split(werte["aufruf"]))
    except ValueError:
        return None
    return Herkunft(**(werte | {"entwurf": werte["entwurf"] == _JA[True], "aufruf": aufruf}))  # type: ignore[arg-type]


def kurzform(herkunft: Herkunft) -> str:
    """The same for the foot of a page: `Fassung 2017 · Daten 3f2a91c0 · Vorlage 86c05d7a`."""
    stand = f"Daten {herkunft.revision[:8]}" if herkunft.revision else f"Angaben {herkunft.daten_sha256[:8]}"
    return f"Fassung {herkunft.fassung} · {stand} · Vorlage {herkunft.vorlage_sha256[:8]}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace(",", "%2C")


def _unescape(text: str) -> str:
    return text.replace("%2C", ",").replace("%25", "%")
