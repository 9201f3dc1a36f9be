"""Why: what research says and does not say, with its strength and its source."""

from bot.domain.exercise import Evidence
from bot.slack.copy.translation import N_, _

_STRENGTHS: dict[Evidence, str] = {
    Evidence.STRONG: N_("strong, short-term"),
    Evidence.MIXED: N_("mixed"),
    Evidence.WEAK: N_("weak"),
}


def strength(evidence: Evidence) -> str:
    """Name how strong evidence is."""
    return _(_STRENGTHS[evidence])


def heading() -> str:
    """Introduce the evidence."""
    return _("*Why bother?* Here is what research says, and how sure it is.")


def walking() -> str:
    """Tell what is known about walking."""
    return _(
        "*Walking breaks* (evidence: {strength}). Over 37 pooled studies, interrupting "
        "sitting improved blood sugar and insulin after meals on average (Loh, Sports Medicine "
        "2020). In one small trial five minutes of easy walking every half hour was the only dose "
        "that clearly lowered blood sugar; every dose lowered blood pressure that day (Med Sci "
        "Sports Exerc 2023, 11 people)."
    ).format(strength=strength(Evidence.STRONG))


def standing() -> str:
    """Tell what is known about standing up."""
    return _(
        "*Standing breaks* (evidence: {strength}). Five minutes of standing every half hour "
        "helped in one trial (Henson, Diabetes Care 2016, 22 women at high risk of diabetes). In "
        "another, breaking up sitting by standing did not help blood sugar, where light walking "
        "did (Bailey and Locke, J Sci Med Sport 2015). Standing still all day is no goal either."
    ).format(strength=strength(Evidence.MIXED))


def squeezing() -> str:
    """Tell what is known about squeezes, and say the disclaimer."""
    return _(
        "*Squeezes* (evidence: {strength}). Daily glute squeezes raised hip strength about as "
        "much as bridges over 8 weeks (Lehecka, PeerJ 2019, 32 students); in another student study "
        "squeezing did no better than not squeezing (Wichita State). Three minutes of squats, calf "
        "raises and squeezes every half hour lowered blood sugar in one trial (Dempsey, Diabetes "
        "Care 2016, 24 people with type 2 diabetes) and not in the next (Diabetes Care 2021, 23 "
        "people). What a few squeezes an hour do is not known. A squeeze is a cheap cue to wake "
        "the muscle up and move; it is not a proven cure for anything."
    ).format(strength=strength(Evidence.WEAK))


def breaks() -> str:
    """Tell what is known about short breaks."""
    return _(
        "*Short breaks as such* (evidence: {strength}). Micro-breaks go with a little more vigour "
        "and a little less fatigue, and no clear change in performance (Albulescu, PLoS ONE 2022, "
        "22 samples)."
    ).format(strength=strength(Evidence.MIXED))


def selfcare() -> str:
    """Tell what is known about massage."""
    return _(
        "*Massage* (evidence: {strength}). Four weeks of chair massage by a therapist helped "
        "office workers to relax in one trial of 124. For a minute of self-massage I found no good "
        "trial: take it as comfort, not treatment."
    ).format(strength=strength(Evidence.WEAK))


def unknown() -> str:
    """Say what is not known."""
    return _(
        "*What nobody knows.* There is no proven 20-minute threshold; the WHO advises less "
        "sitting and sets no limit (Br J Sports Med 2020). “Gluteal amnesia” is a nickname, "
        "not a diagnosis. Prompts tend to wear off, and in one trial those to stand up had no "
        "effect that could be measured (HeartSteps, 44 people)."
    )


def disclaimer() -> str:
    """Say that this is no medical advice."""
    return _(
        "No medical advice. If something hurts, leave it out and ask someone who knows you. "
        "`/unsit settings` has seated and gentler forms of everything."
    )
