"""The words of a channel's board, and of one's own place beside it."""

from bot.slack.copy.figures import number
from bot.slack.copy.translation import _, ngettext


def title() -> str:
    """Head the board."""
    return _("Up and about, together")


def headline(done: int, people: int, share: str, days: str) -> str:
    """Say what the team did, all members together."""
    first = ngettext(
        "*{done} exercise* done from {days}, by {people} people together: {share} of what was "
        "asked.",
        "*{done} exercises* done from {days}, by {people} people together: {share} of what was "
        "asked.",
        done,
    )
    return first.format(done=number(done), people=number(people), share=share, days=days)


def headline_unasked(done: int, people: int, days: str) -> str:
    """Say what the team did where all of it was unasked."""
    return ngettext(
        "*{done} exercise* done from {days}, by {people} people together.",
        "*{done} exercises* done from {days}, by {people} people together.",
        done,
    ).format(done=number(done), people=number(people), days=days)


def headline_quiet(days: str) -> str:
    """Say that the team had other things to do."""
    return _("A quiet week, {days}. The chairs are warm, and next week is a new one.").format(
        days=days
    )


def shown_heading() -> str:
    """Introduce those who chose to be shown."""
    return _("*Out in front, among those who chose to be shown*")


def row(place: int, name: str, completed: int, asked: int) -> str:
    """Name one person with a place."""
    return _("{place}. {name}: {completed} of {asked}").format(
        place=place, name=name, completed=completed, asked=asked
    )


def row_with_extra(place: int, name: str, completed: int, asked: int, logged: int) -> str:
    """Name one person with a place who did more than was asked."""
    return _("{place}. {name}: {completed} of {asked}, plus {logged} of their own").format(
        place=place, name=name, completed=completed, asked=asked, logged=logged
    )


def row_unasked(place: int, name: str, logged: int) -> str:
    """Name one person with a place who did it all unasked."""
    return _("{place}. {name}: {logged} of their own").format(place=place, name=name, logged=logged)


def ties() -> str:
    """Explain equal places."""
    return _("Equal scores share a place.")


def improved(name: str, points: int) -> str:
    """Name whoever gained most on their own weeks before."""
    return ngettext(
        "*Most improved on their own usual:* {name}, up by {points} point.",
        "*Most improved on their own usual:* {name}, up by {points} points.",
        points,
    ).format(name=name, points=points)


def together(each: int) -> str:
    """End on what everybody shares."""
    return ngettext(
        "On average that is {each} for each of you, and every one counted.",
        "On average that is {each} for each of you, and every one counted.",
        each,
    ).format(each=each)


def someone() -> str:
    """Stand in for somebody whose name is put in a moment later."""
    return _("a teammate")


def set_up_by(name: str) -> str:
    """Say who set the board up, and how names get there."""
    return _(
        "Set up by {name}. Besides whoever set it up, only people who chose it are named; "
        "everybody who joined is in the total. Choose with `/unsit settings`."
    ).format(name=name)


def suppressed(missing: int) -> str:
    """Say that too few take part for a board."""
    return ngettext(
        "No board this week: a board of few would say too much about each. "
        "{missing} more person taking part is all it needs.",
        "No board this week: a board of few would say too much about each. "
        "{missing} more people taking part are all it needs.",
        missing,
    ).format(missing=missing)


def first_privacy_line() -> str:
    """Say that nobody is in it who did not join."""
    return _("Nobody is nudged, counted or listed unless they join.")


def second_privacy_line() -> str:
    """Say that names are hidden unless chosen."""
    return _("Your name stays off the board unless you choose to show it, or an alias.")


def my_figures(completed: int, asked: int, share: str, days: str) -> str:
    """Say the reader's own figures."""
    return _("You, {days}: {completed} of {asked} ({share}).").format(
        days=days, completed=completed, asked=asked, share=share
    )


def my_extra(logged: int) -> str:
    """Say how much the reader did unasked."""
    return ngettext(
        "Plus {logged} on your own, which counts a little.",
        "Plus {logged} on your own, which count a little.",
        logged,
    ).format(logged=logged)


def my_place(place: int, ranked: int) -> str:
    """Say the reader's own place, which nobody else is told."""
    return ngettext(
        "Place {place} of {ranked} person with enough nudges to compare. Only you see this.",
        "Place {place} of {ranked} people with enough nudges to compare. Only you see this.",
        ranked,
    ).format(place=number(place), ranked=number(ranked))


def my_place_open(fewest: int) -> str:
    """Say that there is no place yet."""
    return _("No place yet: it takes at least {fewest} nudged exercises to compare.").format(
        fewest=fewest
    )


def ended(channel: str) -> str:
    """Tell whoever set a board up that it has ended."""
    return _(
        "The weekly board in {channel} has ended: I cannot post there any more. If that was not "
        "meant, invite me there again and type `/unsit board here` in it."
    ).format(channel=channel)
