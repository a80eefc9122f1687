"""The state of the real Kommunen: eight days worked out by hand from the sources, and the paths that are not straight.

The sources that matter: Q06 lists the 28 active agreements and Stade (2017-10..2019-04), Q07 the whole Modul 2
(2019-04..2020-09), Q01 the whole process (2022-02..2024-01). A `..` span has happened on its last day.
"""

from collections import Counter
from datetime import date

import pytest

from dkbm.model.kommune import Kommune
from dkbm.model.lage import Lage, lage_am
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from tests.landkreise import niedersachsen

LAGEN = ("im_modul", "zwischen", "im_prozess", "pausiert", "nicht_genannt", "ausgeschieden", "kein_beleg")

# Attested by Q06 without a module, and by nothing else before Q01, which puts them in Modul 4.
NUR_Q06 = """
    diepholz emsland friesland grafschaft-bentheim holzminden leer peine schaumburg vechta
    stadt-emden stadt-salzgitter stadt-wolfsburg stade
"""
Q01_PHASEN = {
    "im_modul 3": "helmstedt lueneburg stadt-braunschweig",
    "im_modul 4.1": """celle friesland gifhorn harburg holzminden northeim osnabrueck osterholz peine stadt-salzgitter
        stadt-wolfsburg""",
    "im_modul 4.2": """cloppenburg diepholz emsland grafschaft-bentheim heidekreis nienburg-weser uelzen vechta
        wesermarsch stadt-emden""",
    "im_modul 4.3": "hameln-pyrmont leer luechow-dannenberg schaumburg stade verden stadt-osnabrueck",
    "nicht_genannt": "ammerland cuxhaven rotenburg-wuemme wolfenbuettel",
}

