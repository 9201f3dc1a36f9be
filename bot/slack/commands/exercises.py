"""Which exercise a typed word means."""

from bot.domain.exercise import Kind

_OTHER_WORDS = {
    "standing": Kind.STAND,
    "up": Kind.STAND,
    "squeezes": Kind.SQUEEZE,
    "glutes": Kind.SQUEEZE,
    "walking": Kind.WALK,
    "massage": Kind.SELFCARE,
    "self-care": Kind.SELFCARE,
}
_WORDS = {kind.value: kind for kind in Kind} | _OTHER_WORDS


def kind_named(text: str) -> Kind | None:
    """Return the kind that a word names, or None for none."""
    word = text.strip().lower()
    return _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))
