"""Opens the modal that shows how exercises are done, in the form that suits a member."""

from bot.domain.exercise import ExerciseKey, of_kind
from bot.domain.member import Member
from bot.services.consent import opted_in
from bot.services.ports import NudgeCard
from bot.services.programmes import stage_of
from bot.slack.parts import Parts
from bot.slack.payloads import Pressed
from bot.slack.render.how_modal import render_how


async def open_how(parts: Parts, pressed: Pressed) -> None:
    """Open the modal that shows how all exercises of a member's plan are done.

    Raises:
        NotOptedInError: they have not joined.
        ModalNotOpenedError: Slack did not open it.
    """
    actor = pressed.actor
    member = opted_in(await parts.services.membership.find(actor.workspace, actor.member))
    modal = render_how(
        _exercises(member), member.settings.plan.body, stage=stage_of(member, parts.clock.now())
    )
    await parts.surfaces.open_modal(actor.workspace, pressed.trigger, modal)


async def open_how_of(parts: Parts, pressed: Pressed, card: NudgeCard) -> None:
    """Open the modal that shows how what a nudge asks for is done.

    Raises:
        ModalNotOpenedError: Slack did not open it.
    """
    modal = render_how(
        card.nudge.exercises,
        card.member.settings.plan.body,
        own=card.own,
        stage=stage_of(card.member, card.nudge.due_at),
    )
    await parts.surfaces.open_modal(pressed.actor.workspace, pressed.trigger, modal)


def _exercises(member: Member) -> tuple[ExerciseKey, ...]:
    return tuple(exercise.key for kind in member.settings.plan.kinds for exercise in of_kind(kind))
