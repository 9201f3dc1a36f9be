"""Which Slack statuses say that somebody should not be interrupted, in the languages of the bot.

A status is judged where it comes in, and only the judgement goes on. Words count whole: `recall` is
no call. Some count wherever they stand, others only where no more is said than with whom or until
when: `sales call until 3`, but not `call me`. A question is no status, and words around a match can
take it back: `no meetings`, `meeting notes`, `vacation next week`. What stays in doubt keeps nudges
away, since a nudge in a meeting costs more than one that was missed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.presence import Busy
from bot.domain.status_context import HARMLESS
from bot.domain.status_patterns import any_of, key_in, key_of, plain_of, surroundings
from bot.domain.status_words import EMOJI, EVENTS, OPENING, WORDS

LONGEST_STATUS = 100
"""Characters of a status; Slack allows no more."""

LONGEST_ENTRY = 50
MOST_ENTRIES = 50

_EMOJI = re.compile(r":([a-z0-9_+'-]{1,100}):(?::skin-tone-[2-6]:)?")


class StatusWordsProblem(StrEnum):
    """Why a list of words cannot be taken."""

    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    WORDLESS = "wordless"


class StatusWordsError(ValueError):
    """A list of words holds what no status can say.

    Attributes:
        field: the list.
        problem: what is wrong with it.
        entry: the first entry at fault, or nothing where there are too many.
    """

    def __init__(self, field: str, problem: StatusWordsProblem, entry: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.problem = problem
        self.entry = entry


def _check(field: str, entries: tuple[str, ...]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise StatusWordsError(field, StatusWordsProblem.TOO_MANY)
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise StatusWordsError(field, StatusWordsProblem.TOO_LONG, entry)
        if not key_of(entry):
            raise StatusWordsError(field, StatusWordsProblem.WORDLESS, entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """What a workspace says of statuses, beside the usual words or instead of them.

    An entry is a word or a few, or an emoji as `:name:`.

    Attributes:
        meeting, focus, away: what means that somebody is in a meeting or a call, wants to be left
            alone, or is not there.
        never: what means nothing of the kind, even if it is on a list.
        with_usual: the usual words and emoji count as well.

    Raises:
        StatusWordsError: an entry is empty, or too long, or there are too many.
    """

    meeting: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    with_usual: bool = True

    def __post_init__(self) -> None:
        for field in ("meeting", "focus", "away", "never"):
            _check(field, getattr(self, field))

    def of(self, busy: Busy) -> tuple[str, ...]:
        """Return the entries that mean one way of being busy."""
        return {Busy.MEETING: self.meeting, Busy.FOCUS: self.focus, Busy.AWAY: self.away}[busy]


USUAL = StatusWords()
"""What holds where nobody has decided anything."""


def judge(text: str, emoji: str, words: StatusWords = USUAL) -> Busy | None:
    """Return what a status says that keeps nudges away, or None.

    Its text counts before its emoji, and of several matches in it the first does.
    """
    rules = _compiled(words)
    plain = plain_of(_EMOJI.sub(" ", text[:LONGEST_STATUS]))
    found, is_taken_back = _in_text(plain, rules)
    if found is not None or is_taken_back:
        return found
    named = (_EMOJI.fullmatch(one) for one in (emoji, *re.findall(r":[^:\s]+:", text)))
    meant = (rules.emoji.get(match[1]) for match in named if match is not None)
    return next((busy for busy in meant if busy is not None), None)


def _in_text(plain: str, rules: "_Rules") -> tuple[Busy | None, bool]:
    """Return what a text says, and whether it takes back what it seems to say."""
    if plain.rstrip().endswith("?"):
        return None, True
    around = surroundings()
    said = around.leading.sub("", plain)
    opening = rules.opening.match(said)
    if opening is not None and around.lets_open(said, opening.end()):
        return rules.openings[key_in(opening[0])], False
    is_taken_back = False
    for match in rules.pattern.finditer(plain):
        key = key_in(match[0])
        if rules.words[key] is not None and not around.takes_back(plain, match):
            if key not in rules.events or around.event_ends.match(plain, match.end()):
                return rules.words[key], False
        else:
            is_taken_back = True
    return None, is_taken_back


@dataclass(frozen=True, slots=True)
class _Rules:
    """Words made ready for matching: each plain one with what it means; None for nothing."""

    words: dict[str, Busy | None]
    events: frozenset[str]
    openings: dict[str, Busy]
    emoji: dict[str, Busy]
    pattern: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=256)
def _compiled(own: StatusWords) -> _Rules:
    words: dict[str, Busy | None] = {}
    events: dict[str, Busy | None] = {}
    openings: dict[str, Busy] = {}
    emoji: dict[str, Busy] = {}
    if own.with_usual:
        words |= {key_of(word): None for word in HARMLESS}
        for busy in Busy:
            words |= _meaning(WORDS[busy], busy)
            events |= _meaning(EVENTS[busy], busy)
            openings |= _meaning(OPENING[busy], busy)
            emoji |= dict.fromkeys(EMOJI[busy], busy)
    for busy in Busy:
        emoji |= dict.fromkeys(_emoji_in(own.of(busy)), busy)
        words |= _meaning(_words_in(own.of(busy)), busy)
    for name in _emoji_in(own.never):
        emoji.pop(name, None)
    for word in _words_in(own.never):
        words[key_of(word)] = None
    # What a workspace says of a word holds wherever that stands.
    openings = {word: busy for word, busy in openings.items() if word not in words}
    return _Rules(
        words=events | words,
        events=frozenset(events.keys() - words.keys()),
        openings=openings,
        emoji=emoji,
        pattern=re.compile(any_of(events | words)),
        opening=re.compile(any_of(openings)),
    )


def _meaning(words: Iterable[str], busy: Busy) -> dict[str, Busy]:
    return {key_of(word): busy for word in words}


def _emoji_in(entries: Iterable[str]) -> list[str]:
    found = (_EMOJI.fullmatch(entry.strip()) for entry in entries)
    return [match[1] for match in found if match is not None]


def _words_in(entries: Iterable[str]) -> list[str]:
    return [entry for entry in entries if _EMOJI.fullmatch(entry.strip()) is None]
