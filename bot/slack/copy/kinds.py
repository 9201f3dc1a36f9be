"""What the kinds of exercise are called, alone and in a row."""

from collections.abc import Sequence

from babel.lists import format_list

from bot.domain.exercise import BodyProfile, Kind
from bot.slack.copy.translation import N_, _, voice

_NAMES: dict[Kind, str] = {
    Kind.STAND: N_("stand"),
    Kind.SQUEEZE: N_("squeeze"),
    Kind.WALK: N_("walk"),
    Kind.SELFCARE: N_("selfcare"),
}

_SEATED_NAMES: dict[Kind, str] = {**_NAMES, Kind.STAND: N_("stretch"), Kind.WALK: N_("move")}


def name(kind: Kind, body: BodyProfile = BodyProfile.STANDING) -> str:
    """Name a kind in one word, as it suits a body."""
    return _((_SEATED_NAMES if body is BodyProfile.SEATED else _NAMES)[kind])


def names(kinds: Sequence[Kind], body: BodyProfile = BodyProfile.STANDING) -> str:
    """Name kinds in a row."""
    return listed([name(kind, body) for kind in kinds])


def listed(parts: Sequence[str]) -> str:
    """Put words in a row: a, b and c."""
    if len(parts) == 1:
        return parts[0]
    return format_list(parts, locale=voice().locale)
