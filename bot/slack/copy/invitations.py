"""The one line of a nudge: short enough for a notification, in wordings that rotate.

Each stays under twelve words with the longest exercise in it. What is asked for many times a day
has ten wordings, so that none comes twice within ten nudges whatever the exercises do.
"""

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind, kind_of
from bot.slack.copy import exercises, kinds
from bot.slack.copy.translation import N_, _

_STAND = (
    N_("Up for a minute? {exercise}."),
    N_("Your chair can spare you a minute. {exercise}?"),
    N_("Shall we unsit for a moment? {exercise}."),
    N_("A minute on your feet? {exercise}."),
    N_("Gravity misses you up there. {exercise}?"),
    N_("Had enough of that seat? {exercise}."),
    N_("Your spine would like a word. {exercise}?"),
    N_("Quick trip to your full height? {exercise}."),
    N_("The floor is lovely today. {exercise}?"),
    N_("Same thoughts, different altitude? {exercise}."),
)

_STAND_SEATED = (
    N_("A minute for your back? {exercise}."),
    N_("Fancy a small change of position? {exercise}."),
    N_("A minute off from the screen? {exercise}."),
    N_("Time to uncurl a little? {exercise}."),
    N_("Shoulders up by your ears yet? {exercise}."),
    N_("A little stretch before the next thing? {exercise}."),
    N_("Your neck would like a word. {exercise}?"),
    N_("Room for one small movement? {exercise}."),
    N_("Same thoughts, looser shoulders? {exercise}."),
    N_("A breath, and then: {exercise}?"),
)

_STAND_RECOVERING = (
    N_("If it feels right: {exercise}?"),
    N_("As gently as you like: {exercise}?"),
    N_("A slow minute, maybe? {exercise}."),
    N_("Up to it just now? {exercise}."),
    N_("No hurry, a small one: {exercise}?"),
    N_("Only if today allows: {exercise}?"),
    N_("Small steps count in full. {exercise}?"),
    N_("One easy thing, perhaps? {exercise}."),
    N_("At your own pace: {exercise}?"),
    N_("Nothing to prove here: {exercise}?"),
)

_SQUEEZE = (
    N_("Nobody will notice: {exercise}?"),
    N_("A quiet one, no standing required. {exercise}?"),
    N_("Psst. {exercise}?"),
    N_("Anybody awake down there? {exercise}."),
    N_("A word with the sleeping department: {exercise}?"),
    N_("Below the desk, out of sight: {exercise}?"),
    N_("Half a minute for your glutes? {exercise}."),
    N_("Your chair will never know: {exercise}?"),
    N_("The muscle you sit on says hello. {exercise}?"),
    N_("Mid-sentence is fine: {exercise}?"),
)

_WALK = (
    N_("Nowhere to be for five minutes? {exercise}."),
    N_("A stroll before the next thing? {exercise}."),
    N_("The best of the lot, if you can: {exercise}?"),
    N_("Legs, remember those? {exercise}."),
    N_("The inbox will still be there. {exercise}?"),
)

_WALK_SEATED = (
    N_("A change of scene? {exercise}."),
    N_("Nowhere to be for five minutes? {exercise}."),
    N_("Somewhere that is not this desk? {exercise}."),
    N_("The inbox will still be there. {exercise}?"),
    N_("A little outing? {exercise}."),
)

_SELFCARE = (
    N_("Something kind for yourself? {exercise}."),
    N_("You have earned this one: {exercise}?"),
    N_("A favour to your future self: {exercise}?"),
    N_("Not urgent, still lovely: {exercise}?"),
    N_("Your shoulders put this in: {exercise}?"),
)

_PAIR = (
    N_("Two in one: {first}, then {second}?"),
    N_("A double? {first}, then {second}."),
    N_("{first} and, while at it, {second}?"),
    N_("One break, two birds: {first}, {second}?"),
    N_("Small set? {first}, then {second}."),
    N_("A neat pair: {first}, {second}?"),
    N_("{first} first, {second} to finish?"),
    N_("That saves a ping: {first}, {second}?"),
    N_("Two small things? {first}, {second}."),
    N_("{first}, {second}, and back?"),
)

_SEVERAL = (
    N_("All in one go: {exercises}?"),
    N_("A small round of {exercises}?"),
    N_("One break with everything: {exercises}?"),
    N_("The full set, if it suits: {exercises}?"),
    N_("Today's special: {exercises}?"),
)

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


def invitation(keys: tuple[ExerciseKey, ...], *, body: BodyProfile, turn: int) -> str:
    """Ask for the exercises of one nudge; the next turn words it differently."""
    if len(keys) == 1:
        wording = _turned(_ONE[kind_of(keys[0])][body], turn)
        return _(wording).format(exercise=exercises.title(keys[0], body))
    if len(keys) == len(("first", "second")):
        first, second = (exercises.title(key, body) for key in keys)
        return _(_turned(_PAIR, turn)).format(first=first, second=second)
    row = kinds.names([kind_of(key) for key in keys], body)
    return _(_turned(_SEVERAL, turn)).format(exercises=row)


def _turned(wordings: tuple[str, ...], turn: int) -> str:
    return wordings[turn % len(wordings)]
