"""`/unsit` itself, `stats`, `how`, `why` and `help`: nothing changes."""

from bot.domain.exercise import BodyProfile
from bot.services.programmes import stage_of
from bot.slack.commands.exercises import exercise_named, kind_named
from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.message import Rendered


async def status(typed: Typed, parts: Parts) -> Rendered:
    """Say how things stand, or how to begin."""
    overview = await parts.services.profile.overview(typed.actor.workspace, typed.actor.member)
    return replies.welcome() if overview.member is None else replies.status(overview)


async def stats(typed: Typed, parts: Parts) -> Rendered:
    """Say what was done."""
    overview = await parts.services.profile.overview(typed.actor.workspace, typed.actor.member)
    return replies.stats(overview)


async def how(typed: Typed, parts: Parts) -> Rendered:
    """Say how an exercise, or all of a kind, are done in the form that suits the member."""
    member = await parts.services.membership.find(typed.actor.workspace, typed.actor.member)
    body = BodyProfile.STANDING if member is None else member.settings.plan.body
    stage = None if member is None else stage_of(member, parts.clock.now())
    if not typed.rest:
        return replies.how_which(body)
    kind = kind_named(typed.rest)
    if kind is not None:
        own = await parts.services.exercises.list_of(typed.actor.workspace)
        return replies.how(kind, body, own=own, stage=stage)
    exercise = exercise_named(typed.rest, body)
    if exercise is None:
        return replies.how_unknown(typed.rest)
    return replies.how_one(exercise, body, stage=stage)


async def why(_typed: Typed, _parts: Parts) -> Rendered:
    """Tell the evidence."""
    return replies.why()


async def usage(_typed: Typed, _parts: Parts) -> Rendered:
    """List what can be typed."""
    return replies.usage()
