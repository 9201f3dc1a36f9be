"""Everybody is spoken to in their own language, whoever else is answered at the same time."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.sandbox.person import Actor as Person
from bot.services.languages import Spoken
from bot.services.ports import BoardEnded
from bot.slack.background import Background
from bot.slack.copy import board, installing, nudges, refusals, settings, state, usage
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking, voice
from bot.slack.ids import Action
from bot.slack.languages import HEARD_FOR, KEPT_FOR, Voices
from bot.slack.oauth import INSTALL_PATH
from bot.slack.payloads import Actor
from tests.clock import SettableClock
from tests.slack.installing import many_bot
from tests.slack.running import MONDAY, RunningBot, words

ANA = Actor(workspace=WorkspaceId("T0ACME"), member=MemberId("U0ANA"))


async def chosen(bot: RunningBot, person: Person, language: str | None) -> None:
    """Let a member choose a language, as the settings do once they are submitted."""
    actor = Actor(workspace=bot.id, member=MemberId(person.id))
    member = await bot.services.membership.find(actor.workspace, actor.member)
    assert member is not None
    settings = replace(member.settings, language=language)
    await bot.services.membership.join(actor.workspace, actor.member, settings)
    await bot.messenger.voices.changed(actor)


async def test_newcomer_is_greeted_in_the_language_of_their_slack(bot: RunningBot) -> None:
    """The modal in which they join, and the practice nudge that follows."""
    ana = bot.person(locale="de-DE")
    await ana.command("/unsit", "join")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id)
    await bot.settled()

    with speaking(Language.GERMAN):
        assert settings.join_intro() in words(modal)
        assert f"*{nudges.done_button()}*" in ana.dm()[0].text
    assert settings.join_intro() not in words(modal)
    assert f"*{nudges.done_button()}*" not in ana.dm()[0].text


async def test_what_slack_says_of_a_members_language_is_kept(bot: RunningBot) -> None:
    """So that nudges, which nobody asks for, come in it."""
    ana = await bot.member(locale="fr-FR")

    member = await bot.services.membership.find(bot.id, MemberId(ana.id))

    assert member is not None
    assert member.locale == "fr-FR"


async def test_language_changed_in_slack_counts_from_the_next_answer(bot: RunningBot) -> None:
    """Slack tells of it, and nudges follow as well."""
    ana = await bot.member(locale="fr-FR")
    await ana.change(locale="de-DE")
    await ana.command("/unsit", "help")

    member = await bot.services.membership.find(bot.id, MemberId(ana.id))
    assert member is not None
    assert member.locale == "de-DE"
    with speaking(Language.GERMAN):
        assert usage.intro() in bot.answer(ana)


async def test_own_choice_counts_at_once(bot: RunningBot) -> None:
    """In this process, whatever was looked up a moment ago."""
    ana = await bot.member(locale="fr-FR")
    await ana.command("/unsit", "help")
    with speaking(Language.FRENCH):
        assert usage.intro() in bot.answer(ana)

    await chosen(bot, ana, "de")
    await ana.command("/unsit", "help")

    with speaking(Language.GERMAN):
        assert usage.intro() in bot.answer(ana)


async def test_somebody_unknown_is_answered_in_english(bot: RunningBot) -> None:
    """Looking everybody up at each command would be too dear."""
    ana = bot.person(locale="de-DE")

    await ana.command("/unsit", "help")

    assert usage.intro() in bot.answer(ana)
    assert bot.calls("users.info") == 0


async def test_refusals_are_translated_too(bot: RunningBot) -> None:
    """They are said where no listener is any more."""
    ana = await bot.member(locale="de-DE")

    await ana.command("/unsit", "pause soonish")

    with speaking(Language.GERMAN):
        assert bot.answer(ana) == refusals.pause("unclear", "soonish")


async def test_card_is_redrawn_in_the_language_of_its_member(bot: RunningBot) -> None:
    """A press brings no words but the card's own."""
    ana = await bot.member(locale="de-DE")
    await ana.press(ana.dm()[0], Action.NUDGE_SKIP)
    await bot.settled()

    with speaking(Language.GERMAN):
        assert ana.dm()[0].text == nudges.skipped()


async def test_home_that_follows_a_reaction_speaks_to_its_member(bot: RunningBot) -> None:
    """Nobody looks a language up for a reaction."""
    ana = await bot.member(locale="fr-FR")
    await ana.open_home()
    await ana.react(ana.dm()[0], "white_check_mark")
    await bot.settled()

    with speaking(Language.FRENCH):
        assert state.settings_button() in words(ana.home())
    assert state.settings_button() not in words(ana.home())


async def test_pages_and_greeting_are_in_the_language_of_the_browser(database_url: str) -> None:
    """Slack does not say which language whoever installs the app reads."""
    async with many_bot(database_url) as bot:
        place, admin = bot.workspace()
        browser = replace(bot.browser, languages="ko-KR,ko;q=0.9,fr;q=0.7,en;q=0.5")
        first = await browser.get(INSTALL_PATH)
        last = await browser.come_back(await browser.decide(first, place))
        await bot.settled()

    with speaking(Language.FRENCH):
        assert first.title == installing.install_title()
        assert last.title == installing.done_title(place.name)
        assert admin.dm()[0].text.startswith(installing.welcome()[0])
    assert '<html lang="fr">' in last.text
    assert first.title != installing.install_title()


