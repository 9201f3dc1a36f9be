"""Draws the App Home: how things stand, what changes it, and what the figures say."""

from bot.services.views import DoubtfulPost, Overview
from bot.slack.copy import home as copy
from bot.slack.copy import times
from bot.slack.ids import Action, View, post_again_value
from bot.slack.ids import Block as BlockId
from bot.slack.render.elements import (
    Block,
    actions,
    button,
    context,
    divider,
    header,
    section,
)
from bot.slack.render.figures import streak_sentence, today_sentence, week_sentence
from bot.slack.render.message import channel_link
from bot.slack.render.state import has_joined, has_left, state_buttons, state_sentence

_MOST_LISTED = 15
"""Boards listed of each sort; Slack takes a hundred blocks in all."""


def render_home(overview: Overview) -> Block:
    """Draw somebody's Home."""
    member = overview.member
    blocks = _joined(overview) if has_joined(member) else _outside(overview)
    return {
        "type": "home",
        "callback_id": str(View.HOME),
        "blocks": [
            header(copy.title()),
            section(state_sentence(member, now=overview.now)),
            actions(*state_buttons(member, now=overview.now), block_id=BlockId.HOME),
            *blocks,
            *_boards(overview),
        ],
    }


def _outside(overview: Overview) -> list[Block]:
    if has_left(overview.member):
        return [section(copy.what_it_is()), context(copy.left_privacy_line())]
    return [
        section(copy.what_it_is()),
        context(copy.first_privacy_line()),
        context(copy.second_privacy_line()),
    ]


def _joined(overview: Overview) -> list[Block]:
    return [
        divider(),
        section(today_sentence(overview)),
        section(week_sentence(overview)),
        section(streak_sentence(overview)),
        context(copy.privacy_line()),
    ]


def _boards(overview: Overview) -> list[Block]:
    doubtful = [_doubtful(post) for post in overview.doubtful_posts[:_MOST_LISTED]]
    own = [section(copy.board(channel_link(each))) for each in overview.boards[:_MOST_LISTED]]
    if not doubtful and not own:
        return []
    return [divider(), header(copy.boards_heading()), *doubtful, *own]


def _doubtful(post: DoubtfulPost) -> Block:
    days = times.days(post.period.first, post.period.last)
    value = post_again_value(post.channel, post.period.last.isoformat())
    return section(copy.doubtful(channel_link(post.channel), days)) | {
        "accessory": button(copy.post_again_button(), Action.BOARD_POST_AGAIN, value=value)
    }
