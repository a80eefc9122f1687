"""What was recorded, what it changed, and what comes next."""

from dkbm.dataset import Dataset
from dkbm.german import datum_in_worten
from dkbm.queries.names import repeat
from dkbm.queries.status import Status
from dkbm.report.terminal import safe
from dkbm.report.wording import lage_text


def recorded_text(what: str, before: Status, after: Status, dataset: Dataset) -> str:
    """Return three lines: what was recorded, the state with the former one where it differs, the next command."""
    then, now = _stand(before, dataset), _stand(after, dataset)
    stand = f"Stand: {now} (unverändert)" if then == now else f"Stand: {now} (vorher: {then})"
    return safe(f"Festgehalten: {what}\n{stand}\nWeiter: {_next(after)}\n")


def _stand(status: Status, dataset: Dataset) -> str:
    seit = f" seit {datum_in_worten(status.lage.seit)}" if status.lage.seit else ""
    return f"{lage_text(status.lage, dataset.prozess)}{seit}"


def _next(status: Status) -> str:
    name = repeat(status.kommune)
    return f"dkbm status {name}" if status.schritt is None or status.fehlt else f"dkbm advance {name}"
