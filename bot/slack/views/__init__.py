"""Modals: what happens when one is submitted, or redraws itself while it is open."""

from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.ids import Action, View
from bot.slack.parts import Parts
from bot.slack.views import administering, choices, leaving, own_exercises, pausing, settings

SUBMISSIONS = {
    View.JOIN: settings.on_submitted,
    View.SETTINGS: settings.on_submitted,
    View.LEAVE: leaving.on_submitted,
    View.PAUSE: pausing.on_submitted,
    View.ADMIN: administering.on_submitted,
    View.EXERCISES: own_exercises.on_submitted,
}

CHOICES = {
    Action.SETTINGS_INTENSITY: settings.redrawn,
    Action.SETTINGS_BOARD: settings.redrawn,
    Action.SETTINGS_COUNTRY: settings.redrawn,
    Action.PAUSE_UNTIL: pausing.redrawn,
    Action.ADMIN_COUNTRY: administering.redrawn,
    Action.ADMIN_NUDGES: administering.redrawn,
}
"""What draws a modal anew after each choice that shows or hides others."""

PRESSES = {
    Action.OPEN_EXERCISES: own_exercises.on_open,
    Action.EXERCISE_REMOVE: own_exercises.on_remove,
}


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to every modal."""
    for view, on_submitted in SUBMISSIONS.items():
        app.view(view.value)(partial(on_submitted, parts=parts))
    for action, redraw in CHOICES.items():
        app.action(action.value)(partial(choices.on_choice, parts=parts, redraw=redraw))
    for action, on_press in PRESSES.items():
        app.action(action.value)(partial(on_press, parts=parts))
