"""From the files of a dataset to its model and the findings on the way; one broken file never blinds the rest."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.errors import DkbmError
from dkbm.kinds import KOPF, PROZESS, QUELLEN, is_verschwiegen, kind_of
from dkbm.model.kommune import Kommune
from dkbm.model.person import Person
from dkbm.model.projektion.kommune import project_kommune
from dkbm.model.projektion.rahmen import project_person, project_prozess, project_quellen, project_themen
from dkbm.model.projektion.satz import Formfehler, Satz
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.text.codes import UNREADABLE
from dkbm.text.decode import lossy
from dkbm.text.document import Document
from dkbm.text.reader import Reading, read, read_on

if TYPE_CHECKING:
    from dkbm.model.auswahl import Auswahl
    from dkbm.model.beispiel import Beispiel, Eckpunkte
    from dkbm.model.format import Angebot, Portfolio
    from dkbm.model.forum import Beitrag
    from dkbm.model.netzwerk import Gruppe, Netzwerk, Veroeffentlichung

Check = Callable[[Document, str], tuple[Diagnostic, ...]]
Unread = Mapping[str, DkbmError | None]
Sealed = Callable[[str, str], Mapping[str, Any] | None]
"""From a file of a Kommune and a seal to the agreement as it was sealed, None where that is not to be found."""

CODES = {
    "D120": Code("D120", "passt-nicht-zum-schema", Severity.FEHLER, "schema"),
    "D122": Code("D122", "grundlage-fehlt", Severity.FEHLER, "schema"),
}


class Dataset(NamedTuple):
    """A dataset; mappings are in the order of the file names, and nobody changes them.

    `kommunen` and `partner` (not counted) are by id. `documents` holds every file that could be read, also those
    whose values do not fit; `texts` every file given, also broken ones (undecodable bytes replaced), for excerpts.
    `pruefsummen` holds the SHA-256 of each document that events and agreements refer to, as it lies there now (None
    where it does not); the mapping itself is None where nobody looked. `ungelesen` are the names of files and folders
    that are there and could not or must not be read. `besiegelt` finds what an agreement said when it was sealed;
    it knows nothing where nobody can look. `gruppen` are those of the network, by id; `beitraege` those to their
    forum, by the name of the file. `formate`, `angebot` and `eckpunkte` are None
    where their file is not given.
    """

    name: str
    land: str
    prozess: Prozess
    quellen: dict[str, Quelle]
    kommunen: dict[str, Kommune]
    partner: dict[str, Kommune]
    personen: dict[str, Person]
    themen: dict[str, str]
    documents: dict[str, Document]
    texts: dict[str, str]
    pruefsummen: dict[str, str | None] | None = None
    ungelesen: frozenset[str] = frozenset()
    besiegelt: Sealed = lambda _path, _sha256: None
    gruppen: "Mapping[str, Gruppe]" = MappingProxyType({})
    netzwerk: "Netzwerk | None" = None
    beitraege: "Mapping[str, Beitrag]" = MappingProxyType({})
    formate: "Portfolio | None" = None
    angebot: "Angebot | None" = None
    beispiele: "Mapping[str, Beispiel]" = MappingProxyType({})
    auswahlen: "Mapping[str, Auswahl]" = MappingProxyType({})
    material: "tuple[Veroeffentlichung, ...]" = ()
    eckpunkte: "Eckpunkte | None" = None

    @property
    def kommunen_und_partner(self) -> tuple[Kommune, ...]:
        """All that have a file of their own: the Kommunen, then the partners."""
        return (*self.kommunen.values(), *self.partner.values())


class Loaded(NamedTuple):
    """What `load` returns: the dataset and everything that is wrong with the files, in the order of their names."""

    dataset: Dataset
    diagnostics: tuple[Diagnostic, ...]


class _Reading:
    """The files while they are read: documents, texts and findings grow, the models are made at the end."""

    def __init__(self, check: Check | None) -> None:
        self.check = check
        self.documents: dict[str, Document] = {}
        self.texts: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.models: dict[str, dict[str, Any]] = {}  # kind -> path -> what the projection made of the file

    def add(self, path: str, raw: bytes) -> None:
        """Take one file through all stages; one that fails stops there and leaves its findings."""
        kind = kind_of(path)
        document, found, healed = self._read(path, raw) if kind is not None else Reading(None, ())
        self.diagnostics.extend(found)
        self.texts[path] = document.text if document is not None else lossy(raw)
        seen = document or healed
        if kind is None or seen is None:
            return
        self.documents[path] = seen
        findings = self.check(seen, kind) if self.check is not None else ()
        self.diagnostics.extend(unmasked(findings, found, self.documents))
        if document is not None and not any(finding.severity is Severity.FEHLER for finding in findings):
            self._project(document, kind)

    def _read(self, path: str, raw: bytes) -> Reading:
        """Where the schema checks, look on behind faults of single values."""
        return read_on(path, raw) if self.check is not None else Reading(*read(path, raw))

    def _project(self, document: Document, kind: str) -> None:
        project = _PROJECTIONS.get(kind)
        if project is None:
            return
        try:
            self.models.setdefault(kind, {})[document.path] = project(Satz(document.value, document.path))
        except Formfehler as fault:
            self.diagnostics.append(_misshapen(document.path, fault))

    def only(self, kind: str, default: Any) -> Any:  # noqa: ANN401 -- what it returns depends on the kind
        """The model of a kind that has one file, or `default`."""
        return next(iter(self.models.get(kind, {}).values()), default)

    def by_id(self, kind: str, folder: str = "data/") -> dict[str, Any]:
        """The models of a kind below `folder` by their id, the first of two with the same."""
        found: dict[str, Any] = {}
        for path, model in self.models.get(kind, {}).items():
            if path.startswith(folder):
                found.setdefault(model.id, model)
        return found


def _project_gruppe(satz: Satz) -> "Gruppe":
    from dkbm.model.projektion.netzwerk import project_gruppe  # noqa: PLC0415 -- most answers read none

    return project_gruppe(satz)


def _project_netzwerk(satz: Satz) -> "Netzwerk":
    from dkbm.model.projektion.netzwerk import project_netzwerk  # noqa: PLC0415

    return project_netzwerk(satz)


def _project_formate(satz: Satz) -> "Portfolio":
    from dkbm.model.projektion.format import project_formate  # noqa: PLC0415

    return project_formate(satz)


def _project_angebot(satz: Satz) -> "Angebot":
    from dkbm.model.projektion.format import project_angebot  # noqa: PLC0415

    return project_angebot(satz)


def _project_beitrag(satz: Satz) -> "Beitrag":
    from dkbm.model.projektion.forum import project_beitrag  # noqa: PLC0415

    return project_beitrag(satz)


def _zu_beispielen(name: str) -> Callable[[Satz], Any]:
    def project(satz: Satz) -> Any:  # noqa: ANN401 -- what it returns depends on the kind
        from dkbm.model.projektion import beispiel  # noqa: PLC0415

        return getattr(beispiel, name)(satz)

    return project


_PROJECTIONS: dict[str, Callable[[Satz], Any]] = {
    "agentur": _project_angebot,
    "auswahl": _zu_beispielen("project_auswahl"),
    "beispiel": _zu_beispielen("project_beispiel"),
    "dkbm": lambda satz: (satz.text("name"), satz.text("land")),
    "eckpunkte": _zu_beispielen("project_eckpunkte"),
    "formate": _project_formate,
    "forum": _project_beitrag,
    "gruppe": _project_gruppe,
    "kommune": project_kommune,
    "material": _zu_beispielen("project_material"),
    "netzwerk": _project_netzwerk,
    "person": project_person,
    "prozess": project_prozess,
    "quellen": project_quellen,
    "themen": project_themen,
}


def load(files: Mapping[str, bytes], check: Check | None = None, unread: Unread | None = None) -> Loaded:
    """Return the dataset in `files` (path relative to its root -> bytes) and what is wrong with them.

    `check` judges each document by its schema; without it the projection alone refuses a wrong shape (D120). A file
    that fails a stage yields findings and no model, everything else goes on; no content of a file raises. Files of
    no known kind only appear in `texts`. `unread` names what is there and is not given, with why it cannot be
    read (a finding), or None where that is somebody else's finding. References into files that are not given are not
    this function's business.
    """
    unread = unread or {}
    reading = _Reading(check)
    for path in sorted(files):
        reading.add(path, files[path])
    reading.diagnostics.extend(_unreadable(path, why) for path, why in unread.items() if why is not None)
    reading.diagnostics.extend(_missing(path) for path in (PROZESS, QUELLEN) if path not in {*files, *unread})
    name, land = reading.only("dkbm", ("", ""))
    dataset = Dataset(
        name=name,
        land=land,
        prozess=reading.only("prozess", Prozess(Place(PROZESS), (), (), {}, ()))._replace(land=land),
        quellen=reading.only("quellen", {}),
        kommunen=reading.by_id("kommune", "data/kommunen/"),
        partner=reading.by_id("kommune", "data/partner/"),
        personen=reading.by_id("person"),
        themen=reading.only("themen", {}),
        documents=reading.documents,
        texts=reading.texts,
        ungelesen=frozenset(unread),
        gruppen=reading.by_id("gruppe"),
        netzwerk=reading.only("netzwerk", None),
        beitraege=reading.models.get("forum", {}),
        formate=reading.only("formate", None),
        angebot=reading.only("agentur", None),
        beispiele=reading.by_id("beispiel"),
        auswahlen=reading.by_id("auswahl"),
        material=reading.only("material", ()),
        eckpunkte=reading.only("eckpunkte", None),
    )
    return Loaded(dataset, tuple(reading.diagnostics))


def unmasked(
    diagnostics: Iterable[Diagnostic], earlier: Iterable[Diagnostic], documents: Mapping[str, Document]
) -> tuple[Diagnostic, ...]:
    """Return the findings that do not begin where the reader already found an error (one fault, one finding)."""
    spots = {
        (entry.place.file, entry.place.span[:2])
        for entry in earlier
        if entry.place.span is not None and entry.severity is Severity.FEHLER
    }
    files = {file for file, _ in spots}

    def is_masked(place: Place) -> bool:
        if place.file not in files or place.file not in documents:
            return False
        return (place.file, documents[place.file].span(place.route, at_key=place.at_key)[:2]) in spots

    return tuple(entry for entry in diagnostics if not is_masked(entry.place))


def _unreadable(path: str, why: DkbmError) -> Diagnostic:
    return Diagnostic(UNREADABLE, Severity.FEHLER, why.message, Place(path), why.hint)


def _misshapen(path: str, fault: Formfehler) -> Diagnostic:
    help_text = "Was hier erwartet wird, sagt dkbm validate."
    if is_verschwiegen(path):  # a field nobody knows may be a sentence, and a value is nobody's business
        message = "Diese Datei passt nicht zu ihrem Schema."
        return Diagnostic("D120", Severity.FEHLER, message, Place(path), help_text)
    return Diagnostic("D120", Severity.FEHLER, fault.message, Place(path, fault.route), help_text)


def _missing(path: str) -> Diagnostic:
    what = {PROZESS: "welche Module und Ereignisse es gibt", QUELLEN: "von welcher Zeit eine Quelle spricht"}[path]
    message = f"Die Datei {path} fehlt; ohne sie ist nicht bekannt, {what}."
    return Diagnostic("D122", Severity.FEHLER, message, Place(KOPF), f"{path} anlegen oder wiederherstellen.")
