"""Which persons a published document may name: those who allowed it for this purpose, and no one else.

Without a `freigabe` nobody is named in what is published, however public the source that named them.
"""

from datetime import date

from dkbm.documents.views.fund import Fund
from dkbm.german import fold


def freigegeben(person: Fund, zweck: str, felder: set[str], day: date) -> bool:
    """Whether some approval that holds on that day covers these fields and names the purpose among its words."""
    return any(_covers(each, zweck, felder, day) for each in person.jeder("freigabe"))


def _covers(approval: Fund, zweck: str, felder: set[str], day: date) -> bool:
    start, end, revoked = (approval.datum(key) for key in ("datum", "bis", "widerruf"))
    holds = start is not None and start.lo <= day and (end is None or day <= end.hi)
    return (
        holds
        and (revoked is None or day < revoked.lo)
        and felder <= set(map(str, approval.texte("felder")))
        and fold(zweck) in fold(approval.text("zweck") or "")
    )
