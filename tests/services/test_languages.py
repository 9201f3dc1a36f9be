"""What is known of the language of each member."""

from bot.services.languages import Languages, Spoken
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE
from tests.services.world import World


async def test_nobody_is_known_before_they_join(world: World) -> None:
    """And what Slack says of their language is not written down."""
    languages = Languages(database=world.database)
    assert not await languages.note(WORKSPACE, MEMBER, "de-DE")

    assert await languages.find(WORKSPACE, MEMBER) is None


async def test_choice_and_locale_are_known_of_each_member(world: World) -> None:
    """Of theirs alone, the newest that Slack said."""
    languages = Languages(database=world.database)
    await world.join(language="fr")
    await world.join(OTHER_MEMBER)
    news = [
        await languages.note(WORKSPACE, MEMBER, locale) for locale in ("de-DE", "pt-BR", "pt-BR")
    ]

    assert news == [True, True, False]
    assert await languages.find(WORKSPACE, MEMBER) == Spoken(chosen="fr", locale="pt-BR")
    assert await languages.find(WORKSPACE, OTHER_MEMBER) == Spoken(chosen=None, locale=None)
    member = await world.member()
    assert (member.settings.language, member.locale) == ("fr", "pt-BR")


async def test_settings_leave_the_locale_alone(world: World) -> None:
    """Whoever changes hours is spoken to as before."""
    languages = Languages(database=world.database)
    await world.join()
    await languages.note(WORKSPACE, MEMBER, "ja-JP")
    await world.join(zone="Asia/Tokyo")

    assert await languages.find(WORKSPACE, MEMBER) == Spoken(chosen=None, locale="ja-JP")
