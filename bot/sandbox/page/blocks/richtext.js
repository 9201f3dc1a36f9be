/** rich_text: text that is already a tree. */
import { h } from "../dom.js";
import { emojiNode } from "../emoji.js";
import { channelMention, link, userMention } from "../mrkdwn.js";
import { store, sandboxNow } from "../state.js";
import { dateTokens } from "../time.js";

/** @param {any} block a rich_text block @returns {import("../dom.js").Child[]} */
export function richText(block) {
  return (block.elements ?? []).map(part);
}

function part(element) {
  switch (element.type) {
    case "rich_text_list":
      return list(element);
    case "rich_text_preformatted":
      return h("pre", null, element.elements.map(leaf));
    case "rich_text_quote":
      return h("blockquote", null, element.elements.map(leaf));
    default:
      return h("div", { class: "text" }, (element.elements ?? []).map(leaf));
  }
}

/** Slack gives nested lists as neighbours with an indent, so an indent is all a nested list is here. */
function list(element) {
  const ordered = element.style === "ordered";
  const props = { class: `rich-list indent-${Math.min(element.indent ?? 0, 8)}` };
  if (ordered && element.offset) props.start = String(element.offset + 1);
  return h(
    ordered ? "ol" : "ul",
    props,
    element.elements.map((item) => h("li", null, (item.elements ?? []).map(leaf))),
  );
}

const LEAVES = {
  text: (element) => element.text,
  link: (element) => link(element.url, element.text || element.url),
  emoji: (element) =>
    emojiNode(element.skin_tone ? `${element.name}::skin-tone-${element.skin_tone}` : element.name),
  user: (element) => userMention(element.user_id),
  channel: (element) => channelMention(element.channel_id),
  usergroup: (element) => h("span", { class: "mention" }, `@${element.usergroup_id}`),
  broadcast: (element) => h("span", { class: "mention mention-me" }, `@${element.range}`),
  date: (element) =>
    dateTokens(
      element.format ?? "{date}",
      new Date(element.timestamp * 1000),
      store.state.me,
      sandboxNow(),
    ),
  color: (element) => element.value,
};

function leaf(element) {
  if (element.type === "rich_text_section") return h("div", null, element.elements.map(leaf));
  const inner = (LEAVES[element.type] ?? (() => `[${element.type}]`))(element);
  return dressed(inner, element.style ?? {});
}

const DRESS = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

function dressed(inner, style) {
  return Object.entries(DRESS).reduce(
    (node, [name, tag]) => (style[name] ? h(tag, null, node) : node),
    inner,
  );
}
