"""A comment for a merge request, and the summary of a job: data stand in code spans and nowhere else (S 68).

There a host takes `/approve` for no command, `@name` for no person, and an image for text.
"""

import re

from dkbm.german import anzahl
from dkbm.report.findings import SCHWERE, Finding
from dkbm.report.hosts.common import Report, message, older_text, one_line

MARKER = "<!-- dkbm:validate:v1 -->"
"""The first line: by it a later run finds the comment it replaces."""
LIMIT = 65_536
_ROOM = LIMIT - 500  # for the closing lines


def write(report: Report) -> str:
    """Return the comment, cut with a count where a host would refuse it."""
    text = f"{MARKER}\n**dkbm validate:** {report.counts()}\n"
    blocks = [_block(known.finding, report) for known in report.worst_first()]
    shown = 0
    for block in blocks:
        if len(text) + len(block) > _ROOM:
            break
        text += block
        shown += 1
    if shown < len(blocks):
        rest = anzahl(len(blocks) - shown, "weiterer Befund", "weitere Befunde")
        text += f"\n{rest}: hier ist kein Platz mehr; alle zeigt `dkbm validate`.\n"
    if report.older:
        text += f"\n{older_text(report.older)}\n"
    return text


def _block(finding: Finding, report: Report) -> str:
    place = code(f"{one_line(report.path(finding.file))}:{finding.line}:{finding.column}")
    lines = [f"\n- {SCHWERE[finding.severity]} `{finding.code}` {place}", f"  {code(message(finding))}"]
    if finding.help:
        lines.append(f"  Hilfe: {code(one_line(finding.help))}")
    return "  \n".join(lines) + "\n"


def code(text: str) -> str:
    """Return `text` as a code span that nothing in it can end; a blank edge is kept."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if text.strip() and (text.startswith(("`", " ")) or text.endswith(("`", " "))) else ""
    return f"{fence}{edge}{text or ' '}{edge}{fence}"
