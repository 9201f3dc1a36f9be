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
    "selfcare.ball": {
        BodyProfile.STANDING: Form(
            N_("roll a ball underfoot"),
            (
                N_("Take a shoe off and put a tennis ball under that foot."),
                N_("Roll it slowly from toes to heel, sitting or holding on to the desk."),
                N_("A minute for each foot, only as firmly as is pleasant."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("massage your hands"),
            (
                N_("Press one thumb into the other palm, in slow circles."),
                N_("A minute for each hand, only as firmly as is pleasant."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("rub your hands warm"),
            (
                N_("Rub your hands until they are warm."),
                N_("Lay them wherever that is pleasant, for two slow minutes."),
            ),
        ),
    },
    "selfcare.seat": {
        BodyProfile.STANDING: Form(
            N_("set up your seat"),
            (
                N_("Sit back and set the height so that your feet are flat on the floor."),
                N_("Bring screen and keyboard to where you need not reach or bend."),
                N_("No seat takes the place of getting up now and then."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("set up your seat"),
            (
                N_("Check cushion, backrest and armrests: does anything press or pull?"),
                N_("Bring screen and keyboard to where you need not reach or bend."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("set up your seat"),
            (
                N_("Put what you need often where you can reach it without turning."),
                N_("Add a cushion where it helps, or ask somebody for one."),
            ),
        ),
    },
}
