"""The answer of `dkbm diff` as a comment on a merge request: data stand in code spans and nowhere else (S 68)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dkbm import __version__
from dkbm.changes.compare import Aenderung
from dkbm.diagnostic import Severity
from dkbm.german import anzahl, tag
from dkbm.report import changes_words as words
from dkbm.report.changes_words import Vergleich
from dkbm.report.findings import SCHWERE, Finding
from dkbm.report.hosts.common import message, one_line
from dkbm.report.hosts.markdown import LIMIT, code

MARKER = "<!-- dkbm:diff:v1 -->"
"""The first line: by it a later run finds the comment it replaces."""
_TABLE = "| Kommune | Was | vorher | nachher | Beleg |\n|---|---|---|---|---|\n"
_CELL = 300
_FINDINGS = 20
_GATES = 30


def as_markdown(vergleich: Vergleich) -> str:
    """Return the comment; where a host would refuse it for its length, rows are left out and counted."""
    top = f"{MARKER}\n**{_first_upper(words.head(vergleich))}**\n"
    bottom = "".join(f"\n{part}" for part in _closing(vergleich))
    return top + _rows(vergleich.aenderungen, LIMIT - len(top) - len(bottom) - 200) + bottom


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rows(aenderungen: Sequence[Aenderung], room: int) -> str:
    text, shown = f"\n{_TABLE}", 0
    for each in aenderungen:
        row = _row(each)
        if len(text) + len(row) > room:
            break
        text += row
        shown += 1
    left = len(aenderungen) - shown
    if left:
        one, many = "weitere Änderung steht", "weitere Änderungen stehen"
        text += f"\n{anzahl(left, one, many)} hier nicht mehr; alle zeigt `dkbm diff`.\n"
    return text if aenderungen else ""


def _row(each: Aenderung) -> str:
    if each.persoenlich:
        sides: tuple[str | None, str | None] = (None, "Inhalt nicht gezeigt")
    else:
        sides = words.around(each.vorher, each.nachher, _CELL)
    before, after = (_cell(side) for side in sides)
    if each.vorher is None and not each.persoenlich:
        before = "neu"
    if each.nachher is None:
        after = "entfallen"
    cells = (_cell(each.gegenstand), _cell(each.was), before, after, _cell(words.evidence(each)))
    return f"| {' | '.join(cells)} |\n"


def _cell(text: str | None) -> str:
    """Return a value as a code span of a table: a bar would end the cell even there, so it becomes a broken one."""
    return code(_shown(words.shortened(text, _CELL) or "")) if text else ""


def _shown(text: str) -> str:
    return one_line(text).replace("|", "¦").strip()


def _closing(vergleich: Vergleich) -> Iterator[str]:
    yield from _gates(vergleich.aenderungen)
    if vergleich.unlesbar:
        lines = "".join(f"- {code(_shown(why))}\n" for why in list(vergleich.unlesbar.values())[:_FINDINGS])
        yield f"Nicht verglichen, weil eine der Seiten nicht zu lesen ist:\n\n{lines}"
    if vergleich.ohne_stand:
        yield f"{words.OHNE_STAND}\n"
    yield _checked(vergleich)
    names = (vergleich.vorher, vergleich.nachher)
    sides = " → ".join(code(_shown(each.commit or each.text)) for each in names)
    yield f"<sub>{sides} · Stichtag {tag(vergleich.stichtag)} · dkbm {__version__}</sub>\n"


def _gates(aenderungen: Sequence[Aenderung]) -> Iterator[str]:
    """A sentence for each transition with what its gate has and lacks."""
    found = list(words.gates(aenderungen))
    for each, _ in found[:_GATES]:
        verdict = "nicht erfüllt" if each.fehlt else "erfüllt"
        text = f"{code(_shown(each.gegenstand))}: Das Tor ist {verdict}"
        if each.fehlt:
            text += f", es {'fehlt' if len(each.fehlt) == 1 else 'fehlen'} {_codes(each.fehlt)}"
        if each.nachweise:
            text += f"; belegt durch {_codes(each.nachweise)}"
        yield f"{text}.\n"
    if len(found) > _GATES:
        yield f"Zu {len(found) - _GATES} weiteren Übergängen sagt das Tor die Tabelle.\n"


def _codes(texts: Sequence[str]) -> str:
    return ", ".join(code(_shown(each)) for each in texts)


def _checked(vergleich: Vergleich) -> str:
    parts = [_verdict(vergleich.befunde), words.signature_text(vergleich.aenderungen)]
    if count := words.unfounded(vergleich.aenderungen):
        one, many = "Angabe ist", "Angaben sind"
        parts.append(f"{anzahl(count, one, many)} ohne Begründung geändert oder entfallen.")
    text = " ".join(filter(None, parts)) + "\n"
    agreements = [f"- {code(_shown(each))}\n" for each in words.touched(vergleich.aenderungen)[:_FINDINGS]]
    findings = list(_listed(vergleich))[:_FINDINGS]
    listed = "".join([*agreements, *findings])
    return f"{text}\n{listed}" if listed else text


def _listed(vergleich: Vergleich) -> Iterator[str]:
    """The findings; of those about persons their number, unless they are asked for."""
    befunde = vergleich.befunde or ()
    kept_back = [each for each in befunde if not vergleich.intern and words.about_persons(each)]
    yield from (_finding(each) for each in befunde if each not in kept_back)
    for (severity, name), count in Counter((each.severity, each.code) for each in kept_back).items():
        yield f"- {SCHWERE[severity]} `{name}` {count}-mal zu Personen, Inhalt nicht gezeigt\n"


def _verdict(befunde: Sequence[Finding] | None) -> str:
    """How the check of the later record went, against the earlier one."""
    if befunde is None:
        return ""
    errors, warnings = (
        sum(each.severity is severity for each in befunde) for severity in (Severity.FEHLER, Severity.WARNUNG)
    )
    if not errors and not warnings:
        return "Prüfung: keine Fehler."
    found = [anzahl(errors, "neuer Fehler", "neue Fehler")] if errors else ["keine Fehler"]
    found += [anzahl(warnings, "neue Warnung", "neue Warnungen")] if warnings else []
    return f"Prüfung: {', '.join(found)}."


def _finding(each: Finding) -> str:
    spot = code(f"{_shown(each.file)}:{each.line}")
    return f"- {SCHWERE[each.severity]} `{each.code}` {spot} {code(_shown(message(each)))}\n"
