"""The styles a template for Word or LibreOffice should have: what each is called there and what it is for."""

from typing import Literal, NamedTuple

Art = Literal["Absatz", "Zeichen", "Tabelle", "Liste"]


class Stil(NamedTuple):
    """One style: its name in the file, as German programs show it, its kind, and what documents use it for."""

    name: str
    anzeige: str
    art: Art
    wofuer: str


_EIGENE = (
    Stil("dkbm Titelblock", "dkbm Titelblock", "Absatz", "die Zeilen unter dem Titel"),
    Stil("dkbm Hinweis", "dkbm Hinweis", "Absatz", "abgesetzte Bemerkungen und der Vermerk eines Entwurfs"),
    Stil("dkbm Unterschriftslinie", "dkbm Unterschriftslinie", "Absatz", "die Linie über einer Unterschrift"),
    Stil("dkbm Unterschrift", "dkbm Unterschrift", "Absatz", "wer unterschreibt"),
    Stil("dkbm Tabellenkopf", "dkbm Tabellenkopf", "Absatz", "die Kopfzeile einer Tabelle"),
    Stil("dkbm Tabellentext", "dkbm Tabellentext", "Absatz", "die Zellen einer Tabelle"),
    Stil("dkbm Platz", "dkbm Platz", "Absatz", "leere Zeilen zum Ausfüllen von Hand"),
    Stil("dkbm Bild", "dkbm Bild", "Absatz", "Bilder"),
    Stil("dkbm Abstand", "dkbm Abstand", "Absatz", "den Abstand nach einer Tabelle"),
    Stil("dkbm Entwurf", "dkbm Entwurf", "Absatz", "das Wort ENTWURF in der Kopfzeile"),
    Stil("dkbm Herkunft", "dkbm Herkunft", "Absatz", "Fassung und Stand der Daten in der Fußzeile"),
    Stil("dkbm Lücke", "dkbm Lücke", "Zeichen", "Angaben, die noch fehlen"),
)
WORD = (
    Stil("heading 1", "Überschrift 1", "Absatz", "den Titel"),
    Stil("heading 2", "Überschrift 2", "Absatz", "die Überschriften der Abschnitte"),
    Stil("heading 3", "Überschrift 3", "Absatz", "die Überschriften darunter"),
    Stil("List Bullet", "Aufzählungszeichen", "Absatz", "die Punkte einer Aufzählung"),
    Stil("List Number", "Listennummer", "Absatz", "die Punkte einer nummerierten Liste"),
    *_EIGENE,
    Stil("dkbm Tabelle", "dkbm Tabelle", "Tabelle", "Linien und Kopf einer Tabelle"),
)
ODT = (
    Stil("Heading 1", "Überschrift 1", "Absatz", "den Titel"),
    Stil("Heading 2", "Überschrift 2", "Absatz", "die Überschriften der Abschnitte"),
    Stil("Heading 3", "Überschrift 3", "Absatz", "die Überschriften darunter"),
    Stil("Text body", "Textkörper", "Absatz", "den Text"),
    *_EIGENE,
    Stil("dkbm Fett", "dkbm Fett", "Zeichen", "fette Wörter"),
    Stil("dkbm Kursiv", "dkbm Kursiv", "Zeichen", "kursive Wörter"),
    Stil("dkbm Punkte", "dkbm Punkte", "Liste", "Aufzählungen"),
    Stil("dkbm Nummern", "dkbm Nummern", "Liste", "nummerierte Listen"),
)
