"""The shape of one exercise's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """An exercise as one body does it; both are marked for translation where they are written.

    Attributes:
        phrase: what to do, in four words at most and without a capital, to stand in any sentence.
        steps: how it is done, in whole sentences.
    """

    phrase: str
    steps: tuple[str, ...]
