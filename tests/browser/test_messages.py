"""The conversation on the page: what is written, what is reacted, what is told apart."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.stage import TYPED_AND_ENTERED, Json, Stage

pytestmark = pytest.mark.browser


# What is written, the element it becomes, and what that element shows.
MRKDWN = (
    ("*strong* words", "strong", "strong"),
    ("_soft_ words", "em", "soft"),
    ("~old~ words", "s", "old"),
    ("`make run`", "code", "make run"),
    ("```\nfirst\n  second\n```", "pre", "first\n  second"),
    ("&gt; said", "blockquote", "said"),
    ("<https://example.com/a?b=1&amp;c=2|the notes>", "a", "the notes"),
    (":peach::muscle::skin-tone-4:", ".emoji >> nth=1", "\U0001f4aa\U0001f3fd"),
    ("<!date^1795424400^{date_short} {time}|then>", "time >> nth=-1", "23 Nov 2026 09:00"),
    ("snake_case_name and 3*4*5", ".text", "snake_case_name and 3*4*5"),
    ("R&amp;D at 12:30:45", ".text", "R&D at 12:30:45"),
)
HOSTILE = (
    "<script>document.title = 'owned'</script>",
    "&lt;img src=x onerror=\"document.title = 'owned'\"&gt;",
    "<javascript:document.title='owned'|press me>",
    "<https://example.com/\" onmouseover=\"document.title='owned'|press me>",
    "*<b onclick=x>* _<iframe src=/>_ `<svg onload=x>`",
)


def plain_button(text: str) -> Json:
    """Write a button with an action of its own."""
    return {"type": "button", "action_id": text, "text": {"type": "plain_text", "text": text}}


async def test_writes_mrkdwn_as_slack_does(stage: Stage) -> None:
    """Each piece of mrkdwn becomes the element that it stands for."""
    messages = [await stage.post(text) for text, _, _ in MRKDWN]
    await stage.open()
    for message, (_, selector, shown) in zip(messages, MRKDWN, strict=True):
        await expect(stage.message(message).locator(selector)).to_have_text(shown)


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en-GB", ("tomorrow 09:00", "Wednesday, 25 November 2026")),
        ("ja-JP", ("明日 09:00", "2026年11月25日水曜日")),
        ("pt-BR", ("amanhã 09:00", "quarta-feira, 25 de novembro de 2026")),
    ],
)
async def test_writes_dates_in_the_readers_language(stage: Stage, shown: tuple[str, str]) -> None:
    """As Slack does with a date in a message, whatever language the bot speaks."""
    tomorrow = await stage.post("<!date^1795510800^{date_long_pretty} {time}|then>")
    later = await stage.post("<!date^1795597200^{date_long_pretty}|then>")
    await stage.open()
    for message, text in zip((tomorrow, later), shown, strict=True):
        await expect(stage.message(message).locator("time").last).to_have_text(text)


async def test_names_people_and_channels_in_mentions(stage: Stage) -> None:
    """A mention shows a name, and a channel's mention leads there."""
    message = await stage.post(f"<@{stage.ana.id}> is in <#{stage.general.id}>")
    await stage.open()
    await expect(stage.message(message)).to_contain_text("@Ana Lima is in #general")
    await stage.message(message).get_by_role("button", name="#general").click()
    await expect(stage.page.get_by_role("heading", name="#general", level=1)).to_be_visible()


async def test_never_takes_text_for_markup(stage: Stage) -> None:
    """Hostile text stays text: no element of the author's making, no script, no odd link."""
    messages = [await stage.post(text) for text in HOSTILE]
    await stage.open()
    await expect(stage.message(messages[-1])).to_be_visible()
    talk = stage.page.get_by_role("list", name="Messages in Unsit")
    await expect(talk.locator("script, img, iframe, b, svg:not(.peach, .icon)")).to_have_count(0)
    await expect(talk.locator("[onclick], [onerror], [onmouseover], [onload]")).to_have_count(0)
    await expect(talk.locator('a:not([href^="https://example.com/"])')).to_have_count(0)
    await expect(stage.page).not_to_have_title("owned")


async def test_opens_links_without_a_way_back(stage: Stage) -> None:
    """A link opens apart from the page and cannot reach it."""
    message = await stage.post("<https://example.com|out>")
    await stage.open()
    link = stage.message(message).get_by_role("link", name="out")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))


async def test_tells_whispers_from_messages(stage: Stage) -> None:
    """What only one person sees says so, and nobody else sees it."""
    await stage.client.chat_postEphemeral(
        channel=stage.general.id, user=stage.you.id, text="Between us"
    )
    await stage.open()
    page = stage.page
    await page.get_by_role("button", name="general").click()
    whisper = page.get_by_role("article").filter(has_text="Between us")
    await expect(whisper).to_contain_text("Only visible to you")
    await page.get_by_label("You are").select_option("Ana Lima")
    await expect(page.get_by_role("button", name="Back to You")).to_be_visible()
    await expect(whisper).to_have_count(0)


