/** From Slack's emoji names to characters and back to something a person can read. */
import { h } from "./dom.js";
import { EMOJI_BY_CATEGORY } from "./emoji-names.js";

/**
 * @typedef {object} Emoji
 * @property {string} char @property {string} name @property {string[]} names @property {boolean} toned
 */

/** @param {string} entry such as "👍! +1 thumbsup" @returns {Emoji} */
function parseEntry(entry) {
  const [mark, ...names] = entry.trim().split(" ");
  return { char: mark.replace("!", ""), name: names[0], names, toned: mark.endsWith("!") };
}

/** @type {Map<string, Emoji[]>} */
export const CATEGORIES = new Map(
  Object.entries(EMOJI_BY_CATEGORY).map(([category, list]) => [
    category,
    list
      .split(",")
      .filter((entry) => entry.trim())
      .map(parseEntry),
  ]),
);

/** @type {Map<string, Emoji>} */
const byName = new Map(
  [...CATEGORIES.values()].flat().flatMap((emoji) => emoji.names.map((name) => [name, emoji])),
);

/** The suffix of the name, and the character that colours the one before it. */
export const SKIN_TONES = new Map([
  ["skin-tone-2", "\u{1F3FB}"],
  ["skin-tone-3", "\u{1F3FC}"],
  ["skin-tone-4", "\u{1F3FD}"],
  ["skin-tone-5", "\u{1F3FE}"],
  ["skin-tone-6", "\u{1F3FF}"],
]);

/** @param {string} name a name with or without "::skin-tone-3" @returns {string | null} */
export function emojiChar(name) {
  const [base, tone] = name.split("::");
  const emoji = byName.get(base);
  if (!emoji) return null;
  const colour = SKIN_TONES.get(tone);
  return colour && emoji.toned ? emoji.char.replace("\uFE0F", "") + colour : emoji.char;
}

/** @param {string} query @returns {Emoji[]} */
export function searchEmoji(query) {
  const wanted = query.trim().toLowerCase().replace(/^:|:$/g, "").replaceAll(" ", "_");
  const all = [...CATEGORIES.values()].flat();
  const starts = all.filter((emoji) => emoji.names.some((name) => name.startsWith(wanted)));
  const holds = all.filter(
    (emoji) => !starts.includes(emoji) && emoji.names.some((name) => name.includes(wanted)),
  );
  return [...starts, ...holds];
}

/** @param {string} name */
export const emojiOf = (name) => byName.get(name);

/** @param {string} name @returns {import("./dom.js").Child} the labelled character, or the name where it is unknown */
export function emojiNode(name) {
  const char = emojiChar(name);
  if (char === null) return `:${name}:`;
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    char,
  );
}

export const EMOJI_PATTERN = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/;

/** Replaces names by characters in a text that cannot hold elements, such as an option. @param {string} text */
export function emojiText(text) {
  return text.replace(new RegExp(EMOJI_PATTERN, "g"), (whole, name) => emojiChar(name) ?? whole);
}
