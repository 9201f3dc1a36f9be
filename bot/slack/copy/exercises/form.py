"""The shape of one exercise's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """An exercise as one body does it; both are marked for translation where they are written."""

    title: str
    steps: tuple[str, ...]
