"""`python -m tests.fehler`: every point of every change, and the counts as docs/zuverlaessigkeit.md."""

import argparse
import platform
import random
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.fehler import strace
from tests.fehler.abbruch import SCENARIOS, cut_everywhere
from tests.fehler.eintraege import compete
from tests.fehler.faelle import cases
from tests.fehler.lage import workshop

PAGE = Path(__file__).parents[2] / "docs" / "zuverlaessigkeit.md"


class Row(NamedTuple):
    """One line of the page: what was tried, how often, and how it ended."""

    what: str
    tried: int
    ended: Counter[str]
    wrong: int


def kills_inside(folder: Path, times: int, seed: int) -> list[Row]:
    rows = []
    for scenario in SCENARIOS:
        root = folder / "satz"
        root.mkdir(exist_ok=True)
        verdicts = Counter(cut_everywhere(root, scenario, times, seed))
        wrong = sum(count for verdict, count in verdicts.items() if verdict not in ("alt", "neu"))
        rows.append(Row(f"Abbruch (kill -9) an beliebiger Stelle: {scenario.name}", times, verdicts, wrong))
        say(rows[-1])
    return rows


def faults_outside(folder: Path, share: int, seed: int) -> list[Row]:
    rows = []
    for name, files, command in cases():
        root = folder / "fall"
        root.mkdir(exist_ok=True)
        case = strace.learn(name, command(root), root, files)
        points = strace.points(case, root)
        chosen = random.Random(seed).sample(points, -(-len(points) // share))  # noqa: S311 -- a sample, no secret
        outcomes = list(strace.hit_all(case, root, chosen))
        for fault in strace.FAULTS:
            met = [outcome for outcome in outcomes if outcome.point.fault == fault]
            wrong = [outcome for outcome in met if not outcome.ok]
            rows.append(Row(f"`{name}`, {_fault(fault)}", len(met), Counter(o.verdict for o in met), len(wrong)))
            say(rows[-1])
            for outcome in wrong:
                sys.stderr.write(f"  {outcome}\n")
    return rows


def _fault(fault: str) -> str:
    return "kill -9" if fault == "KILL" else fault


def say(row: Row) -> None:
    sys.stderr.write(f"{row.what}: {row.tried}, {dict(row.ended)}, falsch: {row.wrong}\n")


def page(rows: Iterable[Row], writers: str, seed: int, skipped: str) -> str:
    table = "\n".join(
        f"| {row.what} | {_count(row.tried)} | {_count(row.ended['alt'])} | {_count(row.ended['neu'])} "
        f"| {_count(row.ended['verfehlt'])} | {_count(row.wrong)} |"
        for row in rows
    )
    machine = f"Python {platform.python_version()} auf {platform.system()} {platform.machine()}"
    measured = f"Gemessen am {datetime.now(UTC):%d.%m.%Y} mit {machine}, Zufallszahl {seed}."
    return f"{HEAD}{table}\n\n{writers}\n{skipped}\n{measured}\n{LIMITS}"


HEAD = """# Zuverlässigkeit

<!-- Diese Seite schreibt `python -m tests.fehler`. Nicht von Hand ändern. -->

Was bleibt von einer Änderung, wenn das Programm mitten darin abbricht oder die Platte versagt? Jede Zeile zählt
Versuche: wie oft danach der alte und wie oft der neue Stand da war. *Falsch* wäre eine halbe Datei, eine Mischung aus
alt und neu nach dem nächsten Start, ein Rest, der liegen bleibt, oder Status 0 ohne Änderung. *Verfehlt* heißt: Der
Systemaufruf kam in diesem Lauf nicht vor.

| Versuch | Zahl | alt | neu | verfehlt | falsch |
|---|---|---|---|---|---|
"""
LIMITS = """
## Was das nicht sagt
Gegen Stromausfall schützen zwei Bestätigungen der Platte (`fsync`): die neue Datei vor dem Umbenennen, der Ordner
danach. Eine Platte, die Bestätigungen vortäuscht, und Netzlaufwerke, die sie nicht weitergeben, heben diesen Schutz
auf. Eine feste Verknüpfung (hard link) auf eine Datei behält den alten Inhalt.
"""


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fehler")
    parser.add_argument("--mal", type=int, default=33_334, help="kills per scenario of the fork harness")
    parser.add_argument("--teil", type=int, default=1, metavar="N", help="only an N-th of the points of strace")
    parser.add_argument("--zufall", type=int, default=1, help="the seed")
    chosen = parser.parse_args()
    skipped = ""
    with workshop() as folder:
        rows = kills_inside(folder, chosen.mal, chosen.zufall)
        if strace.available():
            rows += faults_outside(folder, chosen.teil, chosen.zufall)
        else:
            skipped = (
                "\n**Nicht gelaufen:** die Versuche mit strace; das Programm fehlt hier oder darf nicht beobachten.\n"
            )
        count = compete(folder / "viele", writers=8, count=500)
    writers = (
        f"Acht Prozesse schreiben je 500 Zeilen in dieselbe Datei: {_count(count.found)} von {_count(count.wanted)} "
        f"sind da. {_count(count.looks)} Blicke hinein fanden {_count(count.torn)} unfertige Dateien."
    )
    PAGE.write_text(page(rows, writers, chosen.zufall, skipped), encoding="utf-8")
    wrong = sum(row.wrong for row in rows) + count.torn + count.wanted - count.found
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
