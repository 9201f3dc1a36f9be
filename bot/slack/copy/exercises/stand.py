"""Getting up and staying up, or what takes its place."""

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
    "stand.sway": {
        BodyProfile.STANDING: Form(
            N_("stand and sway"),
            (
                N_("Stand up with your feet hip-width apart."),
                N_("Shift your weight slowly onto one foot, then onto the other."),
                N_("Carry on for a minute, in whatever rhythm you like."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("rock side to side"),
            (
                N_("Sit tall and lean your weight onto one side, then onto the other."),
                N_("Slowly, with a hand on the armrest if that feels safer."),
                N_("Carry on for a minute."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("sway a little"),
            (
                N_("Stand with both hands on the desk, or stay in your seat."),
                N_("Shift your weight a little to one side, then to the other."),
                N_("For as long as it feels fine."),
            ),
        ),
    },
    "stand.look_far": {
        BodyProfile.STANDING: Form(
            N_("stand and look outside"),
            (
                N_("Stand up and go to a window, or turn to the wall that is furthest away."),
                N_("Look at something as far off as you can see."),
                N_("Stay up for a minute and let your shoulders drop."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("turn from the screen"),
            (
                N_("Turn your chair, or yourself, away from the screen."),
                N_("Sit tall and look at something far off."),
                N_("Turn your head slowly to one side, then to the other, for a minute."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("look into the distance"),
            (
                N_("Sit tall, or stand with a hand on something steady."),
                N_("Look at something far off for a few breaths."),
                N_("Let your shoulders drop."),
            ),
        ),
    },
}
