"""The one line of a nudge: short enough for a notification, in wordings that rotate.

Each stays under twelve words with the longest exercise in it. What is asked for many times a day
has ten wordings, so that none comes twice within ten nudges whatever the exercises do. Where a
placeholder has a capital, it begins a sentence.
"""

from collections.abc import Sequence
from math import lcm

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind, kind_of
from bot.slack.copy import exercises, kinds
from bot.slack.copy.translation import N_, _, remembered

_STAND = (
    N_("Up for a minute? {Exercise}."),
    N_("Time to {exercise}?"),
    N_("Unsit for a moment and {exercise}?"),
    N_("A good moment to {exercise}?"),
    N_("Had enough of that seat? {Exercise}."),
    N_("Care to {exercise} for a change?"),
    N_("Your chair can spare you. {Exercise}?"),
    N_("Whenever it suits, {exercise}."),
    N_("Same thoughts, different altitude: {exercise}?"),
    N_("The floor is lovely today: {exercise}?"),
)

_STAND_SEATED = (
    N_("A minute for yourself: {exercise}?"),
    N_("Care for a small change? {Exercise}."),
    N_("Time to {exercise}?"),
    N_("A minute off from the screen: {exercise}?"),
    N_("Been still for a while? {Exercise}."),
    N_("Before the next thing, {exercise}?"),
    N_("Your body would like this: {exercise}."),
    N_("Room for one small movement? {Exercise}."),
    N_("Same thoughts, new position: {exercise}?"),
    N_("Take a breath, and {exercise}."),
)

_STAND_RECOVERING = (
    N_("If it feels right, {exercise}."),
    N_("As gently as you like: {exercise}."),
    N_("A slow minute, maybe? {Exercise}."),
    N_("Up to it just now? {Exercise}."),
    N_("No hurry, and no more than suits: {exercise}."),
    N_("If today allows it, {exercise}."),
    N_("Small steps count in full: {exercise}?"),
    N_("One easy thing: {exercise}?"),
    N_("At your own pace, {exercise}."),
    N_("Nothing to prove: {exercise}, if you like."),
)

_SQUEEZE = (
    N_("Nobody will notice: {exercise}."),
    N_("No need to get up: {exercise}?"),
    N_("Psst, {exercise}?"),
    N_("Anybody awake down there? {Exercise}."),
    N_("A word with your glutes: {exercise}?"),
    N_("Below the desk, out of sight: {exercise}?"),
    N_("Half a minute for your glutes: {exercise}?"),
    N_("Your chair will never know: {exercise}."),
    N_("The muscle you sit on says hello. {Exercise}?"),
    N_("Mid-sentence is fine: {exercise}."),
)

_WALK = (
    N_("Nowhere to be for five minutes? {Exercise}."),
    N_("A good moment to {exercise}?"),
    N_("Legs, remember those? {Exercise}."),
    N_("The inbox will still be there: {exercise}?"),
    N_("Before the next thing, {exercise}?"),
)

_WALK_SEATED = (
    N_("A change of scene? {Exercise}."),
    N_("Nowhere to be for five minutes? {Exercise}."),
    N_("Somewhere that is not this desk: {exercise}?"),
    N_("The inbox will still be there: {exercise}?"),
    N_("Time to {exercise}?"),
)

_SELFCARE = (
    N_("Something kind for yourself: {exercise}."),
    N_("Why not {exercise}?"),
    N_("A favour to your future self: {exercise}?"),
    N_("Not urgent, still lovely: {exercise}."),
    N_("One for yourself: {exercise}?"),
)

_PAIR = (
    N_("{First}, then {second}?"),
    N_("Time to {first}, then {second}?"),
    N_("One break: {first}, then {second}."),
    N_("Ready to {first}, then {second}?"),
    N_("Small set: {first}, then {second}."),
    N_("Care to {first}, then {second}?"),
    N_("Why not {first}, then {second}?"),
    N_("Two things: {first}, then {second}."),
    N_("A double: {first}, then {second}?"),
    N_("First {first}, then {second}?"),
)

_SEVERAL = (
    N_("All in one go: {exercises}?"),
    N_("A small round: {exercises}?"),
    N_("One break with everything: {exercises}?"),
    N_("The full set, if it suits: {exercises}?"),
    N_("Today's special: {exercises}?"),
)

_FIRST: dict[Kind, dict[BodyProfile, str]] = {
    Kind.STAND: {
        BodyProfile.STANDING: N_("stand up for a minute"),
        BodyProfile.SEATED: N_("sit tall for a minute"),
        BodyProfile.RECOVERING: N_("get up slowly, as far as it feels fine"),
    },
    Kind.SQUEEZE: {
        BodyProfile.STANDING: N_("squeeze your glutes three times"),
        BodyProfile.SEATED: N_("squeeze your glutes three times"),
        BodyProfile.RECOVERING: N_("squeeze your glutes softly three times"),
    },
    Kind.WALK: {
        BodyProfile.STANDING: N_("walk about for a few minutes"),
        BodyProfile.SEATED: N_("get away from your desk for a few minutes"),
        BodyProfile.RECOVERING: N_("stroll about for as long as it feels fine"),
    },
    Kind.SELFCARE: dict.fromkeys(BodyProfile, N_("do something kind for yourself")),
}

_ONE: dict[Kind, dict[BodyProfile, tuple[str, ...]]] = {
    Kind.STAND: {
        BodyProfile.STANDING: _STAND,
        BodyProfile.SEATED: _STAND_SEATED,
        BodyProfile.RECOVERING: _STAND_RECOVERING,
    },
    Kind.SQUEEZE: dict.fromkeys(BodyProfile, _SQUEEZE),
    Kind.WALK: {
        BodyProfile.STANDING: _WALK,
        BodyProfile.SEATED: _WALK_SEATED,
        BodyProfile.RECOVERING: _STAND_RECOVERING,
    },
    Kind.SELFCARE: dict.fromkeys(BodyProfile, _SELFCARE),
}

_TURNS = lcm(
    len(_PAIR), len(_SEVERAL), *(len(row) for forms in _ONE.values() for row in forms.values())
)
"""After so many turns every row of wordings begins again."""


def invitation(keys: tuple[ExerciseKey, ...], *, body: BodyProfile, turn: int) -> str:
    """Ask for the exercises of one nudge; the next turn words it differently."""
    return _worded(keys, body, turn % _TURNS)


@remembered(most=5_000)
def _worded(keys: tuple[ExerciseKey, ...], body: BodyProfile, turn: int) -> str:
    said = [exercises.phrase(key, body) for key in keys]
    begun = [exercises.title(key, body) for key in keys]
    if len(keys) == 1:
        wording = _turned(_ONE[kind_of(keys[0])][body], turn)
        return _(wording).format(exercise=said[0], Exercise=begun[0])
    if len(keys) == len(("first", "second")):
        return _(_turned(_PAIR, turn)).format(first=said[0], First=begun[0], second=said[1])
    row = kinds.names([kind_of(key) for key in keys], body)
    return _(_turned(_SEVERAL, turn)).format(exercises=row)


def first_exercises(asked: Sequence[Kind], body: BodyProfile) -> str:
    """Say what to do to somebody who has never been asked, in full and in a row."""
    row = _(_FIRST[asked[0]][body])
    for kind in asked[1:]:
        row = _("{row}, then {exercise}").format(row=row, exercise=_(_FIRST[kind][body]))
    return row


def _turned(wordings: tuple[str, ...], turn: int) -> str:
    return wordings[turn % len(wordings)]
