"""Draws one's own place, for one's own eyes, beside what a board would show."""

from bot.domain.leaderboard import FEWEST_PARTICIPANTS
from bot.domain.score import FEWEST_ASKED
from bot.services.views import MyPlace
from bot.slack.copy import board as copy
from bot.slack.copy import times
from bot.slack.copy.figures import percent
from bot.slack.render.figures import share_points
from bot.slack.render.leaderboard import board_paragraphs
from bot.slack.render.message import Rendered, message
from bot.slack.render.names import Names


def render_my_place(my: MyPlace) -> Rendered:
    """Draw somebody's own place; an ephemeral answer notifies nobody it mentions."""
    own = [_figures(my), _place(my)]
    if my.tally.logged:
        own.insert(1, copy.my_extra(my.tally.logged))
    if my.board.is_suppressed:
        shown = [copy.suppressed(FEWEST_PARTICIPANTS - my.board.participants)]
    else:
        shown = board_paragraphs(my.board, Names(aliases=my.names, mentions=True))
    return message("\n".join(own), *shown)


def _figures(my: MyPlace) -> str:
    days = times.days(my.period.first, my.period.last)
    share = percent(share_points(my.tally))
    return copy.my_figures(my.tally.completed, my.tally.asked, share, days)


def _place(my: MyPlace) -> str:
    if my.place is None:
        return copy.my_place_open(FEWEST_ASKED)
    return copy.my_place(my.place, my.ranked)
