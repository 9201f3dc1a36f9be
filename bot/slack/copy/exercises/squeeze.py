"""Squeezing and releasing the glutes."""

from bot.domain.exercise import BodyProfile
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.translation import N_

_ANYTHING_COUNTS = N_("If your glutes do not answer, squeeze your shoulder blades: same credit.")
_STOP_IF_IT_HURTS = N_("Stop if anything hurts; leaving it out is fine.")

SQUEEZE: dict[str, dict[BodyProfile, Form]] = {
    "squeeze.three": {
        BodyProfile.STANDING: Form(
            N_("squeeze three times"),
            (
                N_("Sitting or standing, tighten both glutes."),
                N_("Hold for about five seconds, and keep breathing."),
                N_("Let go completely. Three times in a row."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("squeeze three times"),
            (
                N_("Sit evenly on both sides and tighten both glutes."),
                N_("Hold for about five seconds, then let go. Three times."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("squeeze softly three times"),
            (
                N_("Tighten your glutes at half strength, or less."),
                N_("Hold for two or three seconds, then let go. Three times."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.hold": {
        BodyProfile.STANDING: Form(
            N_("squeeze and hold"),
            (
                N_("Tighten both glutes as if you were lifting yourself a little."),
                N_("Hold for ten seconds; let your face, jaw and shoulders stay loose."),
                N_("Let go for five seconds, then once more."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("squeeze and hold"),
            (
                N_("Sit evenly, tighten both glutes and feel yourself rise a little."),
                N_("Hold for ten seconds, breathe, let go. Twice."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("squeeze softly and hold"),
            (
                N_("Tighten your glutes only as much as is easy."),
                N_("Hold for five seconds, breathe, let go. Twice."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.one_side": {
        BodyProfile.STANDING: Form(
            N_("squeeze each side"),
            (
                N_("Tighten the left glute alone for three seconds, then let go."),
                N_("Now the right one."),
                N_("Three times each. One side listens worse; that is normal."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("squeeze each side"),
            (
                N_("Tighten one glute alone, which tips you a little; hold for three seconds."),
                N_("Let go, then the other side. Three times each."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("squeeze each side softly"),
            (
                N_("Tighten the better side softly for two seconds, then let go."),
                N_("Try the other side only if it feels fine."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.slow": {
        BodyProfile.STANDING: Form(
            N_("squeeze slowly"),
            (
                N_("Tighten both glutes over five seconds, like a dimmer switch."),
                N_("Hold for five seconds."),
                N_("Let go over five seconds. Three times."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("squeeze slowly"),
            (
                N_("Sit evenly and tighten both glutes slowly, over five seconds."),
                N_("Hold for five, let go over five. Three times."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("squeeze slowly and softly"),
            (
                N_("Tighten your glutes slowly, up to half strength at most."),
                N_("Let go just as slowly. Two or three times."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
}
