"""German for every message of click and typer: put in place of gettext, before click looks for it.

Click and typer (below 0.26) send each text through `gettext`; a catalogue in Python needs no .mo file and no locale.
A test walks the source of the installed click and typer and holds the catalogue complete.
"""

import gettext
import sys

KATALOG = {
    # What people meet: help
    "Usage:": "Aufruf:",
    "Options": "Optionen",
    "Arguments": "Angaben",
    "Positional arguments": "Angaben",
    "Commands": "Befehle",
    "Show this message and exit.": "Diese Hilfe zeigen.",
    "Show the version and exit.": "Die Version zeigen.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "default: {default}": "Vorgabe: {default}",
    "required": "nötig",
    "env var: {var}": "Umgebungsvariable: {var}",
    "(dynamic)": "(wird berechnet)",
    "deprecated": "veraltet",
    "(deprecated) ": "(veraltet) ",
    "[default: {}]": "[Vorgabe: {}]",
    "[env var: {}]": "[Umgebungsvariable: {}]",
    "[required]": "[nötig]",
    # What people meet: usage errors
    "Error": "Fehler",
    "Error: {message}": "Fehler: {message}",
    "Try '{command} {option}' for help.": "Hilfe: {command} {option}",
    "Try [blue]'{command_path} {help_option}'[/] for help.": "Hilfe: [blue]{command_path} {help_option}[/]",
    "No such command {name!r}.": "Den Befehl »{name}« gibt es nicht.",
    "No such option {name!r}.": "Die Option »{name}« gibt es nicht.",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Meinten Sie eines von {possibilities}?",
    "Missing command.": "Es fehlt ein Befehl.",
    "Missing argument": "Es fehlt die Angabe",
    "Missing option": "Es fehlt die Option",
    "Missing parameter": "Es fehlt die Angabe",
    "Missing {param_type}": "Es fehlt: {param_type}",
    "Missing parameter: {param_name}": "Es fehlt die Angabe {param_name}",
    "Invalid value: {message}": "Unzulässiger Wert: {message}",
    "Invalid value for {param_hint}: {message}": "Unzulässiger Wert für {param_hint}: {message}",
    "Got unexpected extra argument ({args})": "Eine Angabe ist zu viel: {args}",
    "Got unexpected extra arguments ({args})": "Diese Angaben sind zu viel: {args}",
    "Option {name!r} does not take a value.": "Die Option »{name}« nimmt keinen Wert.",
    "Option {name!r} requires an argument.": "Die Option »{name}« braucht einen Wert.",
    "Option {name!r} requires {nargs} arguments.": "Die Option »{name}« braucht {nargs} Werte.",
    "Argument {name!r} takes {nargs} values.": "Die Angabe »{name}« braucht {nargs} Werte.",
    "Takes {nargs} values but 1 was given.": "Nötig sind {nargs} Werte, angegeben ist einer.",
    "Takes {nargs} values but {len} were given.": "Nötig sind {nargs} Werte, angegeben sind {len}.",
    "{len_type} values are required, but {len_value} was given.": (
        "Nötig sind {len_type} Werte, angegeben ist {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Nötig sind {len_type} Werte, angegeben sind {len_value}."
    ),
    "Value must be an iterable.": "Der Wert muss eine Liste sein.",
    "Choose from:\n\t{choices}": "Zur Wahl stehen:\n\t{choices}",
    "Choice({choices})": "Auswahl({choices})",
    "{value!r} is not {choice}.": "»{value}« ist nicht {choice}.",
    "{value!r} is not one of {choices}.": "»{value}« ist keines von {choices}.",
    "{value!r} is not a valid {number_type}.": "»{value}« ist keine Zahl.",
    "{value} is not in the range {range}.": "{value} liegt nicht im Bereich {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "»{value}« ist weder ja noch nein. Möglich sind: {states}"
    ),
    "{value!r} is not a valid UUID.": "»{value}« ist keine UUID.",
    "{value!r} does not match the format {format}.": "»{value}« hat nicht die Form {format}.",
    "{value!r} does not match the formats {formats}.": "»{value}« hat keine der Formen {formats}.",
    "file": "Datei",
    "directory": "Ordner",
    "path": "Pfad",
    "{name} {filename!r} does not exist.": "{name} »{filename}« gibt es nicht.",
    "{name} {filename!r} is a file.": "{name} »{filename}« ist eine Datei.",
    "{name} {filename!r} is a directory.": "{name} »{filename}« ist ein Ordner.",
    "{name} {filename!r} is not readable.": "{name} »{filename}« ist nicht lesbar.",
    "{name} {filename!r} is not writable.": "{name} »{filename}« ist nicht beschreibbar.",
    "{name} {filename!r} is not executable.": "{name} »{filename}« ist nicht ausführbar.",
    "Could not open file {filename!r}: {message}": "Die Datei »{filename}« lässt sich nicht öffnen: {message}",
    "unknown error": "unbekannter Fehler",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Der Befehl »{name}« ist veraltet.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Die Angabe »{name}« ist veraltet.{extra_message}"
    ),
    # Questions and the end
    "Aborted!": "Abgebrochen.",
    "Aborted.": "Abgebrochen.",
    "Do you want to continue?": "Fortfahren?",
    "Confirm the action without prompting.": "Ohne Rückfrage ausführen.",
    "Press any key to continue...": "Weiter mit einer beliebigen Taste …",
    "Repeat for confirmation": "Zur Bestätigung wiederholen",
    "Error: The two entered values do not match.": "Die beiden Eingaben stimmen nicht überein.",
    "Error: invalid input": "Diese Eingabe ist nicht möglich.",
    "d": "T",
    "{editor}: Editing failed": "{editor}: Bearbeiten gescheitert",
    "{editor}: Editing failed: {e}": "{editor}: Bearbeiten gescheitert: {e}",
    "Windows error: {error}": "Windows-Fehler: {error}",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Die Version der Bash ist nicht zu erkennen; ohne sie gibt es keine Vervollständigung."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Vervollständigung gibt es erst ab Bash 4.4."
    ),
    # Faults of the program itself
    "Could not determine name for option with declarations {decls!r}": "Option ohne Namen: {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to"
    " pass '--{name}'?": "Name ohne Option: {name}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": "Angabe mit {length} Namen: {decls}",
    "Name '{name}' defined twice": "Der Name »{name}« ist doppelt vergeben.",
    "Boolean option {decl!r} cannot use the same flag for true/false.": "Ja und Nein heißen gleich: {decl!r}",
    "Invalid start character for option ({option})": "Eine Option beginnt nicht so: {option}",
    "Unknown color {colour!r}": "Unbekannte Farbe {colour!r}",
    "Unknown standard stream '{name}'": "Unbekannter Ein- oder Ausgang »{name}«",
}


def translate(message: str) -> str:
    """Return the German text of a message id; an unknown one comes back as it is."""
    return KATALOG.get(message, message)


def translate_count(one: str, many: str, count: int) -> str:
    """Return the German text of the singular or the plural."""
    return translate(one if count == 1 else many)


def install() -> None:
    """Make click and typer speak German, whether they are imported already (in tests) or not."""
    spoken = {gettext.gettext: translate, gettext.ngettext: translate_count}
    for name in [name for name in sys.modules if name.partition(".")[0] in {"click", "typer"}]:
        module = vars(sys.modules[name])
        module.update(
            {key: spoken[value] for key, value in module.items() if key in {"_", "ngettext"} if value in spoken}
        )
    gettext.gettext = translate
    gettext.ngettext = translate_count  # type: ignore[assignment]
