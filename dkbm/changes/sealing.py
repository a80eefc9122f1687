"""Seal a signed agreement, or record the Nachtrag that changes one: what has to be known, and the patches."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dkbm.changes import felder, record
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.changes.record import Eintrag, Umfeld
from dkbm.datum import DatumError, parse_datum
from dkbm.errors import DkbmError
from dkbm.german import datum_in_worten
from dkbm.model import siegel
from dkbm.model.zeit import has_happened
from dkbm.schema import schema_of
from dkbm.text.document import Document
from dkbm.text.patch import Add, Append, Patch, Replace

ARTEN = {"siegel": "Siegel einer Zielvereinbarung", "nachtrag": "Nachtrag zu einer Zielvereinbarung"}
"""What is recorded of an agreement that stands there already, with its name."""
_KEY = "vereinbarungen"
_BERICHTIGEN = "Was schon dasteht, berichtigt: dkbm record {} … --ersetzt {} --datum … --grund …"


def agreements(document: Document) -> tuple[Eintrag, ...]:
    """The Zielvereinbarungen of a Kommune. Raises DkbmError where there is none."""
    entries = (Eintrag(_KEY, nummer, value) for nummer, value in enumerate(document.value.get(_KEY, []), 1))
    found = tuple(each for each in entries if each.value.get("art") == "zielvereinbarung")
    if not found:
        raise DkbmError(
            f"In {document.path} steht keine Zielvereinbarung.", "Eine trägt ein: dkbm record zielvereinbarung"
        )
    return found


def which(entries: Sequence[Eintrag]) -> Regel:
    """The question which agreement is meant; of a single one it is known."""
    ids = [str(each.value["id"]) for each in entries]
    erlaubt = tuple((ident, _signed(each.value)) for ident, each in zip(ids, entries, strict=True))
    vorgabe = ids[0] if len(ids) == 1 else ""
    return always(Feld("id", "id", "Kennung der Vereinbarung", str, erlaubt, True, vorgabe, bool(vorgabe)))


def for_seal(entries: Sequence[Eintrag]) -> list[Regel]:
    """The questions for a seal; one that takes the place of another needs a reason."""

    def grund(answers: Mapping[str, Any]) -> Feld | None:
        meant = next((each for each in entries if each.value["id"] == answers.get("id")), None)
        if meant is None or siegel.sealed_as(meant.value) is None:
            return None
        return Feld("grund", "grund", "Warum die Daten anders dastehen als bei der Unterschrift", pflicht=True)

    return [which(entries), grund]


def for_nachtrag(umfeld: Umfeld, entries: Sequence[Eintrag]) -> list[Regel]:
    """The questions for a Nachtrag that both sides have signed."""
    schema = schema_of("kommune")["$defs"]["nachtrag"]
    return [
        which(entries),
        always(felder.datum(umfeld.stichtag, key="unterzeichnet", sonst="")),
        always(felder.quelle(umfeld.quellen)),
        always(felder.listed(schema, "bemerkung")),
        always(Feld("datei", "datei", "Dokument (Pfad im Datensatz)", umfeld.attach)),
    ]


def sealed(entry: Mapping[str, Any], stichtag: date) -> dict[str, Any]:
    """The entry of a Zielvereinbarung with its seal, if it is complete and signed by the Stichtag; else as it is."""
    is_due = is_signed(entry, stichtag) and not siegel.missing(entry)
    return {**entry, "siegel": _seal(entry)} if is_due else dict(entry)


def unsealed(entry: Mapping[str, Any], stichtag: date) -> tuple[str, ...]:
    """What a Zielvereinbarung that is signed by the Stichtag lacks for a seal; () for any other, and with a seal."""
    if entry.get("art") != "zielvereinbarung" or "siegel" in entry or not is_signed(entry, stichtag):
        return ()
    return siegel.missing(entry)


def is_signed(entry: Mapping[str, Any], stichtag: date) -> bool:
    """Say whether an agreement has a day of signature, and that day is over."""
    try:
        return has_happened(parse_datum(siegel.covered(entry).get("unterzeichnet", "")), stichtag)
    except DatumError:
        return False


def to_sign(document: Document, art: str, ident: str) -> Eintrag | None:
    """The agreement of this kind with this id that still lacks a day of signature, None where the id is a new one.

    Raises DkbmError for one that has its day.
    """
    for nummer, value in enumerate(document.value.get(_KEY, []), 1):
        if (value.get("art"), value.get("id")) == (art, ident):
            if day := siegel.covered(value).get("unterzeichnet"):
                known = f"»{ident}« ist schon unterzeichnet ({datum_in_worten(day)})."
                raise DkbmError(known, _BERICHTIGEN.format(art, ident))
            return Eintrag(_KEY, nummer, value)
    return None


def open_draft(document: Document, made: Mapping[str, Any]) -> str | None:
    """The id of the Zielvereinbarung that a newly signed one may be: for its module, and without a day."""
    for value in document.value.get(_KEY, []):
        same = value.get("art") == made["art"] == "zielvereinbarung" and value.get("modul") == made.get("modul")
        if same and "unterzeichnet" in made and "unterzeichnet" not in siegel.covered(value):
            return str(value["id"])
    return None


def sign(eintrag: Eintrag, made: Mapping[str, Any], stichtag: date) -> dict[str, Any]:
    """The changes that a signature brings: its day and source, what was open, the seal; a draft is none any more.

    Raises DkbmError where something would say something else than before.
    """
    ident = eintrag.value["id"]
    for key in made:
        if key in eintrag.value and key != "quelle":
            old = eintrag.value[key]
            said = "" if isinstance(old, list | dict) else f": {old}"
            hint = _BERICHTIGEN.format(eintrag.value["art"], ident)
            raise DkbmError(f"{key} steht in »{ident}« schon anders da{said}.", hint)
    sources = eintrag.value.get("quelle", [])
    known = sources if isinstance(sources, list) else [sources]
    changes = {**made, "quelle": list(dict.fromkeys([*known, *made.get("quelle", ())])), "geplant": None}
    entry = {key: value for key, value in {**eintrag.value, **changes}.items() if value is not None}
    if entry["art"] == "zielvereinbarung" and "siegel" not in entry:
        changes["siegel"] = sealed(entry, stichtag).get("siegel")
    return changes


def add_seal(eintrag: Eintrag, grund: str | None, stichtag: date, heute: date) -> list[Patch]:
    """The patches that seal an agreement as it stands, with a `grund` (noted with today) in place of the seal it has.

    Raises DkbmError for an agreement that is not signed, and for one whose seal is intact.
    """
    ident = eintrag.value["id"]
    if not is_signed(eintrag.value, stichtag):
        raise DkbmError(
            f"»{ident}« ist nicht unterzeichnet, und was noch nicht gilt, wird nicht besiegelt.",
            f"Den Tag eintragen: dkbm record zielvereinbarung … --id {ident} --datum … --quelle …",
        )
    if siegel.sealed_as(eintrag.value) == siegel.seal(eintrag.value):
        raise DkbmError(f"»{ident}« ist schon besiegelt, und seither hat sich nichts geändert.")
    if grund is None:
        return [record.change(eintrag, "siegel", _seal(eintrag.value), felder.entry_schema("kommune", _KEY))]
    if not eintrag.value.get("nachtraege"):
        return record.correct(eintrag, {"siegel": _seal(eintrag.value), "grund": grund}, heute)
    last = len(eintrag.value["nachtraege"]) - 1
    route = (*eintrag.route, "nachtraege", last, "siegel", "sha256")
    return [Replace(route, siegel.seal(eintrag.value)), record.reason(eintrag, grund, heute)]


def add_nachtrag(eintrag: Eintrag, made: Mapping[str, Any]) -> list[Patch]:
    """The patches that record a Nachtrag, with the seal of the agreement as it stands now.

    Raises DkbmError for an agreement without a seal, for one nothing was changed in, and for a Nachtrag from a day
    before the agreement.
    """
    ident = eintrag.value["id"]
    if siegel.sealed_as(eintrag.value) is None:
        raise DkbmError(
            f"»{ident}« ist nicht besiegelt; was ein Nachtrag ändert, wäre nicht zu sagen.",
            "Erst in der unterzeichneten Fassung besiegeln: dkbm record siegel",
        )
    if siegel.is_intact(eintrag.value):
        raise DkbmError(
            f"An »{ident}« hat sich seit der Unterschrift nichts geändert.",
            "Erst die Felder der Vereinbarung ändern, wie der Nachtrag es sagt, dann ihn festhalten.",
        )
    davor = _last_day(eintrag.value)
    if davor and parse_datum(made["unterzeichnet"]).hi < parse_datum(davor).lo:
        raise DkbmError(f"Der Nachtrag zu »{ident}« läge vor dem, was er ändert.", "Das Datum prüfen.")
    schema = felder.entry_schema("kommune", _KEY)
    entry = felder.in_order({**made, "siegel": _seal(eintrag.value)}, schema_of("kommune")["$defs"]["nachtrag"])
    if eintrag.value.get("nachtraege"):
        return [Append((*eintrag.route, "nachtraege"), entry)]
    return [Add(eintrag.route, "nachtraege", [entry], felder.key_before("nachtraege", eintrag.value, schema))]


def _last_day(entry: Mapping[str, Any]) -> str:
    """The day of the last Nachtrag, else of the agreement, "" where none is known."""
    earlier = entry.get("nachtraege")
    return str(earlier[-1]["unterzeichnet"] if earlier else siegel.covered(entry).get("unterzeichnet", ""))


def _seal(entry: Mapping[str, Any]) -> dict[str, str]:
    return {"sha256": siegel.seal(entry)}


def _signed(entry: Mapping[str, Any]) -> str:
    tag = siegel.covered(entry).get("unterzeichnet")
    return f"unterzeichnet {datum_in_worten(tag)}" if isinstance(tag, str) else "nicht unterzeichnet"
