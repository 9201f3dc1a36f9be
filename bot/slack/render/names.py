"""How people are named on a board: by alias, or by a mention where that notifies nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import MemberId
from bot.slack.copy.board import someone
from bot.slack.render.elements import escape
from bot.slack.render.message import mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a board.

    Attributes:
        aliases: the alias of each shown member, or None for one shown as themselves.
        mentions: whether people may be mentioned here; they are not named at all otherwise.
    """

    aliases: Mapping[MemberId, str | None]
    mentions: bool

    def member(self, member: MemberId) -> str:
        """Name a shown member."""
        alias = self.aliases.get(member)
        return self.person(member) if alias is None else escape(" ".join(alias.split()))

    def person(self, member: MemberId) -> str:
        """Name somebody who has no alias."""
        return mention(member) if self.mentions else someone()
