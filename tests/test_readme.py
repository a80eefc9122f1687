"""What the README shows is what the program prints, and the commands it names exist."""

import re
from pathlib import Path

from dkbm.cli.app import COMMANDS
from tests.aufruf import dkbm

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DAY = "2026-11-22"


def test_the_answer_on_the_first_screen_is_a_real_one() -> None:
    block = re.search(r"    \$ dkbm status Harburg\n(.*?)\n +…\n", README, re.DOTALL)
    assert block is not None
    shown = [line.removeprefix("    ") for line in block[1].split("\n")]
    real = dkbm("status", "Harburg", cwd=ROOT, heute=DAY).out.split("\n")
    assert shown == real[: len(shown)]
    assert len(shown) > 10


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"dkbm ([a-z]+)", README))
    assert named == set(COMMANDS)


def test_every_page_of_the_documentation_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = [(page.parent / link).resolve() for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))]
        waiting += [
            target for target in targets if target.suffix == ".md" and target.exists() and target not in reached
        ]
    assert sorted(path.name for path in (ROOT / "docs").glob("*.md") if path not in reached) == []


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
