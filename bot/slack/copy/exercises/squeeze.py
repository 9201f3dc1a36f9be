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
    "squeeze.pulses": {
        BodyProfile.STANDING: Form(
            N_("do ten quick squeezes"),
            (
                N_("Sitting or standing, tighten both glutes and let go at once."),
                N_("About one a second, ten in all; let go completely between them."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("do ten quick squeezes"),
            (
                N_("Sit evenly, tighten both glutes and let go at once."),
                N_("About one a second, ten in all."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("do five small squeezes"),
            (
                N_("Tighten your glutes at half strength and let go at once."),
                N_("Five times, as slowly as you like."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.breath": {
        BodyProfile.STANDING: Form(
            N_("squeeze while breathing out"),
            (
                N_("Breathe in and let everything go."),
                N_("Breathe out slowly, and tighten both glutes for as long as that lasts."),
                N_("Five breaths."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("squeeze while breathing out"),
            (
                N_("Sit evenly and breathe in."),
                N_("Breathe out slowly and tighten both glutes until the breath ends. Five times."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("breathe out and squeeze"),
            (
                N_("Breathe in; then breathe out and tighten your glutes a little."),
                N_("Three breaths, with a pause whenever you want one."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.ladder": {
        BodyProfile.STANDING: Form(
            N_("climb a squeeze ladder"),
            (
                N_("Tighten both glutes for two seconds and let go."),
                N_("Then for four seconds, then for six."),
                N_("And down again: four, then two."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("climb a squeeze ladder"),
            (
                N_("Sit evenly, tighten both glutes for two seconds and let go."),
                N_("Then for four seconds, then six, and down again: four, two."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("squeeze softly in steps"),
            (
                N_("Tighten your glutes softly for one second and let go."),
                N_("Then for two, then for three. Leave it there, or go down again."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
    "squeeze.heels": {
        BodyProfile.STANDING: Form(
            N_("press heels and squeeze"),
            (
                N_("Sitting or standing, press both heels into the floor."),
                N_("Tighten both glutes while you press, for about five seconds."),
                N_("Let go completely. Four times."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("press down and squeeze"),
            (
                N_("Press down with your hands or your feet, whichever you like."),
                N_("Tighten both glutes while you press, for about five seconds. Four times."),
                _ANYTHING_COUNTS,
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("press and squeeze softly"),
            (
                N_("Press your heels lightly into the floor."),
                N_("Tighten your glutes softly for two or three seconds. Three times."),
                _STOP_IF_IT_HURTS,
            ),
        ),
    },
}
