"""Persons with the offices a source gives them; everything else refers to them by id."""

from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place

UNBEKANNT = "unbekannt"
"""The `amt` of an entry whose source names a person at a Stelle and no office."""


class Amt(NamedTuple):
    """An office a source attests: `stelle` is the id of a Kommune or partner, or `agentur`; `bis` is its last day."""

    amt: str
    bezeichnung: str
    stelle: str
    datum: Datum | None
    quellen: tuple[str, ...]
    bis: Datum | None = None


class Aufgabe(NamedTuple):
    """A part in the network: `gruppe` is the id of a group (or of the whole), `bis` its last day.

    `rolle` is `sprecheramt`, `stellvertretung`, `mitglied`, `mitkonzeption`, `vortrag` or `moderation`;
    `stelle` is for whom the person worked then; `bis_quelle` says where the end is known from, if not from `quellen`.
    """

    gruppe: str
    rolle: str
    place: Place
    quellen: tuple[str, ...]
    bezeichnung: str | None = None
    stelle: str | None = None
    datum: Datum | None = None
    bis: Datum | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    bis_quelle: tuple[str, ...] = ()


class Kontakt(NamedTuple):
    """Business contact data that a source published; `zweifel` says what is odd about what it prints."""

    telefon: str | None
    email: str | None
    web: str | None
    quellen: tuple[str, ...]
    bemerkung: str | None = None
    zweifel: str | None = None


class Person(NamedTuple):
    """One file of `data/personen/`; `id` is its file name without ending."""

    id: str
    name: str
    place: Place
    titel: str | None = None
    aemter: tuple[Amt, ...] = ()
    kontakt: Kontakt | None = None
    netzwerk: tuple[Aufgabe, ...] = ()
