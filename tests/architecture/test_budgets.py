"""The code stays in pieces that can be read at one sitting, with names that say something."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "bot").rglob("*.py"))
ALL_FILES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]

MODULE_LINES = 250
LONGER_MODULES = {
    "bot/storage/migrations/versions/0001_the_first_schema.py": "one release's tables",
}

FUNCTION_LINES = 30
LONGER_FUNCTIONS = {
    "bot/app.py": "the composition root names every part once",
    "bot/storage/migrations/versions/0001_the_first_schema.py": "a table's columns, one a line",
}

SAYS_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
EXEMPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)[^#]*")
REASONED = re.compile(r"(?:noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]|pragma: no \w+)\s+[-#]\s+\w")


def name_of(path: Path) -> str:
    """Return a file's path as people write it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its signature and docstring."""
    first = function.body[0]
    starts = first.end_lineno if ast.get_docstring(function) else first.lineno - 1
    return (function.end_lineno or 0) - (starts or 0)


def test_modules_are_short() -> None:
    """Beyond the budget there is usually a second idea in a module."""
    long = {name_of(path): len(path.read_text().splitlines()) for path in MODULES}

    assert {
        name: lines
        for name, lines in long.items()
        if lines > MODULE_LINES and name not in LONGER_MODULES
    } == {}


def test_functions_are_short() -> None:
    """A function fits on a screen with room to spare."""
    assert [
        f"{name_of(path)}: {function.name} has {body_lines(function)} lines"
        for path in MODULES
        if name_of(path) not in LONGER_FUNCTIONS
        for function in functions(path)
        if body_lines(function) > FUNCTION_LINES
    ] == []


def test_tolerated_modules_are_still_too_long() -> None:
    """A tolerance that is no longer needed goes."""
    assert [
        name
        for name in LONGER_MODULES
        if len((ROOT / name).read_text().splitlines()) <= MODULE_LINES
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    """What a module owns is its name."""
    assert [name_of(path) for path in ALL_FILES if path.stem.strip("_") in SAYS_NOTHING] == []


def test_every_exemption_gives_its_reason() -> None:
    """Whoever silences a rule says why, on the same line."""
    assert [
        f"{name_of(path)}: {line.strip()}"
        for path in ALL_FILES
        if path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
        if EXEMPTION.search(line) and not REASONED.search(line)
    ] == []


def test_importing_a_module_does_nothing_else() -> None:
    """No module reads a file, the clock or the environment by being imported."""
    called = {
        "open",
        "asyncio.run",
        "datetime.now",
        "logging.basicConfig",
        "logs.configure",
        "os.getenv",
        "structlog.configure",
    }
    assert [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in called
    ] == []
