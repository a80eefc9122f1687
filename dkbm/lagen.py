"""Where a Kommune can be on its way (`lage`), in words; the rules behind them stand in docs/stand.md."""

LAGEN = {
    "im_modul": "in einem Modul",
    "zwischen": "zwischen zwei Modulen",
    "im_prozess": "im Begleitprozess, Modul nicht belegt",
    "pausiert": "pausiert",
    "nicht_genannt": "nicht mehr genannt",
    "ausgeschieden": "ausgeschieden",
    "kein_beleg": "kein Begleitprozess belegt",
}
"""Every `lage` with its words, in the order of the overview."""
