"""A network of Musterland for tests: three groups and a Konzeptgruppe, persons in offices, meetings."""

from collections.abc import Mapping

AG_1 = """kennung: AG 1
art: arbeitsgruppe
namen:
  - {name: Muster-Management, datum: "2017", quelle: X02}
  - {name: Alte Planung, datum: "2017", quelle: X03, zweifel: schlecht lesbar}
  - {name: Neue Planung, datum: ..2020, quelle: X01}
auch: [{name: AG Planung, quelle: X01}]
zweck: [{text: Pläne vergleichen, quelle: X02}]
treffen:
  - {name: Treffen der AG 1, datum: 2018-03-05, ort: Rathaus, gastgeber: landkreis-musterland, quelle: X01}
  - {name: Herbsttreffen, datum: 2030-10-01, geplant: true, quelle: X01}
treffen_je_jahr:
  - {jahr: "2018", anzahl: 2, quelle: X01}
  - {jahr: "2019", anzahl: 3, quelle: X01, erschlossen: true}
  - {jahr: "2020", anzahl: 1, bis: 2020-09, quelle: X01}
"""
AG_2 = """kennung: AG 2
art: arbeitsgruppe
namen: [{name: Muster-Monitoring, datum: "2017", quelle: X02}]
"""
UAG = """kennung: UAG Zahlen
art: unterarbeitsgruppe
teil_von: ag-1
namen: [{name: Zahlen lesen, datum: "2019", quelle: X01}]
"""
KONZEPT = """kennung: Konzeptgruppe
art: konzeptgruppe
namen: [{name: Konzeptgruppe, datum: "2017", quelle: X02}]
besetzung: {je: arbeitsgruppe, sprecheramt: 1, stellvertretung: 1, weitere_hoechstens: 3, quelle: X02}
"""
NETZWERK = """name: Netzwerk Musterland
treffen:
  - {name: 1. Jahrestreffen, art: jahrestreffen, datum: 2018-11-06, ort: Musterstadt, quelle: X01}
"""
MARA = """name: Mara Muster
aemter:
  - {amt: leitung-bildung, bezeichnung: Leiterin, stelle: landkreis-musterland, datum: "2017", quelle: X02}
  - {amt: leitung-bildung, bezeichnung: Leiterin, stelle: stadt-musterland, datum: "2021", quelle: X01}
netzwerk:
  - gruppe: ag-1
    rolle: sprecheramt
    bezeichnung: Sprecherin
    stelle: landkreis-musterland
    datum: "2018"
    quelle: X01
"""
FRIDA = """name: Frida Fiktiv
auch: [Frieda Fiktief]
netzwerk:
  - {gruppe: ag-1, rolle: mitglied, stelle: stadt-musterland, datum: 2019-02-01, bis: 2020-06-30, quelle: X01}
  - {gruppe: ag-2, rolle: sprecheramt, stelle: stadt-musterland, datum: "2018", bis: 2019-12-31, quelle: X01}
"""
DATEIEN: Mapping[str, str] = {
    "data/netzwerk/ag-1.yaml": AG_1,
    "data/netzwerk/ag-2.yaml": AG_2,
    "data/netzwerk/uag-zahlen.yaml": UAG,
    "data/netzwerk/konzeptgruppe.yaml": KONZEPT,
    "data/netzwerk/netzwerk.yaml": NETZWERK,
    "data/personen/p-mara-muster.yaml": MARA,
    "data/personen/p-frida-fiktiv.yaml": FRIDA,
}
