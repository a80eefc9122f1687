"""Measure dkbm against its yardsticks and write `docs/leistung.md`.

    python -m benchmarks [--runs 21] [--check]

Every figure is a ratio of two commands run in turn on the same machine; absolute times are printed beside it for
orientation only. `--check` ends with exit status 1 when a target is missed.
"""

import argparse
import platform
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import Command, Pairs, compare

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
REPORT = ROOT / "docs" / "leistung.md"


class Target(NamedTuple):
    """One line of the report: what is measured, against what, and the ratio that must not be exceeded."""

    name: str
    against: str
    command: Command
    yardstick: Command
    most: float


def targets() -> tuple[Target, ...]:
    """The comparisons on the dataset of this repository."""
    dkbm = BIN / "dkbm"
    minimal = (sys.executable, "-m", "benchmarks.minimal_app")
    smallest = "kleinste Typer-Anwendung"
    files = [str(path) for path in sorted((ROOT / "data" / "kommunen").rglob("*.yaml"))]
    schema = str(ROOT / "schemas" / "kommune.schema.json")
    peer: Command = (BIN / "check-jsonschema", "--schemafile", schema, *files)
    number = f"check-jsonschema, {len(files)} Dateien"
    return (
        Target("`dkbm --help`", smallest, (dkbm, "--help"), minimal, 1.05),
        Target("`dkbm status Harburg`, erster Aufruf", smallest, (dkbm, "status", "Harburg"), minimal, 1.6),
        Target("`dkbm validate`, erster Aufruf", number, (dkbm, "validate"), peer, 0.20),
    )


def report(results: list[tuple[Target, Pairs]], runs: int) -> str:
    """The text of `docs/leistung.md`."""
    lines = [
        "# Leistung",
        "",
        "<!-- Diese Seite schreibt `python -m benchmarks`. Nicht von Hand ändern. -->",
        "",
        "Jede Zahl ist ein Verhältnis zweier Befehle, die auf derselben Maschine abwechselnd liefen:",
        f"Median aus {runs} Paaren nach einem Probelauf, Wanduhr, beide Seiten mit Exit-Status 0.",
        f"Gemessen mit Python {platform.python_version()} auf {platform.machine()}.",
        "",
        "| Was | verglichen mit | Verhältnis (kleinstes … größtes) | Ziel | Zeiten |",
        "|---|---|---|---|---|",
    ]
    for target, pairs in results:
        span = f"{decimal(pairs.ratio)} ({decimal(min(pairs.ratios))} … {decimal(max(pairs.ratios))})"
        times = f"{pairs.seconds_a * 1000:.0f} ms / {pairs.seconds_b * 1000:.0f} ms"
        lines.append(f"| {target.name} | {target.against} | {span} | ≤ {decimal(target.most)} | {times} |")
    return "\n".join([*lines, ""])


def decimal(number: float) -> str:
    """A number with two places and a German comma."""
    return f"{number:.2f}".replace(".", ",")


def main() -> None:
    """Measure, write the report, and with --check fail when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    results = [(t, compare(t.command, t.yardstick, options.runs, ROOT)) for t in targets()]
    text = report(results, options.runs)
    REPORT.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    missed = [target.name for target, pairs in results if pairs.ratio > target.most]
    if options.check and missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
