"""Draws a channel's board: the team first, then those who chose to be shown, and nobody last."""

from bot.domain.leaderboard import FEWEST_PARTICIPANTS, Leaderboard, Standing
from bot.domain.score import FEWEST_ASKED
from bot.services.ports import BoardPosting
from bot.services.views import MyPlace
from bot.slack.copy import board as copy
from bot.slack.copy import state, times
from bot.slack.copy.figures import percent
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import Block, actions, button, header
from bot.slack.render.figures import share_points
from bot.slack.render.message import Rendered, fallback, message
from bot.slack.render.names import Names


def render_leaderboard(posting: BoardPosting, *, mentions: bool = False) -> Rendered:
    """Draw a board's post; with mentions it is for an edit of that post, never for the post itself.

    A mention notifies when a message is posted and not when it is edited: see ADR 13.
    """
    names = Names(aliases=posting.names, mentions=mentions)
    if posting.board.is_suppressed:
        missing = FEWEST_PARTICIPANTS - posting.board.participants
        return message(copy.suppressed(missing), buttons=join_row())
    drawn = message(
        *_paragraphs(posting.board, names),
        small_print=[copy.set_up_by(names.person(posting.set_by))],
    )
    title = copy.title()
    return Rendered(text=fallback(title, drawn.text), blocks=[header(title), *drawn.blocks])


def render_my_place(my: MyPlace) -> Rendered:
    """Draw somebody's own place; an ephemeral answer notifies nobody it mentions."""
    own = [_my_figures(my), _my_place(my)]
    if my.tally.logged:
        own.insert(1, copy.my_extra(my.tally.logged))
    if my.board.is_suppressed:
        shown = [copy.suppressed(FEWEST_PARTICIPANTS - my.board.participants)]
    else:
        shown = _paragraphs(my.board, Names(aliases=my.names, mentions=True))
    return message("\n".join(own), *shown)


def _paragraphs(board: Leaderboard, names: Names) -> list[str]:
    """Say what a board of enough people shows, in the order in which it is read."""
    paragraphs = [_headline(board)]
    if board.shown:
        rows = [copy.shown_heading(), *(_row(standing, names) for standing in board.shown)]
        places = [standing.place for standing in board.shown]
        if len(set(places)) < len(places):
            rows.append(copy.ties())
        paragraphs.append("\n".join(rows))
    if board.improved is not None and (points := round(board.improved.by * 100)) > 0:
        paragraphs.append(copy.improved(names.member(board.improved.member), points))
    if each := round(board.total.done / max(board.participants, 1)):
        paragraphs.append(copy.together(each))
    return paragraphs


def _headline(board: Leaderboard) -> str:
    days = times.days(board.period.first, board.period.last)
    if not board.total.done:
        return copy.headline_quiet(days)
    if not board.total.completed:
        return copy.headline_unasked(board.total.done, board.participants, days)
    share = percent(share_points(board.total))
    return copy.headline(board.total.done, board.participants, share, days)


def _row(standing: Standing, names: Names) -> str:
    tally = standing.tally
    name = names.member(standing.member)
    if not tally.completed:
        return copy.row_unasked(standing.place, name, tally.logged)
    if not tally.logged:
        return copy.row(standing.place, name, tally.completed, tally.asked)
    return copy.row_with_extra(standing.place, name, tally.completed, tally.asked, tally.logged)


def join_row() -> Block:
    """Draw the button that lets people in."""
    return actions(
        button(state.join_button(), Action.OPEN_JOIN, style="primary"),
        block_id=BlockId.BOARD_INVITATION,
    )


def _my_figures(my: MyPlace) -> str:
    days = times.days(my.period.first, my.period.last)
    share = percent(share_points(my.tally))
    return copy.my_figures(my.tally.completed, my.tally.asked, share, days)


def _my_place(my: MyPlace) -> str:
    if my.place is None:
        return copy.my_place_open(FEWEST_ASKED)
    return copy.my_place(my.place, my.ranked)
