"""The first exercises, for somebody who has never been asked: what to do, said in full."""

from collections.abc import Sequence

from bot.domain.exercise import BodyProfile, Kind
from bot.slack.copy.translation import N_, _

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


def first_exercises(asked: Sequence[Kind], body: BodyProfile) -> str:
    """Say what to do to somebody who has never been asked, in full and in a row."""
    row = _(_FIRST[asked[0]][body])
    for kind in asked[1:]:
        row = _("{row}, then {exercise}").format(row=row, exercise=_(_FIRST[kind][body]))
    return row
