"""Make a dataset of any size: invented Kommunen, sharded so that git stays fast.

python -m benchmarks.generate 11000 ORDNER
"""

import shutil
import sys
from pathlib import Path

MUSTERLAND = Path(__file__).parent.parent / "tests" / "daten" / "musterland"

KOMMUNE = """\
# yaml-language-server: $schema=../../../../../schemas/kommune.schema.json
schluessel: "{key}"
name: Musterland-{key}
art: landkreis
quelle: X02
leitung:
  - {{amt: landraetin, datum: "2017", quelle: X02}}
vereinbarungen:
  - id: zv-2017
    art: zielvereinbarung
    modul: 1
    unterzeichnet: 2017-{month:02}-16
    ort: Musterstadt
    themen:
      - {{text: Bildungsmonitoring ergänzen, schlagworte: [bildungsmonitoring]}}
    quelle: X02
verlauf:
  - {{ereignis: sondierungsgespraech, modul: 1, datum: 2018-01-{day:02}, quelle: X02}}
  - {{ereignis: ergebnisbericht, modul: 1, datum: 2018-05-{day:02}, quelle: X02}}
  - {{ereignis: abschluss, modul: 1, datum: 2018-06, quelle: X02}}
  - {{ereignis: beginn, modul: 2, datum: 2018-07, quelle: X03}}
  - {{ereignis: transferplan, modul: 2, datum: 2019-02-{day:02}, quelle: X02}}
  - {{ereignis: beginn, modul: 3, datum: 2019-04, quelle: X02}}
  - {{ereignis: genannt, grundlage: zielvereinbarung, quelle: X03}}
  - {{ereignis: genannt, modul: 4, phase: {phase}, quelle: X01}}
"""


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
        text = KOMMUNE.format(key=key, month=number % 12 + 1, day=number % 28 + 1, phase=number % 3 + 1)
        (folder / f"landkreis-musterland-{key}.yaml").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
