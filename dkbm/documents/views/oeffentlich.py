"""What the public may know of a day: who does not want to be named cannot be told from those of whom nothing is known.

A sign, a line or a count of their own would give them away, as all others are named: so they stand, and are counted,
with those of whom nothing is attested. Only in how many take part they count as what they are.
"""

from collections.abc import Mapping

from dkbm.documents.views.wissen import verschwiegen
from dkbm.model.lage import Lage
from dkbm.queries.sachstand import Glied, Spalte, Tagesstand

OHNE = Spalte("kein_beleg")
_KEINE_ANGABE = "keine Angabe"


def oeffentlich(stand: Tagesstand) -> Tagesstand:
    """The same day, with those who do not want to be named among those without any evidence, without a word of why."""
    hidden = [glied for glied in stand.alle if verschwiegen(glied.kommune)]
    if not hidden:
        return stand
    zellen = {wo: tuple(each for each in glieder if each not in hidden) for wo, glieder in stand.zellen.items()}
    moved = (Glied(each.kommune, Lage(OHNE.lage), ()) for each in hidden)
    kept = {wo: glieder for wo, glieder in zellen.items() if glieder and wo != OHNE}
    everyone = sorted((*zellen.get(OHNE, ()), *moved), key=lambda each: each.kommune.id)
    return stand._replace(zellen={**kept, OHNE: tuple(everyone)})


def namen(stand: Tagesstand) -> Mapping[Spalte, str]:
    """What a Spalte is called in public where it holds more than its name says."""
    return {OHNE: _KEINE_ANGABE} if is_withheld(stand) else {}


def is_withheld(stand: Tagesstand) -> bool:
    """Whether anybody does not want to be named."""
    return any(verschwiegen(glied.kommune) for glied in stand.alle)
