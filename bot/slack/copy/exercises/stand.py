"""Getting up, or what takes its place."""

from bot.domain.exercise import BodyProfile
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.translation import N_

STAND: dict[str, dict[BodyProfile, Form]] = {
    "stand.tall": {
        BodyProfile.STANDING: Form(
            N_("stand tall"),
            (
                N_("Stand up with your feet hip-width apart."),
                N_("Let your weight settle on both feet and your shoulders drop."),
                N_("Stay up for a minute; carry on reading, calling or thinking."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("sit tall"),
            (
                N_("Slide to the front of the seat, or simply lengthen your back."),
                N_("Let your shoulders drop and your head float up."),
                N_("Shift your weight slowly from side to side for a minute."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stand up slowly"),
            (
                N_("Use the desk or the armrests to get up, as slowly as you like."),
                N_("Keep a hand on something steady."),
                N_("Stay up for as long as it feels fine; ten seconds are enough."),
            ),
        ),
    },
    "stand.reach": {
        BodyProfile.STANDING: Form(
            N_("stand and reach up"),
            (
                N_("Stand up and reach for the ceiling with both hands."),
                N_("Reach a little higher with one hand, then with the other."),
                N_("Lower your arms slowly and stay up for the rest of the minute."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("reach up high"),
            (
                N_("Sit tall and reach up with one hand or both."),
                N_("Lean gently to one side, then to the other."),
                N_("Lower your arms slowly and breathe out."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("reach up a little"),
            (
                N_("Standing or sitting, lift your hands to where it is easy."),
                N_("Open your chest and breathe in; breathe out and lower them."),
                N_("Three times, with no hurry. Leave out what pulls."),
            ),
        ),
    },
    "stand.calf_raises": {
        BodyProfile.STANDING: Form(
            N_("rise on your toes"),
            (
                N_("Stand with your feet hip-width apart, a hand on the desk if you like."),
                N_("Rise onto your toes in two seconds, come down in two."),
                N_("Ten to fifteen times, or until the minute is over."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("lift your heels"),
            (
                N_("Put both feet flat on the floor, or on the footrest."),
                N_("Lift your heels, then your toes; help with your hands if that is easier."),
                N_("Fifteen times. Circling your wrists and shoulders counts the same."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("lift your heels gently"),
            (
                N_("Hold on to the desk with both hands."),
                N_("Lift your heels a little and lower them slowly."),
                N_("Five times, then stand quietly. Stop if anything hurts."),
            ),
        ),
    },
    "stand.sit_to_stand": {
        BodyProfile.STANDING: Form(
            N_("stand up five times"),
            (
                N_("Sit at the front of a chair that does not roll away."),
                N_("Stand up without using your hands, then sit down slowly."),
                N_("Five to ten times, at your own pace."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("lean forward and back"),
            (
                N_("With your hands on your thighs, lean forward as far as is comfortable."),
                N_("Come back up slowly and sit tall for a breath."),
                N_("Five times, with the brakes on if your chair has any."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("push yourself up gently"),
            (
                N_("Put both hands on the armrests or the desk."),
                N_("Push yourself up as far as is easy; half-way is fine."),
                N_("Sit down slowly. Two or three times, with a rest between."),
            ),
        ),
    },
}
