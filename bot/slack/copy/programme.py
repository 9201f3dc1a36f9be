"""The eight-week glute programme in words, and its dose meter, which flatters nobody."""

from fractions import Fraction

from bot.domain.exercise import BodyProfile
from bot.domain.programme import Dose, Round
from bot.slack.copy.how import duration
from bot.slack.copy.translation import N_, _, ngettext

_SPOKEN_IN_SECONDS = 90
"""Below this, seconds say more than a minute would."""

_SHARES: tuple[tuple[Fraction, str], ...] = (
    (Fraction(1, 10), N_("about one tenth")),
    (Fraction(1, 7), N_("about one seventh")),
    (Fraction(1, 5), N_("about one fifth")),
    (Fraction(1, 4), N_("about a quarter")),
    (Fraction(1, 3), N_("about one third")),
    (Fraction(2, 5), N_("about two fifths")),
    (Fraction(1, 2), N_("about half")),
    (Fraction(2, 3), N_("about two thirds")),
    (Fraction(3, 4), N_("about three quarters")),
    (Fraction(1), N_("about all")),
)
_LITTLE = Fraction(1, 13)
_MORE_THAN_ALL = Fraction(6, 5)


def phrase(dose: Round, body: BodyProfile) -> str:
    """Say in four words at most what a squeeze nudge asks for: squeeze 8 times."""
    if body is BodyProfile.RECOVERING:
        # One set of two, as `softly` says: half of it counts in full.
        return ngettext(
            "squeeze softly {count} time", "squeeze softly {count} times", dose.repetitions
        ).format(count=dose.repetitions)
    if dose.sets > 1:
        return _("squeeze {count} times, twice").format(count=dose.repetitions)
    return ngettext("squeeze {count} time", "squeeze {count} times", dose.repetitions).format(
        count=dose.repetitions
    )


def off() -> str:
    """Say what the programme is to somebody who has not begun it."""
    return _(
        "*The eight-week glute programme* turns your squeeze nudges up, week by week: from 3 "
        "squeezes of 5 seconds to 2 sets of 8 squeezes of 7 seconds. It sends nothing more than "
        "before. `/unsit programme start` begins it, and `stop` ends it at any time."
    )


def started() -> str:
    """Say that the programme has begun."""
    return _("Week 1 begins today. After eight weeks the programme ends by itself.")


def stopped() -> str:
    """Say that the programme has ended."""
    return _("Stopped. Your squeeze nudges are as they were before.")


def not_running() -> str:
    """Say that there is nothing to stop."""
    return _("No programme is running, so there is nothing to stop.")


def running_already() -> str:
    """Say that the programme had begun before."""
    return _("It is running already. Carry on, or `/unsit programme stop` first to begin again.")


def finished() -> str:
    """Say that the eight weeks are over."""
    return _(
        "Your eight weeks are over, and your squeeze nudges are as they were before. "
        "`/unsit programme start` begins again from week 1."
    )


def unclear(word: str) -> str:
    """Say what can be said to the programme."""
    return _(
        "I do not know “{word}” here. It is `/unsit programme`, `/unsit programme start` or "
        "`/unsit programme stop`."
    ).format(word=word)


def week(number: int, of: int, dose: Round) -> str:
    """Say what this week asks for."""
    if dose.sets > 1:
        return _(
            "*Week {week} of {weeks}.* Each squeeze nudge asks for {sets} sets of {count} "
            "squeezes, held for {seconds} seconds each, with a short rest between the sets."
        ).format(
            week=number,
            weeks=of,
            sets=dose.sets,
            count=dose.repetitions,
            seconds=dose.hold_seconds,
        )
    return _(
        "*Week {week} of {weeks}.* Each squeeze nudge asks for {count} squeezes, held for "
        "{seconds} seconds each."
    ).format(week=number, weeks=of, count=dose.repetitions, seconds=dose.hold_seconds)


def instead() -> str:
    """Say how the week's dose goes with the exercises' own numbers."""
    return _("Do it in whichever way is described below; these numbers replace the ones there.")


def softly() -> str:
    """Say how somebody who is recovering may take the programme."""
    return _(
        "Recovering? Ask whoever looks after you whether squeezing suits you now. Half of it, or "
        "half as firmly, counts in full."
    )


def no_squeezes() -> str:
    """Say that the plan has nothing that could grow."""
    return _(
        "Your plan asks for no squeezes, so only `/squeeze` counts. `/unsit settings` switches "
        "them on."
    )


def today(rounds: int, dose: Dose) -> str:
    """Say what was squeezed today."""
    if not rounds:
        return _("Today: no squeezes yet.")
    return ngettext(
        "Today: {rounds} round, {amount} of squeezing.",
        "Today: {rounds} rounds, {amount} of squeezing.",
        rounds,
    ).format(rounds=rounds, amount=amount(dose.seconds))


def meter(dose: Dose) -> str:
    """Say how the last days compare with the studied dose."""
    if not dose.seconds:
        return _("Dose: nothing yet. What was studied is 15 minutes of squeezing a day.")
    return ngettext(
        "Dose: {amount} a day over {days} day, {share} of what was studied (15 minutes a day).",
        "Dose: {amount} a day over {days} days, {share} of what was studied (15 minutes a day).",
        dose.days,
    ).format(amount=amount(dose.a_day), days=dose.days, share=share(dose.share))


def honesty() -> str:
    """Say how far the dose can be trusted."""
    return _(
        "Evidence: weak. 32 students squeezed for 15 minutes a day, or did bridges for as long, "
        "and gained about the same hip strength (Lehecka, PeerJ 2019); nobody among them did "
        "neither. Less than that was not studied, and in another study squeezing did no better "
        "than not squeezing. The meter takes your word for it and leaves out rests."
    )


def amount(seconds: int) -> str:
    """Say how long was squeezed."""
    return duration(seconds, minutes_from=_SPOKEN_IN_SECONDS)


def share(of_studied: Fraction) -> str:
    """Name a share of the studied dose, without making more of it than it is."""
    if of_studied < _LITTLE:
        return _("less than one tenth")
    if of_studied > _MORE_THAN_ALL:
        return _("more than all")
    _nearest, words = min(_SHARES, key=lambda each: abs(each[0] - of_studied))
    return _(words)
