/** The conversation: messages by day, what only this person sees, and staying at its end. */
import { avatar, peach } from "./avatar.js";
import { renderBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { newestFromBot, reactionRow, toolbar } from "./reactions.js";
import { personOf, store, ui } from "./state.js";
import { clockTime, isoDay, longDay } from "./time.js";

const GROUP_MS = 5 * 60 * 1000;

/** @param {any} channel */
export function messageList(channel) {
  const entries = withDays(store.state.messages);
  const empty = entries.length === 0;
  return h(
    "div",
    { class: "scroller", key: `scroll ${ui.me} ${channel.id}`, onmount: toEnd, onscroll: noteScroll },
    [
      empty && beginning(channel),
      h("ol", { class: "messages", "aria-label": `Messages in ${titleOf(channel)}` }, entries),
    ],
  );
}

/** @param {any} channel */
export const titleOf = (channel) => (channel.kind === "channel" ? `#${channel.name}` : channel.name);

function withDays(entries) {
  const { tz } = store.state.me;
  const latest = newestFromBot();
  let day = "";
  let previous = null;
  return entries.flatMap((entry) => {
    const at = new Date(entry.at);
    const today = isoDay(at, tz);
    const divider = today === day ? [] : [dayDivider(today, at, tz)];
    if (divider.length) previous = null;
    const follows = previous !== null && joins(previous, entry);
    day = today;
    previous = entry;
    return [...divider, line(entry, follows, entry.ts === latest)];
  });
}

const joins = (one, other) =>
  one.user === other.user &&
  one.note === other.note &&
  one.ephemeral === other.ephemeral &&
  Date.parse(other.at) - Date.parse(one.at) < GROUP_MS;

function dayDivider(today, at, tz) {
  return h("li", { key: `day ${today}`, class: "day" }, [h("span", null, longDay(at, tz))]);
}

/** Messages as last described: one that has not changed is not described, compared or touched again. */
const described = new Map();

function line(entry, follows, latest) {
  const { tz, locale } = store.state.me;
  const signature = JSON.stringify([entry, follows, latest, ui.me, tz, locale, transient(entry.ts)]);
  const known = described.get(entry.ts);
  if (known?.signature === signature) return known.node;
  const node = lineOf(entry, follows, latest);
  described.set(entry.ts, { signature, node });
  return node;
}

function lineOf(entry, follows, latest) {
  if (entry.note === "news") return newsLine(entry);
  return entry.note ? problemLine(entry) : messageLine(entry, follows, latest);
}

/** What may look different although the message is the same. */
function transient(ts) {
  return [
    ui.inside,
    ui.popover?.includes(ts) && ui.popover,
    [...ui.pending].filter((key) => key.includes(ts)),
  ];
}

function messageLine(message, follows, latest) {
  const person = personOf(message.user);
  const time = clockTime(new Date(message.at), store.state.me.tz);
  const classes = ["message", follows && "follows", message.ephemeral && "ephemeral", latest && "latest"];
  return h("li", { key: message.ts, class: classes.filter(Boolean).join(" "), "data-ts": message.ts }, [
    h("article", { "aria-label": `${person.name}, ${time}` }, [
      follows ? h("span", { class: "side-time", "aria-hidden": "true" }, time) : avatar(person),
      h("div", { class: "message-body" }, [
        message.ephemeral && onlyYou(),
        follows ? null : byline(person, message, time),
        content(message),
        reactionRow(message),
      ]),
      message.ephemeral ? null : toolbar(message),
    ]),
  ]);
}

function onlyYou() {
  return h("p", { class: "only-you" }, [h("span", { "aria-hidden": "true" }, "👁 "), "Only visible to you"]);
}

function byline(person, message, time) {
  return h("p", { class: "byline" }, [
    h("span", { class: "author" }, person.name),
    person.id === store.state.bot.id && h("span", { class: "app-tag" }, "App"),
    h("time", { class: "when", datetime: message.at }, time),
  ]);
}

function content(message) {
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  if (!message.blocks?.length) return h("div", { class: "text" }, [mrkdwn(message.text), edited]);
  const channel = store.state.channel;
  const surface = {
    kind: "message",
    id: `message ${ui.me} ${channel} ${message.ts}`,
    container: { type: "message", channel, ts: message.ts },
  };
  return h("div", { class: "blocks" }, [renderBlocks(message.blocks, surface), edited]);
}

/** Somebody came in, or something small to know: one grey line. */
function newsLine(news) {
  return h("li", { key: news.ts, class: "message news", "data-ts": news.ts }, [
    h("p", null, [news.text, news.ephemeral && " · Only visible to you"]),
  ]);
}

/** What was typed and failed. */
function problemLine(notice) {
  const time = clockTime(new Date(notice.at), store.state.me.tz);
  return h("li", { key: notice.ts, class: "message ephemeral", "data-ts": notice.ts }, [
    h("article", { "aria-label": `Sandbox, ${time}` }, [
      h("span", { class: "avatar avatar-medium notice-mark", "aria-hidden": "true" }, "!"),
      h("div", { class: "message-body" }, [
        onlyYou(),
        byline({ id: "sandbox", name: "Sandbox" }, notice, time),
        h("div", { class: "text" }, mrkdwn(notice.text)),
      ]),
    ]),
  ]);
}

function beginning(channel) {
  const dm = channel.kind !== "channel";
  return h("div", { class: "beginning" }, [
    dm ? peach("large") : h("span", { class: "beginning-mark", "aria-hidden": "true" }, "#"),
    h(
      "p",
      { class: "beginning-title" },
      dm ? `This is where you and ${channel.name} talk` : `This is the beginning of #${channel.name}`,
    ),
    h(
      "p",
      { class: "quiet" },
      dm ? "Nothing yet. Messages from the app arrive here." : "Nobody has written here yet.",
    ),
  ]);
}

/** Whether the reader is at the end; a new message then scrolls along, and otherwise leaves them where they read. */
let atEnd = true;
const END_PX = 80;
const CONVERSATION = ".scroller:not(.home)";

function noteScroll(event) {
  const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
  atEnd = scrollHeight - scrollTop - clientHeight < END_PX;
}

function toEnd(scroller) {
  atEnd = true;
  scroller.scrollTop = scroller.scrollHeight;
}

/** Whoever writes wants to see what comes of it. */
export function goToEnd() {
  const scroller = document.querySelector(CONVERSATION);
  if (scroller) toEnd(scroller);
}

/** After a rendering: stay at the end if that is where the reader was. */
export function followEnd() {
  const scroller = document.querySelector(CONVERSATION);
  if (scroller && atEnd) scroller.scrollTop = scroller.scrollHeight;
}
