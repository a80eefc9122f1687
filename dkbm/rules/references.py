"""Every reference names something that exists: one finding per line that names what does not."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Severity
from dkbm.kinds import PROZESS, QUELLEN, kind_of
from dkbm.rules.known import BESIDES, FOLDERS, LISTS, declared, did_you_mean, phases, stem
from dkbm.rules.registry import finding, rule
from dkbm.rules.walk import Reference, references


def _code(code: str, name: str) -> Code:
    return Code(code, name, Severity.FEHLER, "verweise")


EREIGNISART = Code("D201", "unbekannte-ereignisart", Severity.FEHLER, "prozess")
QUELLE = _code("D310", "unbekannte-quelle")
PERSON = _code("D311", "unbekannte-person")
MODUL = _code("D312", "unbekanntes-modul")
GRUPPE = _code("D313", "unbekannte-gruppe")
KOMMUNE = _code("D314", "unbekannte-kommune")
EINTRAG = _code("D315", "unbekannter-eintrag")
DATEI = _code("D316", "fehlende-datei")

CODES = {
    "ereignisart": EREIGNISART,
    "quelle": QUELLE,
    "person": PERSON,
    "modul": MODUL,
    "gruppe": GRUPPE,
    "kommune": KOMMUNE,
    "stelle": KOMMUNE,
    "schlagwort": EINTRAG,
    "eckpunkt": EINTRAG,
    "format": EINTRAG,
}
NOUNS = {
    "ereignisart": "Die Ereignisart",
    "quelle": "Die Quelle",
    "person": "Die Person",
    "gruppe": "Die Gruppe",
    "kommune": "Die Kommune",
    "stelle": "Die Stelle",
    "schlagwort": "Das Schlagwort",
    "eckpunkt": "Der Eckpunkt",
    "format": "Das Format",
}


@rule(EREIGNISART, QUELLE, PERSON, MODUL, GRUPPE, KOMMUNE, EINTRAG, DATEI)
def check_references(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield a finding for each reference to something that is not declared; a broken declaring file blames nobody."""
    known = {verweis: declared(dataset, verweis) for verweis in CODES}
    missing: set[str] = set()
    for path, reference in _all_references(dataset):
        ids = known[reference.verweis]
        if ids is None:
            yield from _missing_file(dataset, path, reference, missing)
        elif reference.value not in ids and reference.value not in _besides(reference):
            yield _unknown(path, reference, ids)
        elif reference.verweis == "modul":
            yield from _phase(dataset, path, reference)


def _all_references(dataset: Dataset) -> Iterator[tuple[str, Reference]]:
    for path, document in dataset.documents.items():
        kind = kind_of(path)
        for reference in references(kind, document.value) if kind else ():
            if reference.verweis in CODES:
                yield path, reference


def _besides(reference: Reference) -> tuple[str, ...]:
    """What a reference may name besides what files declare; an event itself must be of a declared kind."""
    return () if reference.route[-1] == "ereignis" else BESIDES.get(reference.verweis, ())


def _missing_file(dataset: Dataset, path: str, reference: Reference, reported: set[str]) -> Iterator[Diagnostic]:
    """One finding for the whole file, at the first reference that needs it.

    What is broken or cannot be read has its own findings; that process and sources are there, `load` sees to.
    """
    if reference.verweis not in LISTS:
        return
    file = LISTS[reference.verweis][0]
    if file not in (*dataset.texts, *dataset.ungelesen, *reported, PROZESS, QUELLEN):
        reported.add(file)
        message = f"Die Datei {file} fehlt, obwohl hier auf sie verwiesen wird."
        yield finding(
            DATEI,
            Place(path, reference.route),
            message,
            f"Die Datei anlegen; ihre Felder zeigt: dkbm schema {stem(file)}",
        )


def _unknown(path: str, reference: Reference, ids: frozenset[str | int]) -> Diagnostic:
    code, place = CODES[reference.verweis], Place(path, reference.route)
    if reference.verweis == "modul":
        numbers = ", ".join(map(str, sorted(ids, key=str)))
        message = f"Modul {reference.value} gibt es nicht; data/prozess.yaml kennt die Module {numbers}."
        return finding(code, place, message, "Die Nummer berichtigen oder das Modul in data/prozess.yaml eintragen.")
    if kind_of(path) == "forum":  # what stands there may be a word of the contribution
        return finding(code, place, *_unnamed(reference, ids))
    fault, remedy = _fault(reference)
    message = f"{NOUNS[reference.verweis]} »{reference.value}« {fault}."
    suggestion = did_you_mean(reference.value, (*ids, *_besides(reference)))
    return finding(
        code, place, message, f"{suggestion} Sonst {remedy}." if suggestion else f"Berichtigen oder {remedy}."
    )


def _unnamed(reference: Reference, ids: frozenset[str | int]) -> tuple[str, str]:
    """What is wrong with a reference and what to do, without the word that stands there, and without a name."""
    fault, remedy = _fault(reference._replace(value="…"))
    near = "" if reference.verweis == "person" else did_you_mean(reference.value, ids)
    return f"{NOUNS[reference.verweis]} an dieser Stelle {fault}.", near or f"Berichtigen oder {remedy}."


def _fault(reference: Reference) -> tuple[str, str]:
    """What is wrong with a reference, and how to make it right, as the ends of two German sentences."""
    if reference.verweis in LISTS:
        file = LISTS[reference.verweis][0]
        return f"steht nicht in {file}", f"in {file} eintragen"
    files = " oder ".join(f"{folder}/{reference.value}.yaml" for folder in FOLDERS[reference.verweis])
    return "gibt es nicht", f"{files} anlegen"


def _phase(dataset: Dataset, path: str, reference: Reference) -> Iterator[Diagnostic]:
    """Check the phase beside a module that exists."""
    phase = reference.parent.get("phase")
    known = phases(dataset, reference.value)
    if known is None or not isinstance(phase, int) or isinstance(phase, bool) or phase in known:
        return
    listed = ", ".join(map(str, sorted(known, key=str)))
    numbers = f"kennt nur die Phasen {listed}" if known else "nennt für dieses Modul keine Phasen"
    message = f"Eine Phase {phase} gibt es in Modul {reference.value} nicht; data/prozess.yaml {numbers}."
    yield finding(MODUL, Place(path, (*reference.route[:-1], "phase")), message, "Modul oder Phase berichtigen.")
