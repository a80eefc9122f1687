"""What a document says of its own origin, as the properties of a Word or OpenDocument file, and back."""

import json
from collections.abc import Mapping

from dkbm.documents.render import Dokument, Herkunft

PRAEFIX = "dkbm "


def properties(herkunft: Herkunft) -> dict[str, str]:
    """Name and text of each property; what is no text is written as JSON."""
    return {
        PRAEFIX + name: wert if isinstance(wert, str) else json.dumps(wert, ensure_ascii=False)
        for name, wert in herkunft._asdict().items()
    }


def herkunft(found: Mapping[str, str]) -> Herkunft | None:
    """The origin from the properties of a file; None where they are not those of a document of ours."""
    texts = {name: found.get(PRAEFIX + name) for name in Herkunft._fields}
    defaults = Herkunft._field_defaults
    missing = [name for name, text in texts.items() if text is None and name not in defaults]
    if missing:
        return None
    try:
        werte = {name: _value(name, text) for name, text in texts.items() if text is not None}
    except ValueError:
        return None
    return Herkunft(**{**defaults, **werte})


def _value(name: str, text: str) -> object:
    if Herkunft.__annotations__[name] in (str, "str"):
        return text
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value


def footer_line(document: Dokument) -> str:
    """The line at the foot of each page: which document, in which wording, from which data."""
    herkunft = document.herkunft
    name = " ".join(document.titel.split())
    stand = f"Daten {herkunft.revision[:8]}" if herkunft.revision else f"Angaben {herkunft.daten_sha256[:8]}"
    return f"{name} · Fassung {herkunft.fassung} · {stand}"
