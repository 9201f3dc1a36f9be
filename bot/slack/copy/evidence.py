"""Why: what research says and does not say, with its strength and its source."""

from collections.abc import Callable

from bot.domain import study
from bot.domain.exercise import Evidence
from bot.domain.study import Study
from bot.slack.copy import kinds
from bot.slack.copy.translation import N_, _

Cite = Callable[[Study], str]
"""Names a study within a sentence, with a link or without."""

_STRENGTHS: dict[Evidence, str] = {
    Evidence.STRONG: N_("strong, short-term"),
    Evidence.MIXED: N_("mixed"),
    Evidence.WEAK: N_("weak"),
}


def strength(evidence: Evidence) -> str:
    """Name how strong evidence is."""
    return _(_STRENGTHS[evidence])


def reference(named: Study) -> str:
    """Name a study in short: its authors, where it appeared, and when."""
    return _("{authors}, {journal} {year}").format(
        authors=kinds.listed(named.authors), journal=named.journal, year=named.year
    )


def heading() -> str:
    """Introduce the evidence."""
    return _("*Why bother?* Here is what research says, and how sure it is.")


def walking(cite: Cite) -> str:
    """Tell what is known about walking."""
    return _(
        "*Walking breaks* (evidence: {strength}). Over 37 pooled studies, interrupting sitting "
        "improved blood sugar and insulin after meals on average ({loh}); over seven, easy walking "
        "did more than standing ({buffey}). In 11 people, five minutes of it every half hour was "
        "the only dose of four that clearly lowered blood sugar ({duran}). One or two walks a day "
        "are less than any of these."
    ).format(
        strength=strength(Evidence.STRONG),
        loh=cite(study.LOH),
        buffey=cite(study.BUFFEY),
        duran=cite(study.DURAN),
    )


def standing(cite: Cite) -> str:
    """Tell what is known about standing up."""
    return _(
        "*Standing breaks* (evidence: {strength}). Five minutes of standing every half hour helped "
        "22 women at high risk of diabetes ({henson}); two minutes every 20 did not help the blood "
        "sugar of ten people, where light walking did ({bailey_locke}). Standing up some 25 times "
        "more a day lowered diastolic blood pressure in women past menopause, by less than is "
        "usually called meaningful ({hartman}). Standing still all day is no goal either."
    ).format(
        strength=strength(Evidence.MIXED),
        henson=cite(study.HENSON),
        bailey_locke=cite(study.BAILEY_LOCKE),
        hartman=cite(study.HARTMAN),
    )


def squeezing(cite: Cite) -> str:
    """Tell what is known about squeezes, and say the disclaimer."""
    return _(
        "*Squeezes* (evidence: {strength}). Squeezing for 15 minutes a day raised the hip strength "
        "of 32 students about as much as bridges ({lehecka}); in another student study it did no "
        "better than not squeezing (Wichita State). Three minutes of squats, calf raises and "
        "squeezes every half hour lowered blood sugar in one trial in people with diabetes "
        "({dempsey}) and not in the next ({homer}). What three squeezes an hour do is not known; "
        "they come to about one seventh of those 15 minutes. A squeeze is a cheap cue to wake the "
        "muscle up and move; it is not a proven cure for anything."
    ).format(
        strength=strength(Evidence.WEAK),
        lehecka=cite(study.LEHECKA),
        dempsey=cite(study.DEMPSEY),
        homer=cite(study.HOMER),
    )


def breaks(cite: Cite) -> str:
    """Tell what is known about short breaks."""
    return _(
        "*Short breaks as such* (evidence: {strength}). They go with a little more vigour and a "
        "little less fatigue, and no clear change in performance ({albulescu}, 22 samples)."
    ).format(strength=strength(Evidence.MIXED), albulescu=cite(study.ALBULESCU))


def selfcare(cite: Cite) -> str:
    """Tell what is known about massage."""
    return _(
        "*Massage and other care* (evidence: {strength}). A month of chair massages went with less "
        "discomfort in neck and upper back for 15 office workers, with nobody to compare them with "
        "({sisko}). For massaging oneself I found no good trial: take it as comfort, not treatment."
    ).format(strength=strength(Evidence.WEAK), sisko=cite(study.SISKO))


def unknown(cite: Cite) -> str:
    """Say what is not known."""
    return _(
        "*What nobody knows.* There is no proven 20-minute threshold; the WHO advises less "
        "sitting and sets no limit ({bull}). “Gluteal amnesia” is a nickname, not a diagnosis. "
        "Prompts tend to wear off, and in one trial (HeartSteps) those to stand up had no effect "
        "that could be measured in 44 people ({klasnja})."
    ).format(bull=cite(study.BULL), klasnja=cite(study.KLASNJA))


def disclaimer() -> str:
    """Say that this is no medical advice."""
    return _(
        "No medical advice. If something hurts, leave it out and ask someone who knows you. "
        "`/unsit settings` has seated and gentler forms of everything."
    )
