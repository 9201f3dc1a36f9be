"""What the settings modal shows: settings, or what somebody has typed on the way to some.

An input that is hidden just now (custom minutes, an alias, a region) is not in what Slack hands
back, so the view carries it along in its metadata. No change of the view then loses what was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.exercise import BodyProfile
from bot.domain.member import BoardName, Settings
from bot.domain.plan import DEFAULT_BUDGET, DEFAULT_PLAN, Intensity, SelfcareEvery
from bot.domain.work_hours import DEFAULT_HOURS, WorkHours
from bot.slack.copy.hours import written_hours
from bot.slack.ids import Field
from bot.slack.render.calendars import AS_WORKSPACE, WHOLE_COUNTRY, choices_of
from bot.slack.render.languages import parse_language
from bot.slack.render.metadata import Carried, read_metadata, write_metadata

_KEPT = (Field.STAND_MINUTES, Field.SQUEEZE_MINUTES, Field.BUDGET, Field.ALIAS, Field.REGION)

TIPS_ON, TIPS_OFF = "on", "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The content of each input, invalid text as typed; `zone` is None where none is known.

    Whoever joins is not asked for what has a default here.
    """

    zone: str | None
    hours_text: str
    quiet_text: str = ""
    country: str = AS_WORKSPACE
    region: str = WHOLE_COUNTRY
    intensity: Intensity
    stand_minutes: str
    squeeze_minutes: str
    budget: str
    body: BodyProfile
    walks: int
    selfcare: SelfcareEvery
    board_name: BoardName
    alias: str
    tips: bool = True
    language: str | None = None


def draft_of(settings: Settings | None, *, zone: str | None) -> Draft:
    """Return what a newcomer (None) or a member sees first; `zone` is the profile's."""
    plan = DEFAULT_PLAN if settings is None else settings.plan
    draft = Draft(
        zone=zone if settings is None else settings.zone,
        hours_text=written_hours(_hours(settings)),
        intensity=plan.intensity,
        stand_minutes=str(plan.stand_minutes or ""),
        squeeze_minutes=str(plan.squeeze_minutes or ""),
        budget=str(plan.budget),
        body=plan.body,
        walks=plan.walks,
        selfcare=plan.selfcare,
        board_name=BoardName.HIDDEN if settings is None else settings.board_name,
        alias=(settings.alias or "") if settings is not None else "",
    )
    return draft if settings is None else _with_the_rest(draft, settings)


def read_draft(values: Mapping[str, str | None], *, metadata: str = "") -> Draft:
    """Return what a view holds now.

    Args:
        values: each shown input's content by its block id: typed text, or the chosen value.
        metadata: the view's private metadata, as `metadata_of` wrote it.

    Raises:
        ValueError: this app's modal cannot hold such values.
    """
    held = {
        **read_metadata(metadata).hidden,
        **{name: value or "" for name, value in values.items()},
    }
    return Draft(
        zone=held.get(Field.ZONE) or None,
        hours_text=held.get(Field.HOURS, ""),
        quiet_text=held.get(Field.QUIET, ""),
        country=held.get(Field.COUNTRY) or AS_WORKSPACE,
        region=held.get(Field.REGION) or WHOLE_COUNTRY,
        intensity=Intensity(held[Field.INTENSITY]),
        stand_minutes=held.get(Field.STAND_MINUTES, "").strip(),
        squeeze_minutes=held.get(Field.SQUEEZE_MINUTES, "").strip(),
        budget=held.get(Field.BUDGET) or str(DEFAULT_BUDGET),
        body=BodyProfile(held[Field.BODY]),
        walks=int(held[Field.WALKS]),
        selfcare=SelfcareEvery(held[Field.SELFCARE]),
        board_name=BoardName(held[Field.BOARD]),
        alias=held.get(Field.ALIAS, ""),
        tips=held.get(Field.TIPS) != TIPS_OFF,
        language=parse_language(held.get(Field.LANGUAGE) or None),
    )


def metadata_of(draft: Draft, *, answer_url: str | None = None) -> str:
    """Write down what may be hidden, and where to answer, for the view to carry."""
    content = (draft.stand_minutes, draft.squeeze_minutes, draft.budget, draft.alias, draft.region)
    hidden = {name.value: text for name, text in zip(_KEPT, content, strict=True)}
    return write_metadata(Carried(hidden=hidden, answer_url=answer_url))


def _with_the_rest(draft: Draft, settings: Settings) -> Draft:
    """Return a draft with what only a member is asked for."""
    country, region = choices_of(settings.calendar, is_own=settings.calendar_is_own)
    return replace(
        draft,
        quiet_text=written_hours(settings.quiet),
        country=country,
        region=region,
        tips=settings.tips,
        language=settings.language,
    )


def _hours(settings: Settings | None) -> WorkHours:
    return DEFAULT_HOURS if settings is None else settings.hours
