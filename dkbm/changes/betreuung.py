"""`record betreuung`: who looks after a Kommune from a day on, the handover, and the end without a successor."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from dkbm.changes import felder, record
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.changes.record import Eintrag, Umfeld
from dkbm.datum import parse_datum
from dkbm.errors import DkbmError
from dkbm.german import am_tag, datum_in_worten
from dkbm.text.document import Document
from dkbm.text.patch import Patch

KEY = "betreuung"


class Wechsel(NamedTuple):
    """The patches of a change, and what it says in German."""

    patches: list[Patch]
    text: str


def beginning(umfeld: Umfeld, personen: Sequence[str]) -> list[Regel]:
    """Return the questions for a person who takes over."""
    schema = felder.entry_schema("kommune", KEY)
    return [
        always(_person(personen)._replace(pflicht=True)),
        always(felder.datum(umfeld.stichtag, sonst="")),
        always(_bis(umfeld)._replace(still=True)),
        always(felder.quelle(umfeld.quellen)),
        always(felder.listed(schema, "bemerkung", still=True)),
    ]


def ending(umfeld: Umfeld, personen: Sequence[str]) -> list[Regel]:
    """Return the questions for an end without a successor; the person is needed only where there are several."""
    return [
        always(_person(personen)._replace(still=True)),
        always(_bis(umfeld)._replace(pflicht=True)),
        always(felder.quelle(umfeld.quellen)),
    ]


def _person(personen: Sequence[str]) -> Feld:
    def read(text: str) -> str:
        if text in personen:
            return text
        from dkbm.schema.suggest import nearest  # noqa: PLC0415 -- only needed once something is wrong

        near = nearest(text, personen)
        meant = f"Meinten Sie »{near}«? " if near else ""
        raise ValueError(f"Die Person »{text}« gibt es nicht. {meant}Eine neue legt an: dkbm new person")

    return Feld("person", "person", "Person, Kennung wie p-mara-muster", read)


def _bis(umfeld: Umfeld) -> Feld:
    until = felder.datum(umfeld.stichtag, pflicht=False, geplant=True)  # an end is often known before it comes

    def read(text: str) -> Any:  # noqa: ANN401 -- as `Feld.lies`
        if ".." in text:
            raise ValueError("Ein letzter Tag ist kein Zeitraum.")
        return until.lies(text)

    return until._replace(key="bis", option="bis", frage="Letzter Tag, JJJJ-MM-TT, JJJJ-MM oder JJJJ", lies=read)


def begin(document: Document, made: Mapping[str, Any]) -> Wechsel:
    """Return the change that enters a person; whoever is entered without an end is ended on the day before.

    An entry with an end of its own is about the past and ends nobody. Raises DkbmError where the person is in charge
    already, where several are, or where the other one took over later.
    """
    patches = record.append(document, "kommune", KEY, made)
    since = datum_in_worten(made["datum"])
    said = f"Zuständigkeit {since if '..' in made['datum'] else f'ab {since}'}"  # no person: it goes into a commit
    running = _running(document)
    if "bis" in made or not running:
        until = f" bis {datum_in_worten(made['bis'])}" if "bis" in made else ""
        return Wechsel(patches, f"{said}{until}")
    if len(running) > 1:
        raise DkbmError(_several(running), "Erst die anderen beenden: dkbm record betreuung … --person p-… --bis …")
    (other,) = running
    who = other.value["person"]
    if who == made["person"]:
        raise DkbmError(f"{who} ist schon als zuständig eingetragen.", "Das Ende hält fest: --bis DATUM --quelle Q")
    until = _day_before(made["datum"])
    _refuse_earlier(other, made["datum"])
    schema = felder.entry_schema("kommune", KEY)
    return Wechsel([record.change(other, "bis", until, schema), *patches], f"Übergabe {am_tag(made['datum'])}")


def end(document: Document, made: Mapping[str, Any]) -> Wechsel:
    """Return the change that ends who is in charge, without a successor. Raises DkbmError where that is not clear."""
    running = [each for each in _running(document) if made.get("person") in (None, each.value["person"])]
    if not running:
        _refuse_contact(document, made.get("person"))
        raise DkbmError("Niemand ist ohne Ende als zuständig eingetragen.", "Wer es ist, zeigt: dkbm betreuung KOMMUNE")
    if len(running) > 1:
        raise DkbmError(_several(running), "Mit --person sagen, wer gemeint ist.")
    (eintrag,) = running
    known = eintrag.value["quelle"]
    sources = list(dict.fromkeys([*([known] if isinstance(known, str) else known), *made["quelle"]]))
    schema = felder.entry_schema("kommune", KEY)
    changes = felder.in_order({"bis": made["bis"], "quelle": sources}, schema)
    patches = [
        record.change(eintrag, key, value, schema) for key, value in changes.items() if value != eintrag.value.get(key)
    ]
    return Wechsel(patches, f"Zuständigkeit bis {datum_in_worten(made['bis'])}")


def _refuse_contact(document: Document, person: str | None) -> None:
    """Say where a person is known from who is only the contact of an agreement: that is attested for one day alone."""
    for agreement in reversed(document.value.get("vereinbarungen", [])):
        contact = agreement.get("agentur", {}).get("ansprechperson")
        if contact is not None and contact == (person or contact) and KEY not in document.value:
            raise DkbmError(
                f"{contact} steht nur als Ansprechperson in »{agreement.get('id')}«, nicht unter {KEY}.",
                f"Erst eintragen: dkbm record betreuung … --person {contact} --datum … --bis … --quelle …",
            )


def _running(document: Document) -> list[Eintrag]:
    entries = (Eintrag(KEY, nummer, value) for nummer, value in enumerate(document.value.get(KEY, []), 1))
    return [each for each in entries if "bis" not in each.value]


def _several(running: Sequence[Eintrag]) -> str:
    return f"Mehrere sind ohne Ende eingetragen: {', '.join(each.value['person'] for each in running)}."


def _day_before(text: str) -> str:
    """The day, month or year before, as precise as the date is."""
    if ".." in text:
        raise DkbmError("Eine Übergabe braucht einen Tag, einen Monat oder ein Jahr.", "Zum Beispiel --datum 2024-03")
    before: date = parse_datum(text).lo - timedelta(days=1)
    return before.isoformat()[: len(text)]


def _refuse_earlier(other: Eintrag, datum: str) -> None:
    since = other.value.get("datum")
    if isinstance(since, str) and parse_datum(since).lo >= parse_datum(datum).lo:
        raise DkbmError(
            f"{other.value['person']} ist erst ab {datum_in_worten(since)} eingetragen; eine Übergabe läge davor.",
            "Eine frühere Zeit wird mit ihrem Ende festgehalten: --datum … --bis …",
        )
