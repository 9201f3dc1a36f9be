"""The documents keep up with the code."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.settings import load, names

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PROSE = [
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def read(name: str) -> str:
    """Read a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", names())
def test_every_setting_is_explained(name: str) -> None:
    """It has a row in the README and a line in the example file."""
    assert f"| `{name}` |" in read("README.md")
    assert re.search(rf"^{name}=", read(".env.example"), re.MULTILINE)


def test_the_example_file_is_usable_as_it_is() -> None:
    """A copy of it changes nothing, and holds no setting that does not exist."""
    example = ROOT / ".env.example"
    written = re.findall(r"^([A-Z_]+)=", example.read_text(), re.MULTILINE)

    assert load({}, example) == load({})
    assert sorted(written) == sorted(names())


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_every_decision_has_its_four_parts(record: Path) -> None:
    """What was to be decided, what was, what follows, and whether it still holds."""
    headings = set(re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE))

    assert {"Status", "Context", "Decision", "Consequences"} - headings == set()


def test_every_decision_is_in_the_index() -> None:
    """Numbers run on without a gap, and each leads to its record."""
    index = read("docs/adr/README.md")

    assert [record.name for record in RECORDS if f"({record.name})" not in index] == []
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    """Whatever a document points to within the repository is there."""
    targets = LINK.findall(path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_changelog_has_room_for_what_is_next() -> None:
    """Changes are noted as they are made."""
    assert "## [Unreleased]" in read("CHANGELOG.md")


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/dev.txt"])
def test_the_lock_says_nothing_of_where_files_come_from(name: str) -> None:
    """Whoever installs decides on the index; the hashes decide on the files."""
    lock = read(name)

    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|@ ", lock) == []


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/dev.txt"])
def test_the_lock_holds_everything_that_is_needed(name: str) -> None:
    """A dependency that was added without `make lock` is noticed here."""
    project = tomllib.loads(read("pyproject.toml"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    if "dev" in name:
        groups = project["dependency-groups"]
        wanted += groups["test"] + groups["lint"]
    locked = set(re.findall(r"^([\w.-]+)==", read(name), re.MULTILINE))

    assert {re.split(r"[\[<>=~;]", each)[0].lower() for each in wanted} - locked == set()


def test_the_procfile_names_commands_that_exist() -> None:
    """A platform that reads it finds the release step and both roles."""
    assert re.findall(r"^(\w+): (.+)$", read("Procfile"), re.MULTILINE) == [
        ("release", "unsit migrate"),
        ("web", "unsit web"),
        ("worker", "unsit worker"),
    ]
