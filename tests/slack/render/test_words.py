"""The tone and the craft of all copy, and its translation."""

import ast
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

import bot.slack.copy
from bot.slack.copy import kinds
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import N_, Voice, _, ngettext, speaking
from bot.slack.render import replies
from bot.slack.render.nudge import render_nudge
from tests.slack.render.builders import a_card

COPY = Path(bot.slack.copy.__file__).parent
MODULES = sorted(COPY.rglob("*.py"))
MARKS = {"_", "N_", "ngettext"}


def marked(module: Path) -> Iterator[ast.expr]:
    """Yield every text that is marked for translation."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in MARKS:
                yield from node.args[: 2 if name == "ngettext" else 1]


def sentences() -> list[str]:
    """Return all copy."""
    return [
        text.value
        for module in MODULES
        for text in marked(module)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(COPY)))
def test_marked_texts_are_whole_and_literal(module: Path) -> None:
    """Or the catalogues could not hold them: constants, or the name of one marked elsewhere."""
    for text in marked(module):
        assert not isinstance(text, (ast.JoinedStr, ast.BinOp)), ast.unparse(text)
        if isinstance(text, ast.Call):
            assert ast.unparse(text.func) not in MARKS, ast.unparse(text)


def test_nothing_is_shouted_ordered_or_promised() -> None:
    """An invitation has no exclamation mark, and comfort is no cure."""
    everything = sentences()
    assert len(everything) > 300
    for text in everything:
        assert "!" not in text, text
        for word in ("should", "must", "fail", "lazy", "shame", "cures", "prevents", "heal"):
            assert word not in text.lower().split(), text


def test_a_board_is_a_board() -> None:
    """And snoozing is snoozing: one word for one thing."""
    for text in sentences():
        assert "leaderboard" not in text.lower(), text
        assert "put off" not in text.lower(), text


def test_people_read_team_and_never_squad_or_member() -> None:
    """Members are "you"."""
    for text in sentences():
        assert "squad" not in text.lower(), text
        assert "member" not in text.lower().split(), text


class Shouting(NullTranslations):
    """A language that differs from English by its volume."""

    def gettext(self, message: str) -> str:
        """Translate one sentence, leaving its placeholders alone."""
        return "".join(
            part if part.startswith("{") else part.upper()
            for part in message.replace("{", "\0{").replace("}", "}\0").split("\0")
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a sentence with a count."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def test_another_language_is_spoken_within_its_block_alone() -> None:
    """Constants included, which are marked in one place and translated in another."""
    english = render_nudge(a_card()).text
    with speaking(Voice(Language.ENGLISH, Shouting())):
        shouted = render_nudge(a_card()).text
        assert replies.usage().text.isupper() is False  # examples stay as they are typed
        assert "QUIET FOR A WHILE" in replies.usage().text
        assert ngettext("{n} day", "{n} days", 2) == "{n} DAYS"

    assert shouted == english.upper()
    assert render_nudge(a_card()).text == english
    assert _("day") == N_("day") == "day"


@pytest.mark.parametrize(
    ("parts", "row"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_in_a_row(parts: list[str], row: str) -> None:
    """As one says them."""
    assert kinds.listed(parts) == row