async def test_marks_what_was_edited(stage: Stage) -> None:
    """A changed message shows its new text and that it was changed, while one looks."""
    message = await stage.post("Before")
    await stage.open()
    await stage.client.chat_update(channel=message.channel, ts=message.ts, text="After")
    await expect(stage.message(message)).to_contain_text("After (edited)")


async def test_writes_times_in_the_viewers_zone(stage: Stage) -> None:
    """The same message is at nine in London and half past two in Kolkata."""
    await stage.client.chat_postMessage(channel=stage.general.id, text="Now")
    await stage.open()
    page = stage.page
    await page.get_by_role("button", name="general").click()
    await expect(page.get_by_role("article", name="Unsit, 09:00")).to_be_visible()
    await page.get_by_label("You are").select_option("Ana Lima")
    await expect(page.get_by_role("article", name="Unsit, 14:30")).to_be_visible()


async def test_reacts_and_takes_it_back(stage: Stage) -> None:
    """A quick reaction becomes a pressed pill, and pressing the pill takes it away."""
    message = await stage.post()
    await stage.open()
    line = stage.message(message)
    await line.get_by_role("button", name="React with peach").click()
    pill = line.get_by_role("button", name="peach reaction, 1: You")
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await pill.click()
    await expect(pill).to_have_count(0)


async def test_finds_an_emoji_by_keyboard(stage: Stage) -> None:
    """The picker searches by name, colours skin, and takes the first match on Enter."""
    message = await stage.post()
    await stage.open()
    line = stage.message(message)
    await line.get_by_role("button", name="Add reaction").press("Enter")
    picker = stage.page.get_by_role("dialog", name="Pick an emoji")
    await picker.get_by_label("Skin tone").select_option("skin-tone-4")
    await picker.get_by_label("Search emoji").fill("raised hands")
    await picker.get_by_label("Search emoji").press("Enter")
    await expect(
        line.get_by_role("button", name="raised_hands::skin-tone-4 reaction, 1: You")
    ).to_be_visible()
    await expect(picker).to_have_count(0)


async def test_takes_the_emoji_that_is_typed_not_the_first_that_is_drawn(stage: Stage) -> None:
    """Enter takes the match even where it comes before the picker could be drawn."""
    message = await stage.post()
    await stage.open()
    line = stage.message(message)
    await line.get_by_role("button", name="Add reaction").press("Enter")
    picker = stage.page.get_by_role("dialog", name="Pick an emoji")
    await picker.get_by_label("Search emoji").evaluate(TYPED_AND_ENTERED, "raised hands")
    await expect(line.get_by_role("button", name="raised_hands reaction, 1: You")).to_be_visible()


async def test_says_which_emoji_mean_what(stage: Stage) -> None:
    """The picker's first rows stand under the words for what they say to the bot."""
    message = await stage.post()
    await stage.open()
    await stage.message(message).get_by_role("button", name="Add reaction").click()
    picker = stage.page.get_by_role("dialog", name="Pick an emoji")
    later = picker.get_by_role("group", name="Later")
    await expect(later).to_contain_text("Later")
    await expect(later.get_by_role("button")).to_have_count(1)
    await later.get_by_role("button", name="zzz").click()
    pill = stage.message(message).get_by_role("button", name="zzz reaction, 1: You")
    await expect(pill).to_be_visible()


async def test_leaves_the_buttons_above_free_on_a_phone(stage: Stage) -> None:
    """At a phone's width the toolbar of one message lies on no other."""
    row = [plain_button(text) for text in ("Done", "In ten minutes", "Skip", "Why?")]
    above = await stage.post("Up?", {"type": "actions", "elements": row})
    newest = await stage.post("Thanks")
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    await stage.open()
    toolbar = await stage.message(newest).get_by_role("group", name="React").bounding_box()
    line = await stage.message(above).bounding_box()
    assert toolbar is not None
    assert line is not None
    assert toolbar["y"] >= line["y"] + line["height"]


async def test_announces_what_arrives(stage: Stage) -> None:
    """A screen reader hears of a new message, without its marks."""
    await stage.post("First")
    await stage.open()
    await stage.post("*Up* you get :peach:")
    await expect(stage.page.locator("#announcer")).to_have_text("Unsit: Up you get peach")


async def test_counts_what_is_unread(stage: Stage) -> None:
    """A message elsewhere raises a badge that looking at it clears."""
    await stage.open()
    await stage.client.chat_postMessage(channel=stage.general.id, text="Board")
    place = stage.page.get_by_role("button", name="general 1 unread")
    await expect(place).to_be_visible()
    await place.click()
    await expect(stage.page.get_by_role("button", name="general", exact=True)).to_be_visible()