TAGE: dict[str, dict[str, str]] = {
    "2015-03-19": {
        # Verden signs on this day; Modul 1 begins in March (a bare month counts from its first day).
        "im_modul 1 belegt": "verden",
        # "since 2015" (Q32, Q39) and "signed 2015" (Q35): a bare year counts from its first day, without a module.
        "im_prozess belegt": "uelzen luechow-dannenberg cloppenburg",
    },
    "2016-12-31": {
        # The end of Modul 1 is only known to lie before March 2020 (Q09): Modul 1 is carried on.
        "im_modul 1 fortgeschrieben": "verden",
        # Begun in June, October, November 2016, and all three still named in Modul 2 by Q06.
        "im_modul 2 belegt": "uelzen gifhorn hameln-pyrmont",
        # Since 2015, and named again by Q06.
        "im_prozess belegt": "luechow-dannenberg",
        # Signed 2015; Q06 leaves it out and may lie before the next attestation, the beginning of Modul 2 in 2019.
        "im_prozess fortgeschrieben": "cloppenburg",
    },
    "2018-12-31": {
        "im_modul 1 fortgeschrieben": "verden",
        # The first four stand in Q06, whose time this day lies in; the others begin in 2018 and stand in Q07 later.
        "im_modul 2 belegt": """uelzen gifhorn hameln-pyrmont celle
            wolfenbuettel nienburg-weser stadt-braunschweig luechow-dannenberg""",
        # Stade: supported since 2017 (Q38), and the day lies in the time of Q06. Ammerland: the agreement without a
        # date was signed before the end of Q26, which is this very day.
        "im_prozess belegt": "stade ammerland",
        "im_prozess fortgeschrieben": "cloppenburg",
    },
    "2019-06-01": {
        # Q06 has now certainly been written. Verden's end of Modul 1 may still lie ahead.
        "im_modul 1 fortgeschrieben": "verden",
        # All seven that can be read in Q07, whose time this day lies in; Cloppenburg and Helmstedt began in April.
        # Q06, which leaves out Cloppenburg, does not certainly lie after that beginning.
        "im_modul 2 belegt": """cloppenburg helmstedt wolfenbuettel nienburg-weser stadt-braunschweig
            luechow-dannenberg gifhorn""",
        # In Modul 2 by Q06, not any more by Q07, which may or may not have been written by this day.
        "im_modul 2 fortgeschrieben": "uelzen hameln-pyrmont celle",
        # Q06 before, and after it once more without a module.
        "im_prozess belegt": "heidekreis osterholz",
        # Q06 (Ammerland: Q26) before; what comes after names a module (Q01, Q07) or leaves them out. Wesermarsch has
        # finished Modul 1 at some time before the end of 2019.
        "im_prozess fortgeschrieben": f"{NUR_Q06} lueneburg wesermarsch rotenburg-wuemme cuxhaven ammerland",
    },
    "2020-10-01": {
        # Begun in September 2020, named by Q01. Q07 still has it in Modul 2 and ends in that very month.
        "im_modul 3 belegt": "stadt-braunschweig",
        # Named by Q07, which ended the day before; Lüneburg's agreement was signed before that.
        "im_modul 2 fortgeschrieben": """cloppenburg helmstedt wolfenbuettel nienburg-weser luechow-dannenberg gifhorn
            lueneburg""",
        # Verden by March 2020 (Q09), Wesermarsch by the end of 2019 (Q56): Modul 1 finished, nothing begun.
        "zwischen fortgeschrieben": "verden wesermarsch",
        "im_prozess belegt": "osterholz",
        # Uelzen, Hameln-Pyrmont and Celle are left out of Modul 2 by Q07; where they went no source says before Q01.
        "im_prozess fortgeschrieben": f"""{NUR_Q06} heidekreis uelzen hameln-pyrmont celle
            rotenburg-wuemme cuxhaven ammerland""",
    },
    "2022-03-01": {
        # Begun in September 2020, July 2021 and February 2022; the day lies in the time of Q01.
        "im_modul 3 belegt": "stadt-braunschweig lueneburg helmstedt",
        "im_modul 2 fortgeschrieben": "cloppenburg wolfenbuettel nienburg-weser luechow-dannenberg gifhorn",
        "zwischen fortgeschrieben": "verden wesermarsch",
        "im_prozess belegt": "osterholz",
        # The Landkreis Osnabrück signed in May 2021, for which module the source does not say.
        "im_prozess fortgeschrieben": f"""{NUR_Q06} heidekreis uelzen hameln-pyrmont celle osnabrueck
            rotenburg-wuemme cuxhaven ammerland""",
    },
    # The last day of the time of Q01: now it has certainly been written, and the day lies within it.
    "2024-01-31": {f"{stand} belegt": names for stand, names in Q01_PHASEN.items()},
    # One day later nothing is attested any more, everything is carried on.
    "2024-02-01": {f"{stand} fortgeschrieben": names for stand, names in Q01_PHASEN.items()},
}


@pytest.mark.parametrize("tag", TAGE)
def test_m6_every_kommune_on_eight_days(tag: str) -> None:
    expected = {name: stand for stand, names in TAGE[tag].items() for name in names.split()}
    actual = {short(kommune): shown(on(kommune.id, tag)) for kommune in niedersachsen().kommunen.values()}
    assert actual == {name: expected.get(name, "kein_beleg") for name in actual}
    assert expected.keys() <= actual.keys()


def test_the_counts_on_the_day_after_the_framework_ended() -> None:
    counts = Counter(shown(on(ident, "2024-02-01")) for ident in niedersachsen().kommunen)
    assert counts == {
        "im_modul 3 fortgeschrieben": 3,
        "im_modul 4.1 fortgeschrieben": 11,
        "im_modul 4.2 fortgeschrieben": 10,
        "im_modul 4.3 fortgeschrieben": 7,
        "nicht_genannt fortgeschrieben": 4,
        "kein_beleg": 10,
    }


@pytest.mark.parametrize("year", range(2014, 2028))
def test_the_sum_is_45_and_every_module_has_a_certainty_on_every_day(year: int) -> None:
    for day in (date(year, month, number) for month in range(1, 13) for number in (1, 15, 28)):
        lagen = [lage_am(kommune, day, *grundlage()) for kommune in niedersachsen().kommunen.values()]
        counts = Counter(lage.lage for lage in lagen)
        assert sum(counts[lage] for lage in LAGEN) == 45
        assert all(lage.gewissheit for lage in lagen if lage.modul is not None)


