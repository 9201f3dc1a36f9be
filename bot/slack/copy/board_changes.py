"""What a channel reads when its board is set up, moved or ended."""

from bot.slack.copy.translation import _


def scheduled(name: str, weekday: str, time: str, zone: str) -> str:
    """Announce a new board in its channel."""
    return _(
        "{name} set up a weekly board here: how often this team got up, every {weekday} at {time} "
        "({zone}). Taking part is up to you."
    ).format(name=name, weekday=weekday, time=time, zone=zone)


def first_post(moment: str) -> str:
    """Say when the first board is posted."""
    return _("First post: {moment}.").format(moment=moment)


def moved(name: str, weekday: str, time: str, zone: str) -> str:
    """Say that a board comes at another time."""
    return _("{name} moved the weekly board here to {weekday} at {time} ({zone}).").format(
        name=name, weekday=weekday, time=time, zone=zone
    )


def off(name: str) -> str:
    """Say that somebody ended a board."""
    return _("{name} ended the weekly board here.").format(name=name)
