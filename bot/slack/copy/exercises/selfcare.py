"""Being kind to oneself now and then: comfort, not treatment."""

from bot.domain.exercise import BodyProfile
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.translation import N_

_BOOK = Form(
    N_("book a massage"),
    (
        N_("Find someone who gives massages, and a time that suits you."),
        N_("Booked counts as done."),
    ),
)

_BOOK_WITH_CARE = Form(
    N_("book a massage"),
    (
        N_("Ask whoever looks after your recovery whether a massage suits you now."),
        N_("If so, book one. Booked counts as done, and so does having asked."),
    ),
)

SELFCARE: dict[str, dict[BodyProfile, Form]] = {
    "selfcare.massage": {
        BodyProfile.STANDING: _BOOK,
        BodyProfile.SEATED: _BOOK,
        BodyProfile.RECOVERING: _BOOK_WITH_CARE,
    },
    "selfcare.self_massage": {
        BodyProfile.STANDING: Form(
            N_("massage your hips"),
            (
                N_("Make a loose fist and roll your knuckles over the side of your hip."),
                N_("Slowly, for a minute on each side, only as firmly as is pleasant."),
                N_("A tennis ball between you and a wall does the same."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("massage your shoulders"),
            (
                N_("Knead the muscle between neck and shoulder with the opposite hand."),
                N_("A minute on each side, only as firmly as is pleasant."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("rub your shoulders gently"),
            (
                N_("Rub your hands warm and stroke over neck and shoulders."),
                N_("Two slow minutes, nowhere near anything sore."),
            ),
        ),
    },
}
