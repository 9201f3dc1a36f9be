"""The words on asking less often of whoever does not answer."""

from bot.slack.copy.translation import _


def told() -> str:
    """Say once that nudges become rarer, and why."""
    return _("The last few went by, so I ask less often for now. Any answer brings your plan back.")


def back_button() -> str:
    """Label the button that brings the plan back."""
    return _("As often as before")


def back(sentence: str) -> str:
    """Confirm that nudges come as often as the plan says, and say when the next one does."""
    return _("Nudges come as often as your plan says again. {sentence}").format(sentence=sentence)
