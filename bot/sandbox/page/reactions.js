/** Reactions under a message, and the ways to add one. */
import { react } from "./actions.js";
import { h } from "./dom.js";
import { emojiChar } from "./emoji.js";
import { emojiPicker } from "./emoji-picker.js";
import { toggle } from "./popover.js";
import { personOf, store, ui } from "./state.js";

/** What is one click away on every message, unless the script names better. */
const COMMON = ["white_check_mark", "+1", "raised_hands"];
const MOST_QUICK = 3;

const quickOnes = () => (store.state.quick_picks[0]?.emoji ?? COMMON).slice(0, MOST_QUICK);

const shown = (name) => emojiChar(name) ?? `:${name}:`;

/** @param {import("./state.js").Message} message */
export function reactionRow(message) {
  if (!message.reactions?.length) return null;
  return h(
    "ul",
    { class: "reactions", "aria-label": "Reactions" },
    message.reactions.map((reaction) => h("li", { key: reaction.name }, [pill(message, reaction)])),
  );
}

function pill(message, { name, users }) {
  const own = users.includes(ui.me);
  const names = users.map((id) => (id === ui.me ? "You" : personOf(id).name)).join(", ");
  return h(
    "button",
    {
      type: "button",
      class: own ? "pill pill-own" : "pill",
      "aria-pressed": String(own),
      "aria-label": `${name} reaction, ${users.length}: ${names}`,
      title: `${names} reacted with :${name}:`,
      onclick: () => react(message.ts, name, !own),
    },
    [h("span", { class: "emoji" }, shown(name)), h("span", { class: "pill-count" }, String(users.length))],
  );
}

/** @param {import("./state.js").Message} message */
export function toolbar(message) {
  const name = `emoji ${message.ts}`;
  const open = ui.popover === name;
  return h(
    "div",
    { class: open ? "toolbar toolbar-open" : "toolbar", role: "group", "aria-label": "React" },
    [
      quickOnes().map((quick) => quickButton(message, quick)),
      h(
        "button",
        {
          type: "button",
          class: "tool",
          "aria-label": "Add reaction",
          title: "Add reaction",
          "aria-haspopup": "dialog",
          "aria-expanded": String(open),
          "data-opens": name,
          onclick: () => toggle(name),
        },
        [addMark()],
      ),
      open && emojiPicker(name, (chosen) => react(message.ts, chosen, true)),
    ],
  );
}

function quickButton(message, name) {
  const own = message.reactions?.some((one) => one.name === name && one.users.includes(ui.me)) ?? false;
  return h(
    "button",
    {
      type: "button",
      key: name,
      class: "tool tool-quick",
      "aria-label": `React with ${name}`,
      title: `:${name}:`,
      onclick: () => react(message.ts, name, !own),
    },
    h("span", { class: "emoji" }, shown(name)),
  );
}

function addMark() {
  return h("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" }, [
    h("circle", { cx: 8.5, cy: 10.5, r: 6.5 }),
    h("path", { d: "M5.8 12.2c.6 1 1.6 1.6 2.7 1.6s2.1-.6 2.7-1.6" }),
    h("path", { d: "M6.5 8.5v.6M10.5 8.5v.6M16.5 2.5v5M14 5h5" }),
  ]);
}

/** The bot's newest message, for whoever is to be shown where to react. @returns {string | undefined} */
export function newestFromBot() {
  const { bot, messages } = store.state;
  return messages.findLast(({ user, ephemeral, note }) => user === bot.id && !ephemeral && !note)?.ts;
}
