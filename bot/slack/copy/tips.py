"""Tips in words: a finding, where it comes from, and how strong the evidence is."""

from bot.domain.exercise import Evidence
from bot.domain.study import Study
from bot.domain.tip import Tip, TipKey
from bot.slack.copy import evidence, kinds
from bot.slack.copy.translation import N_, _

TEXTS: dict[str, str] = {
    "breaks_on_average": N_(
        "Over 37 pooled trials, breaking up sitting with activity improved blood sugar and insulin "
        "after meals on the same day."
    ),
    "squeezing_as_studied": N_(
        "32 students who squeezed their glutes or did bridges for 15 minutes a day gained hip "
        "strength in 8 weeks. A few squeezes an hour are far less than that."
    ),
    "no_known_limit": N_(
        "The World Health Organization advises everybody to sit less, and names no limit: nobody "
        "knows where it would be."
    ),
    "walking_beats_standing": N_(
        "In seven pooled trials short standing breaks lowered blood sugar after meals a little; "
        "easy walking lowered it more."
    ),
    "micro_breaks": N_(
        "Short breaks go with a little more vigour and a little less fatigue. Whether they help "
        "performance is unclear."
    ),
    "standing_for_sugar": N_(
        "Two minutes of standing every 20 did nothing for the blood sugar of ten people; two "
        "minutes of easy walking did."
    ),
    "own_goals": N_(
        "Step goals worked when people chose them themselves and began at once, not when they were "
        "set for them or raised bit by bit. Yours is in `/unsit settings`."
    ),
    "five_minutes": N_(
        "Five minutes of easy walking every half hour was the only dose of four that clearly "
        "lowered blood sugar in 11 people. All four lowered blood pressure that day."
    ),
    "prompts_wear_off": N_(
        "In a small study of hourly prompts people sat less at first; three months later that had "
        "worn off. Change your rhythm when you no longer notice it."
    ),
    "after_work_counts": N_(
        "Among a million people, sitting for long hours went with hardly any added risk for those "
        "who moved the most. That is an association and proves nothing; still, evenings may count."
    ),
    "trials_disagree": N_(
        "Three minutes of squats, calf raises and squeezes every half hour lowered blood sugar in "
        "people with diabetes in one trial, and not in the next; there six minutes an hour did."
    ),
    "standing_for_pressure": N_(
        "Women past menopause who stood up some 25 times more a day had slightly lower diastolic "
        "blood pressure after three months, by less than doctors usually call meaningful."
    ),
    "threes": N_(
        "In a game of steps, competing in threes added 920 steps a day; three months after it "
        "ended, about 570 were left."
    ),
    "prompts_to_walk": N_(
        "Prompts to walk got people walking, most of all in the first weeks. Prompts to stand up "
        "made no difference that could be measured in 44 people."
    ),
    "desk_prompts": N_(
        "Prompts on the screen more than tripled how often people at adjustable desks stood up, "
        "for all of three months."
    ),
    "boards_cut_both_ways": N_(
        "Ranked boards added steps for those who walked little, and took some from those who "
        "walked a lot. Nobody is named on ours who did not ask to be."
    ),
    "chair_massage": N_(
        "A month of chair massages went with less discomfort in neck and upper back for 15 office "
        "workers. Nobody was left without one to compare them with."
    ),
    "desk_reminders": N_(
        "Reminders took 194 people at adjustable desks from about one change of position a day to "
        "two. Three in four of those who never used the lift began to."
    ),
    "wellness_programmes": N_(
        "A wellness programme for 33,000 employees had more of them say that they exercise, and "
        "changed no clinical measure, cost or attendance in 18 months. So we promise little."
    ),
}
"""What each tip says, by its key."""

_STRENGTHS: dict[Evidence, str] = {
    Evidence.STRONG: N_("strong"),
    Evidence.MIXED: N_("mixed"),
    Evidence.WEAK: N_("weak"),
}


def tip(chosen: Tip, sources: str) -> str:
    """Say a tip with where it comes from and how strong it is."""
    return _("*Tip:* {finding} ({sources}; evidence: {strength})").format(
        finding=text(chosen.key), sources=sources, strength=_(_STRENGTHS[chosen.evidence])
    )


def text(key: TipKey) -> str:
    """Say what was found."""
    return _(TEXTS[key])


def source(study: Study) -> str:
    """Name a study: its authors, where it appeared, and when."""
    if not study.others:
        return evidence.reference(study)
    return _("{authors} and colleagues, {journal} {year}").format(
        authors=kinds.listed(study.authors), journal=study.journal, year=study.year
    )


def sources(named: list[str]) -> str:
    """Name several studies in a row."""
    return kinds.listed(named)
