"""What the tests of `advance` start from: Musterland with a Kommune in some state, in a git repository or without."""

import subprocess
from pathlib import Path

from tests.aufruf import Answer, dkbm, lay_out

HEUTE = "2026-11-22"
DATEI = "data/kommunen/landkreis-beispielau.yaml"
KOPF = """\
# yaml-language-server: $schema=../../schemas/kommune.schema.json
schluessel: "99004"
name: Beispielau
art: landkreis
quelle: X02
"""
IN_4_1 = "  - {ereignis: genannt, modul: 4, phase: 1, quelle: X01}\n"
PLAN = "  - {ereignis: umsetzungsplan, modul: 4, datum: 2025-05-10, quelle: X01}\n"
GESPRAECH = "  - {ereignis: reflexionsgespraech, modul: 4, datum: 2026-06-02, quelle: X01}\n"
OFFEN_4_2 = IN_4_1 + PLAN + GESPRAECH
AM = ("--datum", "2026-06-15", "--quelle", "X01")


def land(folder: Path, verlauf: str = "", *, kopf: str = KOPF, raw: bytes | None = None) -> Path:
    """Musterland with the Landkreis Beispielau: these events, or these very bytes."""
    text = kopf + (f"verlauf:\n{verlauf}" if verlauf else "")
    return lay_out(folder, {DATEI: raw if raw is not None else text})


def advance(root: Path, *arguments: str, name: str = "Beispielau") -> Answer:
    return dkbm("advance", name, *arguments, cwd=root, heute=HEUTE)


def content(root: Path) -> bytes:
    return (root / DATEI).read_bytes()


def git(root: Path, *arguments: str) -> str:
    """Run git with an author of its own and no settings from outside; it must succeed."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    result = subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return result.stdout


def repository(root: Path) -> Path:
    """Put everything in `root` under version control, with an author for commits of the program."""
    git(root, "init", "-q", "-b", "main")
    for key, value in (("user.name", "Test"), ("user.email", "test@example.org"), ("core.autocrlf", "false")):
        git(root, "config", key, value)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Anfang")
    return root
