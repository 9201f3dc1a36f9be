/** What Slack shows of a person: a status, a huddle, Do Not Disturb; and where one sets one's own. */
import { perform } from "./actions.js";
import { post } from "./api.js";
import { h } from "./dom.js";
import { emojiChar, emojiNode } from "./emoji.js";
import { close, floating, toggle } from "./popover.js";
import { changedInside, store, ui } from "./state.js";

const NAME = "presence";
const MOST_LETTERS = 100;
const DND_MINUTES = 60;

const EMOJI = [
  "",
  "spiral_calendar_pad",
  "telephone_receiver",
  "no_bell",
  "face_with_thermometer",
  "palm_tree",
  "bus",
  "house_with_garden",
];
const LASTS = [
  ["", "Don't clear"],
  ["30", "30 minutes"],
  ["60", "1 hour"],
  ["240", "4 hours"],
];
const SUGGESTED = ["In a meeting", "Focus time", "Out sick", "Vacationing", "Commuting", "Working remotely"];

const draft = { text: "", emoji: "", minutes: "60" };

/** The button below one's name, and what it opens. */
export function presence() {
  const { me } = store.state;
  const shown = [me.status.emoji && emojiNode(me.status.emoji), me.status.text || "Set a status"];
  const props = {
    type: "button",
    class: "presence-open",
    "data-opens": NAME,
    "aria-haspopup": "dialog",
    "aria-expanded": String(ui.popover === NAME),
    onclick: () => open(me),
  };
  return h("div", { class: "presence-own", key: NAME }, [
    h("button", props, [...shown, presenceMarks(me)]),
    ui.popover === NAME && panel(me),
  ]);
}

/** Beside a name: the huddle they are in, and the bell that is off. */
export function presenceMarks(person) {
  const marks = [
    person.in_huddle && mark("🎧", "in a huddle"),
    person.in_dnd && mark("🔕", "Do Not Disturb is on"),
  ];
  return h("span", { class: "presence-marks" }, marks);
}

const mark = (sign, label) => h("span", { role: "img", "aria-label": label, title: label }, sign);

function open(me) {
  Object.assign(draft, { text: me.status.text, emoji: me.status.emoji });
  toggle(NAME);
}

function panel(me) {
  const props = floating(NAME, { class: "presence", role: "dialog", "aria-label": "Your status" });
  return h("div", props, [
    field("Status", text()),
    field("Emoji", choice("emoji", EMOJI.map((name) => [name, name ? `${emojiChar(name)} ${name}` : "None"]))),
    field("Clear after", choice("minutes", LASTS)),
    h("div", { class: "presence-row" }, [
      action("Set status", () => send("status", { ...draft, minutes: Number(draft.minutes) })),
      action("Clear status", () => send("status", { text: "", emoji: "" })),
    ]),
    h("div", { class: "presence-row", role: "group", "aria-label": "Huddle and notifications" }, [
      pressed("In a huddle", me.in_huddle, () => send("huddle", { on: !me.in_huddle })),
      pressed("Do Not Disturb, 1 hour", me.in_dnd, () => send("dnd", { minutes: me.in_dnd ? 0 : DND_MINUTES })),
    ]),
  ]);
}

const field = (label, input) => h("label", null, [h("span", null, label), input]);

function text() {
  const options = SUGGESTED.map((value) => h("option", { value }));
  return h("span", null, [
    h("input", {
      type: "text",
      maxlength: MOST_LETTERS,
      list: "presence-suggested",
      live: { value: draft.text },
      oninput: (event) => ask({ text: event.target.value }),
    }),
    h("datalist", { id: "presence-suggested" }, options),
  ]);
}

function choice(name, options) {
  return h(
    "select",
    { live: { value: draft[name] }, onchange: (event) => ask({ [name]: event.target.value }) },
    options.map(([value, label]) => h("option", { key: value, value }, label)),
  );
}

function ask(what) {
  Object.assign(draft, what);
  changedInside();
}

const action = (label, onclick) => h("button", { type: "button", class: "button button-small", onclick }, label);

const pressed = (label, on, onclick) =>
  h("button", { type: "button", class: "button button-small", "aria-pressed": String(on), onclick }, label);

function send(call, what) {
  if (call === "status") close();
  return perform(`${call} own`, () => post(call, { me: ui.me, ...what }));
}
