"""Make a dataset of any size: invented Kommunen, sharded so that git stays fast.

python -m benchmarks.generate 11000 ORDNER
"""

import shutil
import sys
from pathlib import Path

MUSTERLAND = Path(__file__).parent.parent / "tests" / "daten" / "musterland"

KOMMUNE = """\
# yaml-language-server: $schema=../../../../../schemas/kommune.schema.json
# Erfundene Kommune, so ausführlich wie eine, die alle Module durchlaufen hat.
schluessel: "{key}"
name: Musterland-{key}
art: landkreis # landkreis | region | kreisfreie-stadt
auch: [Kreis Muster {key}]
quelle: X02
leitung:
  - {{amt: landraetin, datum: "2017", quelle: X02}}
  - {{amt: landrat, datum: "2021", quelle: X01}}
vereinbarungen:
{agreements}
verlauf:
  - {{ereignis: sondierungsgespraech, modul: 1, datum: 2018-01-{day:02}, quelle: X02}}
  - {{ereignis: ergebnisbericht, modul: 1, datum: 2018-05-{day:02}, quelle: X02}}
  - {{ereignis: abschluss, modul: 1, datum: 2018-06, quelle: X02}}
  - {{ereignis: weiterfuehrung, modul: 1, datum: 2018-06-{day:02}, quelle: X02}}
  - {{ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}}
  - {{ereignis: transferplan, modul: 2, datum: 2019-02-{day:02}, quelle: X02}}
  - {{ereignis: beginn, modul: 3, datum: 2019-04, quelle: X02}}
  - {{ereignis: genannt, grundlage: zielvereinbarung, quelle: X03}}
  - ereignis: gremium
    gremium: Kreistag
    datum: 2019-06-{day:02}
    quelle: X02
    inhalt: nimmt den Bericht über den Stand des Bildungsmonitorings zur Kenntnis
  - {{ereignis: genannt, modul: 4, phase: {phase}, quelle: X01}}
"""
AGREEMENT = """\
  - id: zv-modul-{modul}
    art: zielvereinbarung
    modul: {modul}
    unterzeichnet: 201{year}-{month:02}-16
    ort: Musterstadt
    themen:
      - {{text: Bildungsmonitoring ergänzen, schlagworte: [bildungsmonitoring]}}
      - {{text: Übergang Schule – Beruf, schlagworte: [uebergang-schule-beruf]}}
    kommune: {{vertretung: {{amt: landraetin}}}}
    agentur: {{vertretung: {{amt: projektleitung}}}}
    zustimmung: {{weitergabe_projekttraeger: true, namentliche_veroeffentlichung: true}}
    quelle: X02"""


def generate(count: int, target: Path) -> None:
    """Write `count` Kommunen below `target`, with the process and the sources of Musterland; `target` must be new."""
    target.mkdir(parents=True)
    shutil.copy(MUSTERLAND / "dkbm.yaml", target)
    (target / "data").mkdir()
    for name in ("prozess.yaml", "quellen.yaml", "themen.yaml"):
        shutil.copy(MUSTERLAND / "data" / name, target / "data")
    for number in range(1, count + 1):
        key = f"{number:05}"
        folder = target / "data" / "kommunen" / key[:2] / key[:3]
        folder.mkdir(parents=True, exist_ok=True)
        month, day, phase = number % 12 + 1, number % 28 + 1, number % 3 + 1
        agreements = (AGREEMENT.format(modul=modul, year=modul + 4, month=month) for modul in (1, 2, 4))
        text = KOMMUNE.format(key=key, day=day, phase=phase, agreements="\n".join(agreements))
        (folder / f"landkreis-musterland-{key}.yaml").write_text(text, encoding="utf-8", newline="\n")


def open_gate(target: Path, number: int = 7) -> str:
    """Enter in one of the Kommunen what its gate lacks, so that it can be advanced; return its key."""
    key = f"{number:05}"
    (path,) = target.rglob(f"landkreis-musterland-{key}.yaml")
    evidence = (
        f"  - {{ereignis: {art}, modul: 4, datum: 2024-0{month}-01, quelle: X01}}\n"
        for month, art in ((3, "umsetzungsplan"), (4, "reflexionsgespraech"))
    )
    path.write_text(path.read_text(encoding="utf-8") + "".join(evidence), encoding="utf-8", newline="\n")
    return key


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
