"""Texts that mean something to a format: 3,000 strings, the same in every run, all of them allowed in the data.

Each is one line as `Angabe` keeps it, so a format has to give back exactly this text.
"""

import random
from itertools import product

from dkbm.documents.angaben import Angabe
from dkbm.text.characters import escape_fault

MARKDOWN = (
    *("# x", "x #", "## x ##", "](javascript:alert(1))", "[a](b)", "![a](b)", "[a]: http://b", "[^1]", "[^1]: x"),
    *("| a | b |", "|---|---|", "**x** __y__ *z* _w_", "***", "~~x~~", "`x` ```", "~~~", "---", "===", "- - -"),
    *("- x", "+ x", "* x", "1. x", "2) x", "3.", "12345678901. x", "> x", ">", "-", "+", "*", "#", "1)", "=", ":"),
    *("x\\", "\\", "\\\\", "\\[x\\]", "\\*", "$x^2$", "$$", "H~2~O", "@name", "{.klasse}", "{: #id}", "[x]{.y}"),
    *("www.beispiel.example", "https://beispiel.example/a_b_c", "<https://b.example>", "a@beispiel.example"),
    *("::: x", ":::", "::: unterschriften", "::: platz 40", "::: bild karte", ": x", "Begriff : Satz", "- [ ] x"),
    *("[[fehlt: Dauer]]", "fehlt: Dauer", "---\nvorlage: x", "...", "…", "1986. Ein Jahr", "§ 3 Abs. 2", "x -- y"),
)
HTML = (
    *("<script>alert(1)</script>", "</title><script>", "<!-- x", "-->", "<![CDATA[x]]>", "<?xml x?>", "<!DOCTYPE x>"),
    *("&lt;b&gt; &amp;", "&#0;", "&#x202e;", "&nbsp;", "&", "A & B <b>", "<b", ">", "</body></html>", "</style>"),
    *('"', "'", '" onmouseover="x', "' x='", "javascript:alert(1)", "<img src=x onerror=y>", "<svg/onload=x>"),
    *("<base href=//x>", "<meta http-equiv=refresh>", "</p><p>", "<br>", "&lt", "&copy", "]]>", "<a href='b'>"),
)
VORLAGE = (
    *("{{ 7*7 }}", "{% include 'x' %}", "{# x #}", "{{", "}}", "{%", "%}", "{#", "{{ kommune }}", "{%- raw -%}"),
    *("{{ ''.__class__ }}", "%(x)s", "%s %d", "{0}", "{}", "{0.__class__}", "${x}", "$(x)", "`x`", "\\n", "\\u0000"),
)
SATZ = (
    *('#read("/etc/hostname")', '#import "x": *', "#let x = 1", "#", "= x", "/ x: y", "@x", "<x>", "$ x $", "\\ "),
    *("\\input{x}", "\\end{document}", "%x", "^^M", "~", "w:t", "</w:t></w:r>", "<text:p/>", "xml:space", "_x000D_"),
    *("=1+1", "+49 30 1", "-1", "@SUM(1)", '=HYPERLINK("x")', "::set-output x", "/approve", "MERGEFORMAT", "{PAGE}"),
)
WORTE = (
    *(
        "Wort",
        "Straße",
        "Öffentlichkeit",
        "Übergang Schule – Beruf",
        "Rotenburg (Wümme)",
        "Nienburg/Weser",
        "16.10.2017",
    ),
    *(
        "„ja“",
        "»nein«",
        "Er sagte: 'ja'",
        "None",
        "null",
        "true",
        "~",
        "1e3",
        "0x1f",
        "NO",
        "2017",
        "07",
        "1.10",
        "a\u00a0b",
    ),
    *("3 %", "½", "€ 5", "Dr. h. c.", "z. B.", "i. V.", "O’Neill", "naïve", "Łódź", "ÄÖÜäöüß", "x²", "a…b", "–", "—"),
)
FREMD = (
    "Ελλάδα",
    "Кириллица",
    "漢字",
    "שלום",
    "مرحبا",
    "e\u0301",
    "🙂",
    "🏳",
    "ﬁ",
    "𝔘",
    "Ａ",
    "ȷ",
    "\u0489a",
    "a\u0301\u0302",
)
"""Letters that a font for German need not have."""

ECHT = (*MARKDOWN, *HTML, *VORLAGE, *SATZ, *WORTE)
_RAHMEN = ("{}", "{} x", "x {}", "x{}", "{}x", "({})", "„{}“", "{}, {}", "{}.", "{}:", "*{}*", "1. {}", "- {}", "{} {}")
_ANZAHL, _FREMDE, _LAENGE = 3000, 150, 60


def _allowed(text: str) -> str:
    """The text as a view holds it, or "" where no dataset could contain it."""
    angabe = str(Angabe(text))
    return angabe if len(angabe) <= _LAENGE and escape_fault(angabe) is None else ""


def _mixed(zufall: random.Random) -> str:
    """Pieces of several strings in a row, cut anywhere."""
    stuecke = []
    for _ in range(zufall.randint(1, 4)):
        text = zufall.choice(ECHT)
        anfang = zufall.randrange(len(text))
        stuecke.append(text[anfang : anfang + zufall.randint(1, 12)])
    return zufall.choice(("", " ", "")).join(stuecke)


def _all() -> tuple[str, ...]:
    zufall = random.Random(20171016)  # noqa: S311 -- the same strings in every run
    framed = [rahmen.format(text, "x") for text, rahmen in product(ECHT, _RAHMEN)]
    strange = [rahmen.format(text, "y") for text, rahmen in product(FREMD, _RAHMEN)]
    chosen = [*ECHT, *strange[:_FREMDE]]
    chosen += zufall.sample(framed, 1800)
    found = dict.fromkeys(filter(None, map(_allowed, chosen)))
    while len(found) < _ANZAHL:
        if text := _allowed(_mixed(zufall)):
            found[text] = None
    return tuple(found)


TEXTE = _all()
"""Each once; those of one piece first."""


def is_plain(text: str) -> bool:
    """Say whether every font for German has all its signs."""
    return all(character <= "\u017f" or character in "–—‘’‚“”„†•…‰€\u00a0" for character in text)
