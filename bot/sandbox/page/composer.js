/** Where a person types: messages, and slash commands with a list of what there is. */
import { say } from "./actions.js";
import { h } from "./dom.js";
import { changed, store, ui } from "./state.js";
import { goToEnd, titleOf } from "./messages.js";

const LABEL = "Message or slash command";
const MOST_SHOWN = 8;

/** What has been typed and not sent, by person and channel. @type {Map<string, string>} */
const drafts = new Map();
/** The list of commands: which entry is active, and whether Escape has put it away. */
const list = { active: 0, away: false };

const keyOf = (channel) => `${ui.me} ${channel}`;
const draftOf = (channel) => drafts.get(keyOf(channel)) ?? "";

/** Puts a text into the composer, ready to be sent. @param {string} text @param {string} channel */
export function fill(text, channel) {
  drafts.set(keyOf(channel), text);
  Object.assign(list, { active: -1, away: true });
  changed();
  // At once where it is on the page already, so that a quick Enter sends.
  if (store.state.channel === channel && ui.tab === "messages") focusComposer();
}

export function focusComposer() {
  const box = document.querySelector(".composer textarea");
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
}

/** @param {any} channel */
export function composer(channel) {
  const draft = draftOf(channel.id);
  const { options, open, active } = offered(draft);
  const send = (event) => submit(event, channel.id);
  return h("form", { class: "composer", key: keyOf(channel.id), "aria-label": "Write", onsubmit: send }, [
    open && suggestionList(options, active, channel.id),
    h("div", { class: "composer-box" }, [
      h("textarea", {
        rows: 1,
        "aria-label": LABEL,
        "aria-autocomplete": "list",
        "aria-controls": open ? "commands" : null,
        "aria-activedescendant": active >= 0 ? `command-${active}` : null,
        placeholder: `Message ${titleOf(channel)} · / for commands`,
        live: { value: draft },
        oninput: (event) => typed(channel.id, event.currentTarget.value),
        onkeydown: (event) => keyed(event, channel.id),
      }),
      sendButton(ui.pending.has(`say ${channel.id}`), !draft.trim()),
    ]),
    help(),
  ]);
}

function sendButton(busy, disabled) {
  const props = { class: "send", type: "submit", "aria-label": "Send", "aria-busy": busy ? "true" : null };
  const arrow = h("path", { d: "M3 10 17 3l-4 14-3.5-5.5Z" });
  return h("button", { ...props, disabled }, [
    h("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" }, [arrow]),
  ]);
}

function help() {
  const [enter, slash] = [h("kbd", null, "Enter"), h("kbd", null, "/")];
  const text = [enter, " sends · ", slash, " lists commands"];
  return h("p", { class: "composer-help", "aria-hidden": "true" }, text);
}

function typed(channel, text) {
  drafts.set(keyOf(channel), text);
  // While the name of a command is being typed, its first match is what Tab and Enter take.
  Object.assign(list, { active: /^\/\S*$/.test(text) && !isCommand(text) ? 0 : -1, away: false });
  changed();
}

const isCommand = (text) => store.state.commands.some(({ command }) => command === text);

/** The list for what is typed, whether it is open, and which entry is active in it; -1 for none. */
function offered(draft) {
  const options = suggestions(draft);
  const open = options.length > 0 && !list.away;
  return { options, open, active: open ? Math.min(list.active, options.length - 1) : -1 };
}

/** What could follow what is typed: commands, then the words their usage names. */
function suggestions(draft) {
  if (!draft.startsWith("/")) return [];
  const { commands } = store.state;
  const [name, ...rest] = draft.split(" ");
  if (rest.length === 0)
    return commands
      .filter(({ command }) => command.startsWith(name))
      .map(whole)
      .slice(0, MOST_SHOWN);
  const known = commands.find(({ command }) => command === name);
  return known
    ? wordsOf(known)
        .filter(({ text }) => text.startsWith(draft) && text !== draft)
        .slice(0, MOST_SHOWN)
    : [];
}

const whole = ({ command, usage_hint: usage, description }) => ({
  text: command,
  usage: usage ?? "",
  description,
});

function wordsOf({ command, usage_hint: usage }) {
  const words = (usage ?? "")
    .split("|")
    .map((word) => word.trim())
    .filter((word) => /^[@\w]/.test(word));
  // One word alone is a description of what to write, unless it is a name.
  return words.length > 1 || words[0]?.startsWith("@")
    ? words.map((word) => ({ text: `${command} ${word}`, usage: "", description: "" }))
    : [];
}

function suggestionList(options, active, channel) {
  return h(
    "ul",
    { class: "suggestions", id: "commands", role: "listbox", "aria-label": "Slash commands" },
    options.map((option, index) =>
      h(
        "li",
        {
          id: `command-${index}`,
          role: "option",
          "aria-selected": String(index === active),
          class: index === active ? "suggestion active" : "suggestion",
          // The press must not take the focus from the text before the click arrives.
          onmousedown: (event) => event.preventDefault(),
          onclick: () => take(option, channel),
        },
        [
          h("span", { class: "suggestion-name" }, option.text),
          option.usage && h("span", { class: "suggestion-usage" }, option.usage),
          option.description && h("span", { class: "suggestion-description" }, option.description),
        ],
      ),
    ),
  );
}

function take(option, channel) {
  drafts.set(keyOf(channel), `${option.text} `);
  Object.assign(list, { active: -1, away: false });
  changed();
  requestAnimationFrame(focusComposer);
}

function keyed(event, channel) {
  if (event.isComposing) return;
  // By what is typed now: quick fingers are ahead of what has been drawn.
  const { options, open, active } = offered(draftOf(channel));
  if (open && moves(event, options, active, channel)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) submit(event, channel);
}

/** What a key does to the open list; false when it is not the list's business. */
function moves(event, options, active, channel) {
  switch (event.key) {
    case "ArrowDown":
      list.active = (active + 1) % options.length;
      break;
    case "ArrowUp":
      list.active = active <= 0 ? options.length - 1 : active - 1;
      break;
    case "Escape":
      list.away = true;
      break;
    case "Tab":
      if (event.shiftKey) return false;
      take(options[Math.max(active, 0)], channel);
      break;
    case "Enter":
      if (active < 0) return false;
      take(options[active], channel);
      break;
    default:
      return false;
  }
  changed();
  return true;
}

async function submit(event, channel) {
  event.preventDefault();
  const key = keyOf(channel);
  const text = (drafts.get(key) ?? "").trim();
  if (!text || ui.pending.has(`say ${channel}`)) return;
  drafts.set(key, "");
  list.away = true;
  goToEnd();
  changed();
  const answer = await say(text, channel);
  // A message that was refused goes back to where it can be sent again.
  if (answer === null && !drafts.get(key)) drafts.set(key, text);
  changed();
}
