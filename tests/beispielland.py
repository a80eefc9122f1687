"""Invented Eckpunkte, examples, papers and a choice of examples for Musterland."""

from collections.abc import Mapping

from dkbm.dataset import Dataset, load
from tests.muster import musterland

ECKPUNKTE = """\
# yaml-language-server: $schema=../schemas/eckpunkte.schema.json
quelle: X02
eckpunkte:
  - {nummer: 1, name: Ziele setzen, leitgedanken: [Wer Ziele hat, kommt an.]}
  - {nummer: 2, name: Wege zeigen}
auswahl:
  - {nummer: 1, text: Leitfragen sind die Kriterien.}
  - {nummer: 2, text: Gruppen nennen Kommunen.}
reihen: [Musterblatt, Musterheft]
""".replace("[Wer Ziele hat, kommt an.]", '["Wer Ziele hat, kommt an."]')

MUSTERPLAN = """\
# yaml-language-server: $schema=../../schemas/beispiel.schema.json
titel: Musterplan
titel_erschlossen: true
kommune: landkreis-musterland
eckpunkt: 1
schlagworte: [bildungsmonitoring]
stand: "2021"
quelle: X02
ausgangspunkt:
  - {text: "Am Anfang steht eine Idee.", quelle: X01}
meilensteine:
  - {text: Der Plan liegt vor., datum: 2019-05, bis: 2019-07}
  - {text: Viele Schulen machen mit., bemerkung: aus einer Grafik, erschlossen: true, zweifel: schlecht lesbar}
etablierung:
  - {text: Er wird erneuert., datum: 2022..2023, geplant: true}
kontakt: p-mara-muster
zweifel: Die Vorlage ist beschädigt.
"""

LOTSE = """\
# yaml-language-server: $schema=../../schemas/beispiel.schema.json
titel: Ämterlotse
kommune: stadt-musterland
eckpunkt: 2
schlagworte: [uebergang-schule-beruf]
quelle: X02
ausgangspunkt: [{text: Ein Büro hilft bei Übergängen.}]
"""

MATERIAL = """\
# yaml-language-server: $schema=../schemas/material.schema.json
material:
  - id: leitfaden
    titel: Leitfaden Monitoring
    art: material
    datum: "2020"
    kommune: landkreis-musterland
    schlagworte: [bildungsmonitoring]
    eckpunkte: [1]
    inhalt: [Fragen für Interviews]
    web: www.muster.example
    quelle: X02
  - id: aufsatz
    titel: Aufsatz
    art: fachartikel
    herausgeber: Musteragentur
    schlagworte: [uebergang-schule-beruf]
    quelle: X02
  - id: papier
    titel: Musterpapier
    art: arbeitspapier
    datum: "2019"
    fassung: 2. Fassung
    gruppen: [ag-1]
    beschlossen_von: [ag-1]
    quelle: X02
"""

AUSWAHL = """\
# yaml-language-server: $schema=../../schemas/auswahl.schema.json
titel: Auswahl in Musterland
datum: "2030"
gruppen: [ag-1, ag-2]
eckpunkte:
  - {eckpunkt: 1, leitfragen: [Welche Ziele gibt es?]}
  - {eckpunkt: 2}
nennungen:
  - {eckpunkt: 1, kommune: landkreis-musterland, gruppe: ag-1}
  - {eckpunkt: 1, kommune: landkreis-musterland, gruppe: ag-2, datum: 2030-02}
  - {eckpunkt: 1, kommune: stadt-musterland, gruppe: ag-1, quelle: X02}
  - {eckpunkt: 2, kommune: region-ohnedaten, gruppe: ag-2}
  - {eckpunkt: 2, kommune: stadt-musterland, gruppe: ag-2}
priorisierung:
  - {eckpunkt: 1, gruppe: ag-1, rangfolge: [landkreis-musterland, stadt-musterland]}
  - {eckpunkt: 1, gruppe: ag-2, rangfolge: [landkreis-musterland]}
  - {eckpunkt: 2, gruppe: ag-1, punkte: [{kommune: region-ohnedaten, punkte: 3}]}
  - eckpunkt: 2
    gruppe: ag-2
    punkte: [{kommune: stadt-musterland, punkte: 5}, {kommune: region-ohnedaten, punkte: 2}]
"""

AG_2 = """\
# yaml-language-server: $schema=../../schemas/gruppe.schema.json
kennung: AG 2
art: arbeitsgruppe
namen: [{name: Muster-Monitoring, quelle: X02}]
zweck: [{text: Austausch über Bildungsmonitoring, quelle: X02}]
"""

BEISPIELE: dict[str, str | bytes | None] = {
    "data/eckpunkte.yaml": ECKPUNKTE,
    "data/beispiele/musterplan.yaml": MUSTERPLAN,
    "data/beispiele/lotse.yaml": LOTSE,
    "data/material.yaml": MATERIAL,
    "data/netzwerk/ag-2.yaml": AG_2,
    "data/auswahl/2030.yaml": AUSWAHL,
}
"""All of them, to be laid out in Musterland."""


def beispielland(changes: Mapping[str, str | bytes | None] | None = None) -> Dataset:
    """Musterland with all of them, with some files replaced, added or taken away."""
    loaded = load(musterland({**BEISPIELE, **(changes or {})}))
    assert loaded.diagnostics == (), loaded.diagnostics
    return loaded.dataset
