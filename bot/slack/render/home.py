"""Draws the App Home: how things stand, what changes it, and what the figures say."""

from bot.domain.member import Member
from bot.domain.zone import local_date, zone_named
from bot.services.administration import Setup
from bot.services.programmes import Progress
from bot.services.views import DoubtfulPost, Overview
from bot.slack.copy import home as copy
from bot.slack.copy import state as state_copy
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
from bot.slack.render.figures import (
    has_figures,
    streak_sentence,
    today_sentence,
    week_sentence,
)
from bot.slack.render.heatmap import render_weeks
from bot.slack.render.message import channel_link
from bot.slack.render.programme import render_programme
from bot.slack.render.settings_summary import settings_paragraphs
from bot.slack.render.setup import render_setup
from bot.slack.render.state import (
    erase_button,
    has_joined,
    has_left,
    how_it_stands,
    state_buttons,
)
from bot.slack.render.suggestion import render_split

_MOST_LISTED = 15
"""Boards listed of each sort; Slack takes a hundred blocks in all."""


def render_home(
    overview: Overview,
    *,
    progress: Progress | None = None,
    setup: Setup | None = None,
    charts: bool = True,
) -> Block:
    """Draw somebody's Home.

    Args:
        overview: how things stand.
        progress: how far they are in the programme, where one runs.
        setup: how far the workspace is set up, for an admin's eyes.
        charts: Slack draws charts there; what they say stands in words too.
    """
    member = overview.member
    blocks = _outside(overview)
    if member is not None and has_joined(member):
        blocks = [
            *_figures(overview, member, charts=charts),
            *_programme(progress),
            *_settings(member),
            *_privacy(),
        ]
    return {
        "type": "home",
        "callback_id": str(View.HOME),
        "blocks": [
            header(copy.title()),
            section(how_it_stands(overview)),
            actions(*state_buttons(member, now=overview.now), block_id=BlockId.HOME),
            *blocks,
            *_boards(overview),
            *_setup(overview, setup),
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


def _figures(overview: Overview, member: Member, *, charts: bool) -> list[Block]:
    today = local_date(overview.now, member.zone)
    sentences = [today_sentence, week_sentence, streak_sentence]
    said = [each(overview) for each in sentences] if has_figures(overview) else [copy.no_figures()]
    return [
        header(copy.today_heading()),
        *map(section, said),
        *render_weeks(
            overview.days,
            today=today,
            joined_on=local_date(member.joined_at, member.zone),
            charts=charts,
        ),
        *render_split(overview.split, overview.suggestion),
    ]


def _programme(progress: Progress | None) -> list[Block]:
    if progress is None:
        return []
    member = progress.member
    drawn = render_programme(
        member.programme_since,
        today=progress.today,
        rounds=progress.rounds,
        plan=member.settings.plan,
    )
    return [header(copy.programme_heading()), *drawn]


def _settings(member: Member) -> list[Block]:
    change = button(state_copy.settings_button(), Action.OPEN_SETTINGS)
    return [
        header(copy.settings_heading()),
        *map(section, settings_paragraphs(member.settings)),
        actions(change, block_id=BlockId.HOME_SETTINGS),
    ]


def _privacy() -> list[Block]:
    leave = button(state_copy.leave_button(), Action.OPEN_LEAVE)
    return [
        header(copy.privacy_heading()),
        section(copy.what_is_stored()),
        section(copy.who_sees_it()),
        section(copy.how_to_erase()),
        actions(leave, erase_button(), block_id=BlockId.HOME_PRIVACY),
    ]


def _setup(overview: Overview, setup: Setup | None) -> list[Block]:
    if setup is None:
        return []
    zone = zone_named("UTC") if overview.member is None else overview.member.zone
    return [divider(), *render_setup(setup, zone=zone, now=overview.now)]


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
