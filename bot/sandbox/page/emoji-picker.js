/** The emoji picker: what the app understands first, then a search, then everything by kind. */
import { h } from "./dom.js";
import { CATEGORIES, SKIN_TONES, emojiChar, emojiOf, searchEmoji } from "./emoji.js";
import { close, floating } from "./popover.js";
import { changedInside, store } from "./state.js";

const MOST_FOUND = 80;

const asked = { query: "", tone: "" };

/** @param {string} name the popover's name @param {(emoji: string) => void} onPick */
export function emojiPicker(name, onPick) {
  const pick = (emoji) => {
    asked.query = "";
    close();
    onPick(emoji);
  };
  const onkeydown = (event) => walk(event, pick);
  const props = { class: "picker", role: "dialog", "aria-label": "Pick an emoji", onkeydown };
  return h("div", floating(name, props), [
    h("div", { class: "picker-top" }, [
      h("input", {
        type: "search",
        placeholder: "Search emoji",
        "aria-label": "Search emoji",
        live: { value: asked.query },
        oninput: (event) => ask({ query: event.target.value }),
      }),
      tones(),
    ]),
    h("div", { class: "picker-scroll" }, asked.query ? found(pick) : everything(pick)),
  ]);
}

function ask(what) {
  Object.assign(asked, what);
  changedInside();
}

function tones() {
  const options = [["", "✋"], ...[...SKIN_TONES].map(([name, mark]) => [name, `✋${mark}`])];
  return h(
    "select",
    {
      "aria-label": "Skin tone",
      live: { value: asked.tone },
      onchange: (event) => ask({ tone: event.target.value }),
    },
    options.map(([value, label]) => h("option", { value }, label)),
  );
}

const matches = () => searchEmoji(asked.query).slice(0, MOST_FOUND);

function found(pick) {
  const emojis = matches();
  if (emojis.length === 0) return h("p", { class: "quiet picker-none" }, "No emoji of that name");
  return h(
    "div",
    { key: "found", class: "picker-grid" },
    emojis.map((emoji) => choice(emoji, pick)),
  );
}

function everything(pick) {
  return [
    goodAnswers(pick),
    [...CATEGORIES].map(([category, emojis]) => section(category, emojis, pick)),
  ];
}

const grid = (emojis, pick) =>
  h(
    "div",
    { class: "picker-grid" },
    emojis.map((emoji) => choice(emoji, pick)),
  );

function section(category, emojis, pick) {
  return h("section", { key: category }, [
    h("h3", { class: "picker-title" }, category),
    grid(emojis, pick),
  ]);
}

/** What the app understands, each under the word for what it says. */
function goodAnswers(pick) {
  const picks = store.state.quick_picks;
  if (picks.length === 0) return null;
  return h("section", { key: "good answers" }, [
    h("h3", { class: "picker-title" }, "Good answers here"),
    picks.map(({ label, emoji }) =>
      h("div", { class: "picker-answers", role: "group", "aria-label": label }, [
        h("span", { class: "picker-says", "aria-hidden": "true" }, label),
        grid(emoji.map(emojiOf).filter(Boolean), pick),
      ]),
    ),
  ]);
}

const toned = (emoji) => (emoji.toned && asked.tone ? `${emoji.name}::${asked.tone}` : emoji.name);

function choice(emoji, pick) {
  const name = toned(emoji);
  return h(
    "button",
    {
      type: "button",
      key: emoji.name,
      class: "picker-emoji",
      "aria-label": name,
      title: `:${name}:`,
      tabindex: "-1",
      onclick: () => pick(name),
    },
    emojiChar(name),
  );
}

const STEPS = { ArrowRight: () => 1, ArrowLeft: () => -1, ArrowDown: (row) => row, ArrowUp: (row) => -row };

/** Arrow keys walk over the emoji; from the search, Down goes in and Enter takes the first match, drawn or not. */
function walk(event, pick) {
  const emojis = [...event.currentTarget.querySelectorAll(".picker-emoji")];
  const at = emojis.indexOf(document.activeElement);
  if (at === -1) enter(event, emojis, pick);
  else if (event.key in STEPS) {
    event.preventDefault();
    const next = at + STEPS[event.key](rowLength(emojis[at].parentElement));
    if (next < 0) event.currentTarget.querySelector("input").focus();
    else emojis[Math.min(next, emojis.length - 1)].focus();
  }
}

function enter(event, emojis, pick) {
  if (event.target.type !== "search") return;
  if (event.key === "ArrowDown" && emojis.length > 0) emojis[0].focus();
  else if (event.key === "Enter" && asked.query) takeFirst(pick);
  else return;
  event.preventDefault();
}

function takeFirst(pick) {
  const [first] = matches();
  if (first) pick(toned(first));
}

const rowLength = (grid) => getComputedStyle(grid).gridTemplateColumns.split(" ").length;
