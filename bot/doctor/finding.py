"""What the doctor found out about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one thing stands."""

    FINE = "fine"
    WRONG = "wrong"
    SKIPPED = "skipped"
    SPARED = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: how it stands, in words, and the cure where it is wrong."""

    about: str
    verdict: Verdict
    words: str
    cure: str = ""


def fine(about: str, words: str) -> Finding:
    """Report a thing that is as it should be."""
    return Finding(about=about, verdict=Verdict.FINE, words=words)


def wrong(about: str, words: str, cure: str) -> Finding:
    """Report a thing that is not, with what to do about it."""
    return Finding(about=about, verdict=Verdict.WRONG, words=words, cure=cure)


def spared(about: str, words: str, cure: str) -> Finding:
    """Report a thing that the bot does without, which is allowed, with what would change that."""
    return Finding(about=about, verdict=Verdict.SPARED, words=words, cure=cure)


def skipped(about: str, words: str) -> Finding:
    """Report a thing that could not or need not be looked at, with the reason."""
    return Finding(about=about, verdict=Verdict.SKIPPED, words=words)
