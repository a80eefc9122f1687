"""The guard: what is refused before YAML begins, and where it says it is."""

import sys
import unicodedata

import pytest

from dkbm.diagnostic import Diagnostic, Severity
from dkbm.text.characters import judge
from dkbm.text.decode import MAX_BYTES, lossy
from dkbm.text.reader import probe, read

Found = list[tuple[str, int, int]]


def found(raw: bytes) -> Found:
    """Code, line and column of every finding."""
    return [_short(finding) for finding in read("x.yaml", raw)[1]]


def _short(finding: Diagnostic) -> tuple[str, int, int]:
    assert finding.place.span is not None
    return finding.code, finding.place.span.line, finding.place.span.column


def only(raw: bytes) -> Diagnostic:
    (finding,) = read("x.yaml", raw)[1]
    return finding


# Size and encoding


def test_s28_a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    fits = b"a: x\n#" + b"-" * (MAX_BYTES - 6)
    assert found(fits) == []
    assert found(fits + b"-") == [("D001", 1, 1)]


@pytest.mark.parametrize(
    ("raw", "line", "column", "hint"),
    [
        (b"name: L\xfcneburg\n", 1, 8, "»ü«"),
        ("# ähm\nname: Gött".encode() + b"\xf6ngen\n", 2, 11, "»ö«"),
        (b"a: \xed\xa0\x80\n", 1, 4, "0xED"),
        (b"a: \xc0\xaf\n", 1, 4, "0xC0"),
        (b"a: \xf5\n", 1, 4, "0xF5"),
        (b"a: caf\xc3", 1, 7, "0xC3"),
    ],
    ids=["latin-1", "line-2", "surrogate", "overlong", "too-high", "cut-off"],
)
def test_s20_what_is_not_utf_8_is_placed_and_explained(raw: bytes, line: int, column: int, hint: str) -> None:
    assert found(raw)[0] == ("D002", line, column)
    finding = read("x.yaml", raw)[1][0]
    assert hint in finding.message
    assert "UTF-8" in finding.help


def test_s20_a_file_in_the_wrong_encoding_is_one_fault_and_is_checked_on() -> None:
    raw = "name: Lüneburg\nort: Göttingen\nschluessel: 03355\n".encode("cp1252")
    assert found(raw) == [("D002", 1, 8), ("D112", 3, 13)]
    assert "1 weitere Stelle" in read("x.yaml", raw)[1][0].message


def test_s20_columns_fit_the_text_shown_as_excerpt() -> None:
    raw = "name: Lüneburg\n".encode("cp1252")
    span = only(raw).place.span
    assert span is not None
    assert lossy(raw)[span.column - 1] == "\ufffd"
    assert lossy(b"\xef\xbb\xbfname: x") == "name: x"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_s21_utf_16_and_utf_32_are_named_with_or_without_a_mark(encoding: str) -> None:
    finding = only("name: Lüneburg\nart: landkreis\n".encode(encoding))
    assert finding.code == "D003"
    assert encoding[:6].upper() in finding.message


def test_s22_a_byte_order_mark_is_a_warning_and_the_file_is_read() -> None:
    document, findings = read("x.yaml", b"\xef\xbb\xbfname: x\n")
    assert document is not None
    assert (document.text, document.value) == ("name: x\n", {"name": "x"})
    assert [(finding.code, finding.severity) for finding in findings] == [("D004", Severity.WARNUNG)]
    assert document.span(("name",)).column == 7


def test_s22_a_second_byte_order_mark_is_an_error() -> None:
    assert found(b"\xef\xbb\xbf\xef\xbb\xbfname: x\n") == [("D004", 1, 1), ("D006", 1, 1)]


def test_a_lost_character_is_noticed() -> None:
    assert found("name: L\ufffdneburg\n".encode()) == [("D021", 1, 8)]


# Line ends


def test_s23_crlf_is_accepted_and_kept() -> None:
    document, findings = read("x.yaml", b"a: x\r\nb: |\r\n  eins\r\n  zwei\r\n")
    assert findings == ()
    assert document is not None
    assert document.text.count("\r\n") == 4
    assert document.value == {"a": "x", "b": "eins\nzwei\n"}


@pytest.mark.parametrize(
    ("raw", "line"), [(b"a: x\r\nb: w\nc: z\r\n", 2), (b"a: x\nb: w\r\n", 2), (b"a: x\nb: w\nc: z\r\nd: w\n", 3)]
)
def test_s23_mixed_line_ends_are_an_error_at_the_first_that_differs(raw: bytes, line: int) -> None:
    assert [(code, at) for code, at, _ in found(raw)] == [("D008", line)]


@pytest.mark.parametrize("hidden", ["\r", "\x85", "\u2028", "\u2029"], ids=["CR", "NEL", "LS", "PS"])
def test_s24_a_hidden_line_break_cannot_smuggle_a_key(hidden: str) -> None:
    raw = f"notiz: ok{hidden}freigabe: ja\nname: 03256\n".encode()
    document, findings = read("x.yaml", raw)
    assert document is None
    assert ("D007", 1, 10) in found(raw)
    assert ("D112", 2, 7) in found(raw), "lines are counted as every editor counts them"
    assert "versteckter Zeilenumbruch" in findings[0].message


# Characters

FORBIDDEN = [
    chr(point)
    for point in range(sys.maxunicode + 1)
    if (unicodedata.category(chr(point)) in ("Cc", "Cf", "Zl", "Zp") and chr(point) != "\n")
    or point & 0xFFFE == 0xFFFE
    or point in (0xE000, 0xFDD0, 0xFFFD, 0x034F, 0x3164, 0xE0100)
]