def test_m5_a_month_is_kept_as_entered_and_its_assumption_stated() -> None:
    within, after = on("stadt-braunschweig", "2020-09-15"), on("stadt-braunschweig", "2020-10-01")
    assert (within.lage, within.modul, within.seit) == ("im_modul", 3, "2020-09")
    assert any("September 2020" in sentence and "01.09.2020" in sentence for sentence in within.annahmen)
    assert not any("01.09.2020" in sentence for sentence in after.annahmen)


def test_m6_the_state_differs_before_and_after_an_event() -> None:
    assert shown(on("landkreis-harburg", "2024-01-30")) == "kein_beleg"
    assert shown(on("landkreis-harburg", "2024-01-31")) == "im_modul 4.1 belegt"


def test_m70_a_kommune_without_any_record_is_not_said_to_be_outside() -> None:
    lage = on("landkreis-goslar", "2024-02-01")
    assert lage == Lage("kein_beleg")


def test_m71_landkreis_osnabrueck_enters_directly_into_modul_4() -> None:
    assert shown(on("landkreis-osnabrueck", "2021-05-24")) == "kein_beleg"
    signed = on("landkreis-osnabrueck", "2021-05-25")
    assert (shown(signed), signed.quelle) == ("im_prozess belegt", "Q27")
    later = on("landkreis-osnabrueck", "2024-02-01")
    assert (shown(later), later.seit, later.zuletzt_belegt) == (
        "im_modul 4.1 fortgeschrieben",
        None,
        "2022-02..2024-01",
    )


def test_m71_stade_has_only_a_vereinbarung_and_stands_in_the_third_phase() -> None:
    assert on("landkreis-stade", "2019-06-01").quelle == "Q06"
    assert shown(on("landkreis-stade", "2024-02-01")) == "im_modul 4.3 fortgeschrieben"


def test_m71_cloppenburg_falls_silent_and_begins_again() -> None:
    signed, silent = on("landkreis-cloppenburg", "2015-12-31"), on("landkreis-cloppenburg", "2018-12-31")
    assert (shown(signed), shown(silent)) == ("im_prozess belegt", "im_prozess fortgeschrieben")
    assert [(beleg.ereignis, beleg.quelle) for beleg in silent.moeglich] == [("nicht_genannt", "Q06")]
    assert (again := on("landkreis-cloppenburg", "2019-06-01")).seit == "2019-04"
    assert shown(again) == "im_modul 2 belegt"
    assert shown(on("landkreis-cloppenburg", "2024-02-01")) == "im_modul 4.2 fortgeschrieben"


@pytest.mark.parametrize("ident", ["landkreis-rotenburg-wuemme", "landkreis-ammerland"])
def test_m71_who_drops_out_silently_is_not_named_any_more(ident: str) -> None:
    before, after = on(ident, "2022-03-01"), on(ident, "2024-02-01")
    assert (shown(before), [beleg.quelle for beleg in before.moeglich]) == ("im_prozess fortgeschrieben", ["Q01"])
    assert (shown(after), after.quelle) == ("nicht_genannt fortgeschrieben", "Q01")


def test_m71_the_partner_is_none_of_the_45_and_has_a_state_all_the_same() -> None:
    (partner,) = niedersachsen().partner.values()
    assert partner.id not in niedersachsen().kommunen
    lage = lage_am(partner, date(2024, 2, 1), *grundlage())
    assert (shown(lage), lage.quelle) == ("im_prozess fortgeschrieben", "Q06")


def on(ident: str, day: str) -> Lage:
    return lage_am(niedersachsen().kommunen[ident], date.fromisoformat(day), *grundlage())


def grundlage() -> tuple[Prozess, dict[str, Quelle]]:
    return niedersachsen().prozess, niedersachsen().quellen


def short(kommune: Kommune) -> str:
    return kommune.id.removeprefix("landkreis-")


def shown(lage: Lage) -> str:
    place = str(lage.modul or "") + (f".{lage.phase}" if lage.phase else "")
    return " ".join(filter(None, (lage.lage, place, lage.gewissheit)))
