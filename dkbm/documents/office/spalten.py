"""How wide the columns of a table are: no word cut, the rest by what stands in them, none too narrow to write in."""

from dkbm.documents.tree import Line, Table, plain

TEXTBREITE = 9184
"""Between the margins of the page of our own templates; widths are in twentieths of a point."""
_ZEICHEN = 118
_RAND = 260
"""What a letter and the inner margins of a cell take."""
_ZEILE = 40
"""More letters than this go on the next line of a cell."""
_SCHREIBEN = 30
"""A column without any entry is room to write in, for so many letters."""


def breiten(table: Table, gesamt: int) -> tuple[int, ...]:
    """The widths of the columns; their sum is `gesamt`."""
    mindestens = [_RAND + _ZEICHEN * _longest_word(table, index) for index in range(len(table.head))]
    wunsch = [max(0, _RAND + _ZEICHEN * _usual(table, i) - least) for i, least in enumerate(mindestens)]
    rest = gesamt - sum(mindestens)
    if rest < 0:
        return _shared(mindestens, gesamt)
    if sum(wunsch) > rest:
        wunsch = list(_shared(wunsch, rest))
    return _shared([least + more for least, more in zip(mindestens, wunsch, strict=True)], gesamt)


def _shared(gewichte: list[int], gesamt: int) -> tuple[int, ...]:
    found = [gesamt * gewicht // sum(gewichte) for gewicht in gewichte]
    return (*found[:-1], gesamt - sum(found[:-1]))


def _longest_word(table: Table, index: int) -> int:
    words = " ".join([plain(table.head[index]), *_entries(table, index)]).split()
    return max(map(len, words), default=1)


def _usual(table: Table, index: int) -> int:
    """How many letters stand in most cells of a column."""
    lengths = sorted(len(text) for text in _entries(table, index))
    if not any(lengths):
        return _SCHREIBEN
    return min(lengths[len(lengths) * 3 // 4], _ZEILE)


def _entries(table: Table, index: int) -> list[str]:
    return [plain(row[index]) for row in table.rows]


def is_to_fill_in(row: tuple[Line, ...]) -> bool:
    """Say whether a row waits for what people write: half of its cells or more are empty."""
    return 2 * sum(1 for cell in row if not plain(cell)) >= len(row)