def test_s16_s17_every_forbidden_character_is_refused_as_text_and_as_escape() -> None:
    assert len(FORBIDDEN) > 250
    for character in FORBIDDEN:
        point = ord(character)
        code = judge(character)
        document, findings = read("x.yaml", f"a: x{character}x\n".encode())
        assert document is None, hex(point)
        assert (code, 1, 5) in [_short(finding) for finding in findings], hex(point)
        assert len(findings) == 1, hex(point)
        document, findings = read("x.yaml", f'a: "x\\U{point:08x}x"\n'.encode())
        assert document is None, hex(point)
        assert [_short(finding) for finding in findings] == [(code, 1, 4)], hex(point)


@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\b", "\\t", "\\v", "\\f", "\\r", "\\e", "\\x9b", "\\N", "\\L", "\\P", "\\u202e"]
)
def test_s17_the_help_shows_the_escape_as_it_is_usually_written(escape: str) -> None:
    finding = only(f'a: "x{escape}x"\n'.encode())
    known = {"\\a": "\\x07", "\\b": "\\x08", "\\v": "\\x0b", "\\f": "\\x0c"}
    assert known.get(escape, escape) in finding.help


def test_s17_an_escape_in_a_key_is_checked_too() -> None:
    assert found(b'"a\\u202eb": x\n') == [("D006", 1, 1)]


def test_harmless_escapes_and_letters_stay() -> None:
    document, findings = read("x.yaml", 'a: "eins\\nzwei \\u00e4 \\"x\\""\nb: „Größe“ »x« – 5 € … Łódź ½ 😀\n'.encode())
    assert findings == ()
    assert document is not None
    assert document.value["a"] == 'eins\nzwei ä "x"'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name: L\u0430ndkreis\n", "D023"),
        ("name: СЕМ\n", "D023"),
        ("name: \u0391lfeld\n", "D023"),
        ("name: Ａlfeld\n", "D023"),
        ("name: Привет\n", ""),
        ("name: 18 µm Straße Łódź\n", ""),
    ],
    ids=["cyrillic-a", "disguised-word", "greek-alpha", "full-width", "honest-cyrillic", "latin"],
)
def test_s29_letters_that_only_look_latin_are_a_warning(text: str, code: str) -> None:
    document, findings = read("x.yaml", text.encode())
    assert document is not None
    assert [finding.code for finding in findings] == ([code] if code else [])


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\u200d", "\U000e0041", "\u2066"])
def test_s29_characters_that_cannot_be_seen_are_an_error(hidden: str) -> None:
    assert found(f"name: Har{hidden}burg\n".encode()) == [("D006", 1, 10)]


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_s29_blanks_that_are_none_are_a_warning_unless_written_as_escape(blank: str) -> None:
    document, (finding,) = read("x.yaml", f"name: Nienburg{blank}(Weser)\n".encode())
    assert document is not None
    assert (finding.code, finding.severity) == ("D025", Severity.WARNUNG)
    assert found(f'name: "Nienburg\\u{ord(blank):04x}(Weser)"\n'.encode()) == []
    assert found(f"a:\n{blank}{blank}- x\n".encode())[0] == ("D025", 2, 1)


@pytest.mark.parametrize("name", ["Lüneburg", "Göttingen", "Südniedersachsen", "Wümme", "Ångström"])
def test_s30_text_must_be_in_normal_form(name: str) -> None:
    composed = f"name: {name}\n"
    assert found(composed.encode()) == []
    finding = only(unicodedata.normalize("NFD", composed).encode())
    assert (finding.code, finding.severity) == ("D022", Severity.FEHLER)
    assert f"»{name}« neu tippen" in finding.help


# Tabs

TABS = {
    "before a key": (b"a: x\n\tb: w\n", [("D010", 2, 1)]),
    "before a list": (b"a:\n\t- x\n", [("D010", 2, 1)]),
    "several lines are one fault": (b"a:\n\t- x\n\t- w\n\t- z\nb: 03256\n", [("D010", 2, 1), ("D112", 5, 4)]),
    "far apart are two": (b"a:\n\t- x\nb: w\nc: z\nd:\n\t- w\n", [("D010", 2, 1), ("D010", 6, 1)]),
    "before a comment": (b"a: x\t# y\n", [("D010", 1, 5)]),
    "mixed with blanks": (b"a:\n  b: 1\n \tc: 2\nd: yes\n", [("D010", 3, 2), ("D110", 4, 4)]),
}


@pytest.mark.parametrize(("raw", "expected"), TABS.values(), ids=TABS)
def test_s25_tabs_are_named_and_the_rest_is_checked(raw: bytes, expected: Found) -> None:
    assert found(raw) == expected


# Healing and probing


def test_a_flood_of_faults_is_cut_with_a_count() -> None:
    findings = read("x.yaml", b"a: [" + b"yes, " * 300 + b"]\n")[1]
    assert [finding.code for finding in findings] == ["D110"] * 100 + ["D024"]
    assert "mehr als 100 Befunde" in findings[-1].message


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (b"a: x\n", []),
        (b"a: 03256\n", []),
        (b"a: [x\n", ["D020"]),
        (b"a: \x00\n", ["D005"]),
        (b"\xff\xfea\0", ["D003"]),
        (b"[" * 200_000, ["D016"]),
        (b"\xef\xbb\xbfa: x\n", ["D004"]),
    ],
)
def test_probe_sees_what_cannot_be_read_at_all(raw: bytes, codes: list[str]) -> None:
    assert [finding.code for finding in probe("x.yaml", raw)] == codes
