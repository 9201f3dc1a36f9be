"""Walking, or what takes its place."""

from bot.domain.exercise import BodyProfile
from bot.slack.copy.exercises.form import Form
from bot.slack.copy.translation import N_

WALK: dict[str, dict[BodyProfile, Form]] = {
    "walk.water": {
        BodyProfile.STANDING: Form(
            N_("fetch some water"),
            (
                N_("Take your glass to the tap that is furthest away."),
                N_("Fill it, drink some, and come back by another way."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("go for some water"),
            (
                N_("Leave the desk for a glass of water, rolling or however you get about."),
                N_("Staying put? Circle your arms for three minutes: same credit."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stroll to the tap"),
            (
                N_("Walk to the nearest tap, slowly."),
                N_("Sit down on the way if you want to. There and back counts in full."),
            ),
        ),
    },
    "walk.block": {
        BodyProfile.STANDING: Form(
            N_("walk round the block"),
            (
                N_("Go outside, or along the longest corridor."),
                N_("Walk at an easy pace for about five minutes."),
                N_("Leave the phone in your pocket if you can bear it."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("get some fresh air"),
            (
                N_("Take yourself outside, or to an open window, for five minutes."),
                N_("Keep something moving on the way: wheels, arms or shoulders."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stroll along the corridor"),
            (
                N_("Walk along a level corridor and back, at half your usual pace."),
                N_("Turn round while it still feels easy."),
            ),
        ),
    },
    "walk.call": {
        BodyProfile.STANDING: Form(
            N_("take a walking call"),
            (
                N_("Take your next call, or five minutes of thinking, on your feet."),
                N_("Pace up and down; nobody hears it."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("stretch during a call"),
            (
                N_("Take your next call, or five minutes of thinking, away from the desk."),
                N_("Roll about, or stretch your arms and shoulders while you listen."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stroll during a call"),
            (
                N_("Stroll for part of your next call, near something to hold on to."),
                N_("Sit down for the rest of it."),
            ),
        ),
    },
    "walk.errand": {
        BodyProfile.STANDING: Form(
            N_("deliver something in person"),
            (
                N_("Answer one message by walking over to whoever wrote it."),
                N_("Nobody near? Take one thing to where it belongs, by the longest way."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("go and say hello"),
            (
                N_("Go over to somebody, rolling or however you get about."),
                N_("Staying put? Move your arms for three minutes: same credit."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stroll to a neighbour"),
            (
                N_("Stroll over to somebody near, or into the next room."),
                N_("Sit down there for a while. There and back counts in full."),
            ),
        ),
    },
    "walk.window": {
        BodyProfile.STANDING: Form(
            N_("walk to a window"),
            (
                N_("Walk to the window that is furthest away."),
                N_("Look out for a moment, and come back by another way."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("go to a window"),
            (
                N_("Get yourself to a window, near or far."),
                N_("Look out, reach up with one arm, then with the other, and come back."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("stroll to a window"),
            (
                N_("Walk to the nearest window, slowly."),
                N_("Rest there for as long as you like before you come back."),
            ),
        ),
    },
    "walk.long_way": {
        BodyProfile.STANDING: Form(
            N_("take the long way"),
            (
                N_("On your next way anywhere, for coffee or to a meeting, take the longest one."),
                N_("Five minutes at an easy pace are plenty."),
            ),
        ),
        BodyProfile.SEATED: Form(
            N_("take a level detour"),
            (
                N_("On your next way anywhere, take a longer one that is level."),
                N_("Staying put? Roll your shoulders and circle your arms for five minutes."),
            ),
        ),
        BodyProfile.RECOVERING: Form(
            N_("take a short stroll"),
            (
                N_("Stroll for two or three minutes, somewhere level."),
                N_("Turn round while it still feels easy."),
            ),
        ),
    },
}
