"""Brings the catalogues up to date with the code: `make messages`.

Every message goes into the template and into each language's catalogue, with the files it is in and
what is said there about the place it has. What is translated stays, and what no code says any more
goes. The same code gives the same files: there is no date and no line number in them.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "bot" / "slack" / "copy" / "locale"
TEMPLATE = LOCALES / "unsit.pot"
LANGUAGES = ("de", "es", "fr", "ja", "pt_BR")
MARKS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}

_WIDTH = 100


def template() -> Catalog:
    """Return every message of the code, in the order of the files."""
    found = Catalog()
    for path in sorted((ROOT / "bot").rglob("*.py")):
        places = _Places(ast.parse(path.read_text("utf-8")))
        with path.open("rb") as file:
            messages = list(extract("python", file, MARKS, ["Translators:"]))
        for line, message, comments, _context in messages:
            found.add(
                message,
                locations=[(path.relative_to(ROOT).as_posix(), line)],
                auto_comments=[*places.at(line), *comments],
            )
    return found


def catalogue(language: str) -> Catalog:
    """Return a language's catalogue as it stands, which may be not at all."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language)


def catalogue_path(language: str) -> Path:
    """Return where a language's catalogue is kept."""
    return LOCALES / language / "LC_MESSAGES" / "unsit.po"


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file holds it."""
    body = BytesIO()
    write_po(
        body, catalogue, width=_WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False
    )
    return "\n".join(_header(catalogue)).encode() + b"\n\n" + body.getvalue().strip() + b"\n"


def updated(language: str, messages: Catalog) -> Catalog:
    """Return a language's catalogue with these messages and no others."""
    found = catalogue(language)
    found.update(messages, no_fuzzy_matching=True)
    return found


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages of a catalogue that have no translation, or a doubtful one."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(translation: str | Iterable[str] | None) -> list[str]:
    """Return the forms of a translation, one for each number that the language tells apart."""
    if translation is None or isinstance(translation, str):
        return [translation or ""]
    return list(translation)


def _header(catalogue: Catalog) -> Iterator[str]:
    yield "# Made by `make messages`, and translated by hand: see docs/translating.md."
    yield 'msgid ""'
    yield 'msgstr ""'
    yield r'"Content-Type: text/plain; charset=utf-8\n"'
    if catalogue.locale is not None:
        yield rf'"Language: {catalogue.locale}\n"'
        yield rf'"Plural-Forms: {catalogue.plural_forms}\n"'


class _Places:
    """Tells what a module says about the place that a message has: what its function is for."""

    def __init__(self, module: ast.Module) -> None:
        self._found = [
            (node.lineno, node.end_lineno or node.lineno, said)
            for node in ast.walk(module)
            if isinstance(node, ast.stmt) and (said := _said_about(node))
        ]

    def at(self, line: int) -> list[str]:
        """Return what is said about a line."""
        inside = [said for first, last, said in self._found if first <= line <= last]
        return inside[-1:]


def _said_about(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef():
            return (ast.get_docstring(node) or "").partition("\n")[0]
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            words = name.strip("_").replace("_", " ").lower()
            return f"One of: {words}." if name.isupper() else ""
        case _:
            return ""


def main() -> int:
    """Write all files anew, and say how far each language is."""
    messages = template()
    LOCALES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(messages))
    for language in LANGUAGES:
        found = updated(language, messages)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(found))
        missing = len(untranslated(found))
        sys.stdout.write(f"{language:6} {len(found) - missing} of {len(found)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
