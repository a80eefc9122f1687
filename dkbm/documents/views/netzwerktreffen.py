"""The meetings of the network: one by one, numbers by year, and the time line of the whole."""

from collections.abc import Iterable, Iterator
from datetime import date

from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.views.fund import Fund
from dkbm.documents.views.wissen import NICHT_BELEGT
from dkbm.documents.views.zeitlich import quellen_text, zeit
from dkbm.model.zeit import has_happened

_ERSCHLOSSEN = "*"


def treffen(netz: Fund, alle: Iterable[Fund], day: date) -> tuple[Inhalt, ...]:
    """Every single meeting attested up to a day, in the order of time."""
    rows = [row for fund in (netz, *alle) for row in _of(fund, day)]
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def _of(fund: Fund, day: date) -> Iterator[tuple[tuple[date, str], Inhalt]]:
    for each in fund.jeder("treffen"):
        datum = each.datum()
        if datum is None or not has_happened(datum, day):
            continue
        themen, nothing = each.texte("themen"), Angabe(NICHT_BELEGT, each.place)
        name = each.text("name") or Angabe("Treffen", each.place)
        yield (
            (datum.lo, str(name)),
            {
                "wann": _alle_daten(each),
                "name": join("{}, {}", name, ort) if (ort := each.text("ort")) else name,
                "themen": join("; ".join(["{}"] * len(themen)), *themen) if themen else nothing,
                "teilnehmende": _teilnehmende(each),
                "quelle": quellen_text(each),
            },
        )


def _alle_daten(each: Fund) -> Angabe:
    """The date; where sources give different ones, all of them."""
    found = [(wann, quellen_text(other)) for other in each.jeder("datum") if (wann := other.wann())]
    if not found:
        return zeit(each)
    return join("; ".join(["{} ({})"] * len(found)), *(part for pair in found for part in pair))


def _teilnehmende(each: Fund) -> Angabe:
    """How many came, as each source puts it."""
    single = each.text("teilnehmende")
    if single:
        return single
    found = [text for other in each.jeder("teilnehmende") if (text := other.text("angabe"))]
    return join("; ".join(["{}"] * len(found)), *found) if found else Angabe(NICHT_BELEGT, each.place)


def kennungen(alle: tuple[Fund, ...]) -> tuple[Inhalt, ...]:
    """The groups, as the head of the table of numbers by year."""
    return tuple(fund.text("kennung") or Angabe(fund.place.file, fund.place) for fund in alle)


def anzahlen(alle: tuple[Fund, ...], day: date) -> tuple[Inhalt, ...]:
    """A row for each year up to a day: how many meetings each group had; inferred numbers carry an asterisk."""
    known = sorted(
        {int(jahr) for fund in alle for jahr, row in _by_year(fund).items() if _is_over(row, int(jahr), day)}
    )
    return tuple(
        {"jahr": _jahr(alle, str(jahr)), "zahlen": tuple(_anzahl(fund, str(jahr)) for fund in alle)} for jahr in known
    )


def _by_year(fund: Fund) -> dict[str, Fund]:
    rows = fund.jeder("treffen_je_jahr")
    return {str(each.wert.get("jahr")): each for each in rows if str(each.wert.get("jahr")).isdigit()}


def _is_over(row: Fund, jahr: int, day: date) -> bool:
    """Whether the time a number speaks of had passed by a day."""
    until = row.datum("bis")
    return (until.hi if until else date(jahr, 12, 31)) <= day


def _jahr(alle: tuple[Fund, ...], jahr: str) -> Angabe:
    rows = [_by_year(fund)[jahr] for fund in alle if jahr in _by_year(fund)]
    until = next((each.wann("bis") for each in rows if each.wann("bis")), None)
    places = [each.at("jahr") for each in rows]
    return join(f"{jahr} (bis {{}})", until) if until else Angabe(jahr, *places)


def _anzahl(fund: Fund, jahr: str) -> Angabe:
    row = _by_year(fund).get(jahr)
    number = row.text("anzahl") if row else None
    if row is None or number is None:
        return Angabe("–", fund.at("treffen_je_jahr"))
    return number.with_text(f"{number}{_ERSCHLOSSEN if row.ja('erschlossen') else ''}")


def zeitleiste(netz: Fund, day: date) -> tuple[Inhalt, ...]:
    """The steps of the network as a whole: how it came to be, its meetings, its forum, its papers.

    In the order in which they had happened at the latest: a bare year stands after the days of that year.
    """
    value = netz.wert.get("forum")
    forum = Fund(value if isinstance(value, dict) else {}, netz.at("forum"))
    steps = [
        *((each, each.text("text")) for each in netz.jeder("entstehung")),
        *((each, each.text("name")) for each in netz.jeder("treffen")),
        *((each, each.text("text")) for each in forum.jeder("schritte")),
        *((each, _erscheint(each)) for each in netz.jeder("veroeffentlichungen")),
    ]
    rows: list[tuple[tuple[date, date], Inhalt]] = []
    for each, text in steps:
        datum = each.datum()
        if datum is not None and text and has_happened(datum, day):
            rows.append(((datum.hi, datum.lo), {"wann": zeit(each), "was": text, "quelle": quellen_text(each)}))
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def _erscheint(each: Fund) -> Angabe | None:
    titel = each.text("titel")
    return join("{} erscheint", titel) if titel else None
