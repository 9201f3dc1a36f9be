"""Modals: what happens when one is submitted, or redraws itself while it is open."""

from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.ids import Action, View
from bot.slack.parts import Parts
from bot.slack.views import administering, leaving, own_exercises, pausing, settings

SUBMISSIONS = {
    View.JOIN: settings.on_submitted,
    View.SETTINGS: settings.on_submitted,
    View.LEAVE: leaving.on_submitted,
    View.PAUSE: pausing.on_submitted,
    View.ADMIN: administering.on_submitted,
    View.EXERCISES: own_exercises.on_submitted,
}

CHOICES = {
    Action.SETTINGS_INTENSITY: settings.on_choice,
    Action.SETTINGS_BOARD: settings.on_choice,
    Action.SETTINGS_COUNTRY: settings.on_choice,
    Action.PAUSE_UNTIL: pausing.on_choice,
    Action.ADMIN_COUNTRY: administering.on_choice,
    Action.ADMIN_NUDGES: administering.on_choice,
    Action.OPEN_EXERCISES: own_exercises.on_open,
    Action.EXERCISE_REMOVE: own_exercises.on_remove,
}


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to every modal."""
    for view, on_submitted in SUBMISSIONS.items():
        app.view(view.value)(partial(on_submitted, parts=parts))
    for action, on_choice in CHOICES.items():
        app.action(action.value)(partial(on_choice, parts=parts))
