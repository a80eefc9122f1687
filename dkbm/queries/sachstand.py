"""How many Kommunen stood where on a day, and which: the cells of the table for a funder."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dkbm.dataset import Dataset
from dkbm.german import sort_key
from dkbm.lagen import LAGEN
from dkbm.model.beleg import Beleg, belege, moving
from dkbm.model.gewissheit import attests
from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.prozess import Modul, Prozess
from dkbm.model.zeit import has_happened

Je = Literal["quartal", "jahr"]
_MONATE = {"quartal": 3, "jahr": 12}


class Spalte(NamedTuple):
    """Where a Kommune can stand: a module (and one of its phases), or a `lage` without a module."""

    lage: str
    modul: int | None = None
    phase: int | None = None

    @property
    def kennung(self) -> str:
        """Its id for other programs: `modul-3`, `modul-4-phase-1`, `nicht_genannt`."""
        if self.modul is None:
            return self.lage
        return f"modul-{self.modul}" + (f"-phase-{self.phase}" if self.phase is not None else "")


class Glied(NamedTuple):
    """A Kommune where it is counted; `belege` are the entries that attest it there, none where nothing does."""

    kommune: Kommune
    lage: Lage
    belege: tuple[Beleg, ...]


class Tagesstand(NamedTuple):
    """All Kommunen on a day by the Spalte they stand in; every Kommune once, in the order of names (DIN 5007-1)."""

    tag: date
    zellen: dict[Spalte, tuple[Glied, ...]]

    def glieder(self, spalte: Spalte) -> tuple[Glied, ...]:
        """Who stands there."""
        return self.zellen.get(spalte, ())

    @property
    def alle(self) -> tuple[Glied, ...]:
        """Everyone, in the order of the columns."""
        return tuple(glied for glieder in self.zellen.values() for glied in glieder)

    @property
    def im_prozess(self) -> tuple[Glied, ...]:
        """Those who take part: in a module, between two, paused, or in the process without a known module."""
        return tuple(glied for glied in self.alle if takes_part(glied.lage))


class Zeitraum(NamedTuple):
    """A period of days, both included; `name` is `3. Quartal 2018`, `2018`, with its days where it is cut."""

    name: str
    von: date
    bis: date


def tagesstaende(dataset: Dataset, tage: Iterable[date]) -> tuple[Tagesstand, ...]:
    """Return where all Kommunen stood on each of some days (partners are not counted)."""
    everyone = sorted(dataset.kommunen.values(), key=lambda kommune: (sort_key(kommune.name), kommune.art, kommune.id))
    known = [(kommune, belege(kommune, dataset.prozess, dataset.quellen)) for kommune in everyone]
    order = spalten(dataset.prozess)
    return tuple(_stand(dataset, tag, known, order) for tag in tage)


def tagesstand(dataset: Dataset, tag: date) -> Tagesstand:
    """Return where all Kommunen stood on a day."""
    return tagesstaende(dataset, (tag,))[0]


def spalte(lage: Lage) -> Spalte:
    """The Spalte a state is counted in; a pause counts as one, whatever the module."""
    return Spalte("im_modul", lage.modul, lage.phase) if lage.lage == "im_modul" else Spalte(lage.lage)


def takes_part(lage: Lage) -> bool:
    """Whether a Kommune in this state is in the process."""
    return lage.lage not in ("nicht_genannt", "ausgeschieden", "kein_beleg")


def spalten(prozess: Prozess) -> tuple[Spalte, ...]:
    """Every Spalte in the order of the process: modules with their phases, then the states without a module."""
    found = [Spalte("im_modul", modul.nummer, phase) for modul in prozess.module for phase in _phasen(modul)]
    return (*found, *(Spalte(lage) for lage in LAGEN if lage != "im_modul"))


def shown(prozess: Prozess, found: Iterable[Tagesstand]) -> tuple[Spalte, ...]:
    """The columns a table needs: every module and phase of the process, and of the rest those somebody stands in."""
    used = {each for stand in found for each in stand.zellen}
    named = {Spalte("im_modul", modul.nummer, phase) for modul in prozess.module for phase in _needed(modul)}
    return tuple(each for each in spalten(prozess) if each in used | named)


def bezeichnung(spalte: Spalte, prozess: Prozess, *, kurz: bool = False) -> str:
    """Return `Modul 3 Transferprozess`, `Modul 4, 1. Umsetzungsphase`, `nicht mehr genannt`; `kurz` is shorter."""
    if spalte.modul is None:
        short = {"im_prozess": "im Prozess", "kein_beleg": "kein Beleg", "zwischen": "zwischen Modulen"} if kurz else {}
        return short.get(spalte.lage) or LAGEN.get(spalte.lage, spalte.lage)
    modul = next((each for each in prozess.module if each.nummer == spalte.modul), Modul(spalte.modul, ""))
    if spalte.phase is not None:
        phase = next((each.name for each in modul.phasen if each.nummer == spalte.phase), f"Phase {spalte.phase}")
        return f"Modul {spalte.modul}, {phase}"
    if modul.phasen:
        return f"Modul {spalte.modul}, Phase nicht belegt"
    return f"Modul {spalte.modul}" if kurz else f"Modul {spalte.modul} {modul.name}".rstrip()


def zeitraeume(von: date, bis: date, je: Je) -> tuple[Zeitraum, ...]:
    """Return the quarters or years from `von` to `bis`, the first and the last cut to what lies between them."""
    found: list[Zeitraum] = []
    start = von
    while start <= bis:
        index = (start.month - 1) // _MONATE[je]
        last = _last_day(start.year, (index + 1) * _MONATE[je])
        first = date(start.year, index * _MONATE[je] + 1, 1)
        name = f"{index + 1}. Quartal {start.year}" if je == "quartal" else f"{start.year}"
        end = min(last, bis)
        found.append(Zeitraum(name if (first, last) == (start, end) else f"{name} (Teil)", start, end))
        if last == date.max:
            break
        start = last + timedelta(days=1)
    return tuple(found)


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _phasen(modul: Modul) -> Iterator[int | None]:
    yield from (phase.nummer for phase in modul.phasen)
    yield None  # also in a module with phases: a source may name no phase


def _needed(modul: Modul) -> Iterator[int | None]:
    yield from (phase.nummer for phase in modul.phasen)
    if not modul.phasen:
        yield None


def _stand(
    dataset: Dataset, tag: date, known: list[tuple[Kommune, tuple[Beleg, ...]]], order: tuple[Spalte, ...]
) -> Tagesstand:
    zellen: dict[Spalte, list[Glied]] = {each: [] for each in order}
    for kommune, all_belege in known:
        lage = lage_am(kommune, tag, dataset.prozess, dataset.quellen, all_belege)
        zellen.setdefault(spalte(lage), []).append(Glied(kommune, lage, witnesses(all_belege, lage, tag)))
    return Tagesstand(tag, {each: tuple(glieder) for each, glieder in zellen.items() if glieder})


def witnesses(all_belege: Iterable[Beleg], lage: Lage, tag: date) -> tuple[Beleg, ...]:
    """Return what attests this state by that day, the latest last."""
    found = [each for each in moving(tuple(all_belege)) if has_happened(each.wann, tag) and attests(each, lage)]
    return tuple(sorted(found, key=lambda each: (each.wann.lo, each.wann.hi)))
