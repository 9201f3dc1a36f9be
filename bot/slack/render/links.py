"""Draws links to the web."""

from bot.slack.render.elements import escape


def link(address: str, text: str) -> str:
    """Draw a link; neither its address, which is checked where it enters, nor its text breaks out.

    Args:
        address: on the web, without a space, an angle bracket or a bar.
        text: what it reads; whatever it holds is shown as it is.
    """
    return f"<{escape(address)}|{escape(text)}>"
