"""Getting up to move on the spot, or what takes its place."""

from bot.domain.exercise import BodyProfile
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.translation import N_

STAND_MOVING: dict[str, dict[BodyProfile, Form]] = {
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
    "stand.march": {
        BodyProfile.STANDING: Form(
            N_("march on the spot"),
            (
                N_("Stand up and lift one knee, then the other."),
                N_("As high as is pleasant, with or without your arms."),
                N_("For a minute, at the pace of a stroll."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("march with your arms"),
            (
                N_("Sit tall with your elbows bent."),
                N_("Swing your arms as if you were marching; lift your knees too if you can."),
                N_("For a minute, in whatever rhythm suits you."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("lift each heel slowly"),
            (
                N_("Sit, or stand and hold on to the desk."),
                N_("Lift one heel and lower it, then the other."),
                N_("Ten times, with no hurry. Stop if anything hurts."),
            ),
        ),
    },
    "stand.step_back": {
        BodyProfile.STANDING: Form(
            N_("stretch each hip"),
            (
                N_("Stand up, hold on to the desk and take a step back with one foot."),
                N_("Tuck your hips under until the front of that hip feels stretched."),
                N_("Three slow breaths, then the other side."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("open your chest"),
            (
                N_("Sit tall and hold the armrests, or clasp your hands behind you."),
                N_("Draw your shoulder blades together and lift your chest."),
                N_("Three slow breaths, let go, and once more."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stretch out one leg"),
            (
                N_("Sit at the front of a chair that does not roll away."),
                N_("Stretch one leg out and rest its heel on the floor."),
                N_("Three breaths, then the other one. Leave out what pulls."),
            ),
        ),
    },
    "stand.half_squats": {
        BodyProfile.STANDING: Form(
            N_("do five half squats"),
            (
                N_("Stand with your feet hip-width apart and a chair behind you."),
                N_("Bend your knees as if to sit down, and stop half-way."),
                N_("Come back up. Five to ten times, slowly."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("push your hands down"),
            (
                N_("Put your hands on the armrests, or beside you on the seat."),
                N_("Push down until you feel lighter; there is no need to leave the seat."),
                N_("Hold for a breath and let go. Five times."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("bend your knees slightly"),
            (
                N_("Hold on to the desk with both hands."),
                N_("Bend your knees a little and straighten them again."),
                N_("Three to five times. Stop if anything hurts."),
            ),
        ),
    },
}