async def test_board_speaks_as_whoever_set_it_up(bot: RunningBot) -> None:
    """And so does the notice that it has ended."""
    ana = await bot.member(locale="de-DE")
    await bot.messenger.tell(bot.id, MemberId(ana.id), BoardEnded(channel=ChannelId("C0GONE")))

    with speaking(Language.GERMAN):
        assert ana.dm()[-1].text == board.ended("<#C0GONE>")


class Register:
    """Stands for what is stored, and counts who asks."""

    def __init__(self, spoken: Spoken | None = None) -> None:
        self.spoken = spoken
        self.asked = 0
        self.noted: list[str] = []
        self.meanwhile: asyncio.Event | None = None

    async def find(self, workspace: WorkspaceId, member: MemberId) -> Spoken | None:
        """Return what is stored, at the moment of asking."""
        del workspace, member
        self.asked += 1
        found = self.spoken
        if self.meanwhile is not None:
            await asyncio.shield(asyncio.ensure_future(self.meanwhile.wait()))
        return found

    async def note(self, workspace: WorkspaceId, member: MemberId, locale: str) -> bool:
        """Write down what is noted."""
        del workspace, member
        self.noted.append(locale)
        return True


async def language(voices: Voices) -> Language:
    """Return Ana's language."""
    return await voices.language_of(ANA.workspace, ANA.member)


async def test_one_look_serves_for_a_minute() -> None:
    """Another process may have changed it meanwhile; after a minute this one knows."""
    clock = SettableClock(MONDAY)
    register = Register(Spoken(chosen=None, locale="de-DE"))
    voices = Voices(register, clock=clock)

    before = [await language(voices), await language(voices)]
    register.spoken = Spoken(chosen="ja", locale="de-DE")
    still = await language(voices)
    clock.set(MONDAY + KEPT_FOR)
    after = await language(voices)

    assert (before, still, after) == ([Language.GERMAN] * 2, Language.GERMAN, Language.JAPANESE)
    assert register.asked == 2


async def test_slacks_word_on_somebody_unknown_holds_for_an_hour() -> None:
    """It comes along with what is looked up anyway, and is written down once they join."""
    clock = SettableClock(MONDAY)
    register = Register()
    voices = Voices(register, clock=clock)

    await voices.hear(ANA, "pt-BR")
    heard = await language(voices)
    await voices.changed(ANA)
    clock.set(MONDAY + HEARD_FOR + timedelta(seconds=1))

    assert heard is Language.PORTUGUESE
    assert register.noted == ["pt-BR"]
    assert await language(voices) is Language.ENGLISH


async def test_what_slack_tells_unasked_counts_at_once() -> None:
    """Of a member; where it does not say, nothing changes."""
    register = Register(Spoken(chosen=None, locale="de-DE"))
    voices = Voices(register, clock=SettableClock(MONDAY))
    before = await language(voices)

    register.spoken = Spoken(chosen=None, locale="ja-JP")
    await voices.told(ANA, None)
    still = await language(voices)
    await voices.told(ANA, "ja-JP")

    assert (before, still) == (Language.GERMAN, Language.GERMAN)
    assert await language(voices) is Language.JAPANESE
    assert register.noted == ["ja-JP"]


async def test_nothing_old_is_kept_that_was_looked_up_before_a_change() -> None:
    """A slow look may end after the choice that it did not see."""
    register = Register(Spoken(chosen="de", locale=None))
    register.meanwhile = asyncio.Event()
    voices = Voices(register, clock=SettableClock(MONDAY))

    slow = asyncio.ensure_future(language(voices))
    while not register.asked:  # noqa: ASYNC110 - it has no event for that
        await asyncio.sleep(0)
    register.spoken = Spoken(chosen="fr", locale=None)
    register.meanwhile.set()
    changed = asyncio.ensure_future(voices.changed(ANA))
    await asyncio.gather(slow, changed)

    assert await language(voices) is Language.FRENCH


async def test_answers_wait_for_no_language() -> None:
    """Where the database is slow or gone, they come in English."""
    register = Register(Spoken(chosen="de", locale=None))
    register.meanwhile = asyncio.Event()
    voices = Voices(register, clock=SettableClock(MONDAY), look_up_seconds=0.01)

    assert [await language(voices), await language(voices)] == [Language.ENGLISH] * 2
    assert register.asked == 1

    register.meanwhile.set()
    assert await language(voices) is Language.GERMAN
    assert register.asked == 1


@pytest.mark.parametrize("most_at_once", [1, 5])
async def test_work_in_the_background_speaks_as_whoever_started_it(most_at_once: int) -> None:
    """Even where it has to wait for somebody else's to end."""
    background = Background(most_at_once=most_at_once)
    heard = []

    async def listen() -> None:
        await asyncio.sleep(0)
        heard.append(voice().language)

    for each in (Language.GERMAN, Language.FRENCH, Language.ENGLISH):
        with speaking(each):
            background.start(each, listen)
    await background.aclose(1.0)

    assert heard == [Language.GERMAN, Language.FRENCH, Language.ENGLISH]
