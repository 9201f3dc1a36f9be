"""Answers on the eight-week programme."""

from bot.services.programmes import Progress
from bot.slack.copy import programme as copy
from bot.slack.render.message import Rendered, fallback, message, typed
from bot.slack.render.programme import paragraphs, render_programme


def programme(progress: Progress) -> Rendered:
    """Answer where a member is in the programme, or what it is."""
    member = progress.member
    since, plan = member.programme_since, member.settings.plan
    said = paragraphs(since, today=progress.today, rounds=progress.rounds, plan=plan)
    return Rendered(
        text=fallback(*said),
        blocks=render_programme(since, today=progress.today, rounds=progress.rounds, plan=plan),
    )


def programme_started(progress: Progress, *, newly: bool) -> Rendered:
    """Answer that the programme has begun, or ran already, with where it is."""
    status = programme(progress)
    said = message(copy.started() if newly else copy.running_already())
    return Rendered(text=fallback(said.text, status.text), blocks=[*said.blocks, *status.blocks])


def programme_stopped(*, was_running: bool) -> Rendered:
    """Answer that the programme has ended, or that none ran."""
    return message(copy.stopped() if was_running else copy.not_running())


def programme_unclear(word: str) -> Rendered:
    """Answer to a word that the programme does not know."""
    return message(copy.unclear(typed(word)))
