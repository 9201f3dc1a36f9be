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
}
