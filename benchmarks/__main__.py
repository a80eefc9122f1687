"""Measure dkbm against its yardsticks and write `docs/leistung.md`.

    python -m benchmarks [--runs 21] [--check]

Every figure is a ratio of two commands, or two functions, run in turn on the same machine; absolute times are printed
beside it for orientation only. `--check` ends with exit status 1 when a target is missed.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import pdf
from benchmarks.edit import edit, whole_edit
from benchmarks.generate import generate, open_gate
from benchmarks.history import reading
from benchmarks.pairs import Command, Pairs, compare
from tests.geschichtsbau import long_history

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
REPORT = ROOT / "docs" / "leistung.md"


class Target(NamedTuple):
    """One line of the report: what is measured against what, how, and the ratio that must not be exceeded.

    `measure` takes the number of runs. `most` is None where the figure is for orientation only.
    """

    name: str
    against: str
    measure: Callable[[int], Pairs]
    most: float | None


def targets(generated: Path) -> tuple[Target, ...]:
    """The comparisons on the dataset of this repository and on a `generated` one of 45 long files."""
    dkbm = BIN / "dkbm"
    minimal = (sys.executable, ROOT / "benchmarks" / "minimal_app.py")
    smallest = "kleinste Typer-Anwendung"
    status = (dkbm, "status", "Harburg")
    return (
        Target("`dkbm --help`", smallest, commands((dkbm, "--help"), minimal, ROOT), 1.05),
        Target("`dkbm status Harburg`, erster Aufruf", smallest, commands(status, minimal, ROOT), 1.6),
        validation("erzeugter Datensatz", generated, 0.20),
        validation("dieser Datensatz", ROOT, None),
        advancing(generated),
        *edits(generated),
        *history(generated.parent / "geschichte"),
        Target("45 Zielvereinbarungen als PDF, ein Prozess", "WeasyPrint, derselbe Text", partial(pdf, ROOT), 0.15),
    )


def commands(command: Command, yardstick: Command, folder: Path) -> Callable[[int], Pairs]:
    """Measure two commands run in `folder`."""
    return lambda runs: compare(command, yardstick, runs, folder)


def edits(generated: Path) -> tuple[Target, Target]:
    """One event more in a file of the generated dataset, in one process: the edit alone, and with its safeguards."""
    file = min((generated / "data" / "kommunen").rglob("*.yaml"))
    kilobytes = decimal(file.stat().st_size / 1000, 1)
    peer = "ruamel.yaml: lesen, anhängen, schreiben"
    return (
        Target(f"ein Ereignis anhängen ({kilobytes} kB): Stelle finden, einsetzen", peer, partial(edit, file), 0.03),
        Target("dasselbe mit Lesen, Gegenlesen und Vergleich", peer, partial(whole_edit, file), None),
    )


def history(root: Path) -> tuple[Target, Target]:
    """Git's part of `--stand` in a repository of 45 files and 2,000 commits, by name and by date."""
    what = "git hinter `--stand` {}: 45 Dateien, 2.000 Commits"
    empty = "`git --version`"
    return (
        Target(what.format("COMMIT"), empty, partial(reading, root, "HEAD~1000"), 12),
        # 25 ms, where `git --version` takes 1.4 ms
        Target(what.format("DATUM"), empty, partial(reading, root, "2022-02-01"), 17.8),
    )


def advancing(generated: Path) -> Target:
    """`dkbm advance` where the gate opens, with the check of what it would write, against `dkbm status` of the same."""
    dkbm, key = BIN / "dkbm", open_gate(generated)
    step = (dkbm, "advance", key, "--datum", "2024-06-15", "--quelle", "X01", "--dry-run")
    what = "`dkbm advance` mit Prüfung der Änderung (45 Kommunen)"
    measure = commands(step, (dkbm, "status", key), generated)
    return Target(what, "`dkbm status` derselben Kommune", measure, 1.5)


def validation(name: str, folder: Path, most: float | None) -> Target:
    """`dkbm validate` with all rules, against check-jsonschema on the Kommunen of the same dataset."""
    files = sorted((folder / "data" / "kommunen").rglob("*.yaml"))
    schema = ROOT / "schemas" / "kommune.schema.json"
    peer: Command = (BIN / "check-jsonschema", "--schemafile", schema, *files)
    size = round(sum(path.stat().st_size for path in files) / 1000)
    what = f"`dkbm validate`, erster Aufruf, {name} ({len(files)} Kommunen, {size} kB)"
    measure = commands((BIN / "dkbm", "validate"), peer, folder)
    return Target(what, "check-jsonschema auf den Kommunen", measure, most)


def report(results: list[tuple[Target, Pairs]], runs: int) -> str:
    """The text of `docs/leistung.md`."""
    lines = [
        "# Leistung",
        "",
        "<!-- Diese Seite schreibt `python -m benchmarks`. Nicht von Hand ändern. -->",
        "",
        "Jede Zahl ist ein Verhältnis zweier Abläufe, die auf derselben Maschine abwechselnd liefen:",
        f"Median aus {runs} Paaren nach einem Probelauf, Wanduhr, beide Seiten mit Exit-Status 0.",
        "Der erzeugte Datensatz hat Dateien von der Länge, für die das Ziel gesetzt ist; die des echten sind kürzer,",
        "dort wiegt auf beiden Seiten der Start des Programms mehr als die Prüfung.",
        f"Gemessen mit Python {platform.python_version()} auf {platform.machine()}.",
        "",
        "| Was | verglichen mit | Verhältnis (kleinstes … größtes) | Ziel | Zeiten |",
        "|---|---|---|---|---|",
    ]
    for target, pairs in results:
        span = f"{decimal(pairs.ratio)} ({decimal(min(pairs.ratios))} … {decimal(max(pairs.ratios))})"
        times = f"{milliseconds(pairs.seconds_a)} / {milliseconds(pairs.seconds_b)}"
        most = f"≤ {decimal(target.most)}" if target.most is not None else "–"
        lines.append(f"| {target.name} | {target.against} | {span} | {most} | {times} |")
    return "\n".join([*lines, ""])


def milliseconds(seconds: float) -> str:
    """A time in milliseconds, with places where it is short."""
    return f"{decimal(seconds * 1000, 0 if seconds >= 0.01 else 2)} ms"


def decimal(number: float, places: int = 2) -> str:
    """A number with a German comma."""
    return f"{number:.{places}f}".replace(".", ",")


def main() -> None:
    """Measure, write the report, and with --check fail when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate(45, Path(folder) / "land")
        long_history(Path(folder) / "geschichte")
        measured = targets(Path(folder) / "land")
        results = [(target, target.measure(options.runs)) for target in measured]
    text = report(results, options.runs)
    REPORT.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    missed = [target.name for target, pairs in results if target.most is not None and pairs.ratio > target.most]
    if options.check and missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
