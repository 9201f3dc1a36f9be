"""The one line of a nudge: short enough for a notification, in wordings that rotate.

Each stays under twelve words with the longest exercise in it. Every row has ten wordings, and all
rows turn together with every nudge: so no line comes twice within ten nudges, whatever is asked
for in between. Where a placeholder has a capital, it begins a sentence.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind, kind_of
from bot.domain.programme import Round
from bot.slack.copy import exercises, kinds, programme
from bot.slack.copy.translation import N_, _, remembered

_TURNS = 10
"""How many wordings each row has."""

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
    N_("Time to {exercise}?"),
    N_("Somewhere else for a moment: {exercise}."),
    N_("Ideas like company on foot: {exercise}?"),
    N_("A little air for your thoughts: {exercise}?"),
    N_("Whenever it suits, {exercise}."),
)

_WALK_SEATED = (
    N_("A change of scene? {Exercise}."),
    N_("Nowhere to be for five minutes? {Exercise}."),
    N_("Somewhere that is not this desk: {exercise}?"),
    N_("The inbox will still be there: {exercise}?"),
    N_("Time to {exercise}?"),
    N_("Another view for a moment: {exercise}."),
    N_("A good moment to {exercise}?"),
    N_("Before the next thing, {exercise}?"),
    N_("Ready for something else? {Exercise}."),
    N_("A little air for your thoughts: {exercise}?"),
)

_SELFCARE = (
    N_("Something kind for yourself: {exercise}."),
    N_("Why not {exercise}?"),
    N_("A favour to your future self: {exercise}?"),
    N_("Not urgent, still lovely: {exercise}."),
    N_("One for yourself: {exercise}?"),
    N_("Whenever there is time: {exercise}."),
    N_("A small kindness: {exercise}?"),
    N_("For no reason at all: {exercise}."),
    N_("Something for later today: {exercise}?"),
    N_("Just because: {exercise}?"),
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
    N_("Everything at once: {exercises}?"),
    N_("One pause, several things: {exercises}."),
    N_("In any order: {exercises}?"),
    N_("All of it, unhurried: {exercises}."),
    N_("Short and complete: {exercises}?"),
)

_OWN = (
    N_("From your team: {exercise}"),
    N_("Your team suggests: {exercise}"),
    N_("Time for this one: {exercise}"),
    N_("One of your own: {exercise}"),
    N_("How about this: {exercise}"),
    N_("Whenever it suits: {exercise}"),
    N_("A small break: {exercise}"),
    N_("Fancy a change? {exercise}"),
    N_("A good moment for it: {exercise}"),
    N_("If you like: {exercise}"),
)

_PAIR_WITH_OWN = (
    N_("{first}; {second}"),
    N_("Both: {first}; {second}"),
    N_("{first}, then: {second}"),
    N_("Pair: {first}; {second}"),
    N_("{first}, also: {second}"),
    N_("Two: {first}; {second}"),
    N_("{first}, next: {second}"),
    N_("Duo: {first}; {second}"),
    N_("{first}, plus: {second}"),
    N_("Double: {first}; {second}"),
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

_Texts = tuple[tuple[ExerciseKey, str], ...]
_NO_OWN: Mapping[ExerciseKey, str] = MappingProxyType({})


def invitation(
    keys: tuple[ExerciseKey, ...],
    *,
    body: BodyProfile,
    turn: int,
    own: Mapping[ExerciseKey, str] = _NO_OWN,
    dose: Round | None = None,
) -> str:
    """Ask for the exercises of one nudge; the next turn words it differently.

    Args:
        keys: what is asked for.
        body: for whom.
        turn: goes up by one with every nudge.
        own: what the workspace's own exercises say, harmless in markup.
        dose: how often to squeeze while the member's programme runs.
    """
    texts = tuple([(key, own[key]) for key in keys if key in own]) if own else ()
    return _worded(keys, body, turn % _TURNS, texts, dose)


@remembered(most=20_000)
def _worded(
    keys: tuple[ExerciseKey, ...], body: BodyProfile, turn: int, texts: _Texts, dose: Round | None
) -> str:
    if len(keys) > len(("first", "second")):
        row = kinds.names([kind_of(key) for key in keys], body)
        return _(_SEVERAL[turn]).format(exercises=row)
    own = dict(texts)
    said = [own.get(key) or _phrase(key, body, dose) for key in keys]
    if len(keys) == 1:
        wordings = _OWN if own else _ONE[kind_of(keys[0])][body]
        return _(wordings[turn]).format(exercise=said[0], Exercise=exercises.begun(said[0]))
    first, second = said
    begun = exercises.begun(first)
    if own:
        return _(_PAIR_WITH_OWN[turn]).format(first=begun, second=second)
    return _(_PAIR[turn]).format(first=first, First=begun, second=second)


def _phrase(key: ExerciseKey, body: BodyProfile, dose: Round | None) -> str:
    if dose is not None and kind_of(key) is Kind.SQUEEZE:
        return programme.phrase(dose, body)
    return exercises.phrase(key, body)
