/**
 * Slack's mrkdwn to nodes.
 *
 * The text comes with `&`, `<` and `>` escaped, so anything between real angle brackets is one of Slack's tokens. Whatever is
 * not understood stays text: nothing here can produce markup of the author's.
 */
import { h } from "./dom.js";
import { EMOJI_PATTERN, emojiNode, emojiText } from "./emoji.js";
import { channelOf, personOf, sandboxNow, store } from "./state.js";
import { dateTokens } from "./time.js";

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;
const STYLES = { "*": "strong", _: "em", "~": "s" };
const EMOJI_HERE = new RegExp(EMOJI_PATTERN, "y");
const TOKEN_HERE = /<([^<>\n]+)>/y;
const CODE_HERE = /`([^`\n]+)`/y;
const URL_HERE = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/y;
const WORD = /[\p{L}\p{N}]/u;

/** @param {string} text */
export const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** @param {string} text mrkdwn, perhaps of several lines @returns {import("./dom.js").Child[]} */
export function mrkdwn(text) {
  return String(text ?? "")
    .split(/```(?:\n)?([\s\S]+?)```\n?/)
    .flatMap((part, index) =>
      index % 2 ? [h("pre", null, unescape(plainTokens(part)).trimEnd())] : quotes(part),
    );
}

/** Lines that begin with > become one quotation. */
function quotes(text) {
  const groups = [];
  let all = false;
  for (const line of text.split("\n")) {
    const rest = line.match(/^(?:&gt;|>)(.*)$/s);
    all ||= line.startsWith("&gt;&gt;&gt;");
    const quoted = all || Boolean(rest);
    const content = all ? line.replace(/^(?:&gt;){3} ?/, "") : quoted ? rest[1].replace(/^ /, "") : line;
    const last = groups.at(-1);
    if (last && last.quoted === quoted) last.lines.push(content);
    else groups.push({ quoted, lines: [content] });
  }
  return groups.flatMap(({ quoted, lines }) => {
    const inner = inline(lines.join("\n"));
    return quoted ? [h("blockquote", null, inner)] : inner;
  });
}

/** @param {string} text @returns {import("./dom.js").Child[]} */
function inline(text) {
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = nodeAt(text, at);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(unescape(plain));
    plain = "";
    nodes.push(found.node);
    at = found.end;
  }
  if (plain) nodes.push(unescape(plain));
  return nodes;
}

/** The node that begins exactly here, if one does. */
function nodeAt(text, at) {
  switch (text[at]) {
    case "<":
      return matched(TOKEN_HERE, text, at, (inner) => token(inner));
    case "`":
      return matched(CODE_HERE, text, at, (inner) => h("code", null, unescape(plainTokens(inner))));
    case ":":
      return knownEmoji(text, at);
    case "h":
      return WORD.test(text[at - 1] ?? "") ? null : matched(URL_HERE, text, at, null);
    case "*":
    case "_":
    case "~":
      return styled(text, at);
    default:
      return null;
  }
}

/** An unknown name stays text, character by character: what follows its first colon may be a known one. */
function knownEmoji(text, at) {
  const found = matched(EMOJI_HERE, text, at, emojiNode);
  return typeof found?.node === "object" ? found : null;
}

function matched(pattern, text, at, make) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return null;
  return { node: make ? make(match[1]) : link(unescape(match[0]), match[0]), end: at + match[0].length };
}

/** *bold*, _italic_, ~strike~: only around whole words and within one line, as in Slack. */
function styled(text, at) {
  const mark = text[at];
  if (WORD.test(text[at - 1] ?? "") || /[\s]|^$/.test(text[at + 1] ?? "")) return null;
  for (let end = text.indexOf(mark, at + 2); end !== -1; end = text.indexOf(mark, end + 1)) {
    const inner = text.slice(at + 1, end);
    if (inner.includes("\n")) return null;
    if (/\s$/.test(inner) || WORD.test(text[end + 1] ?? "")) continue;
    return { node: h(STYLES[mark], null, inline(inner)), end: end + 1 };
  }
  return null;
}

/** What stands between angle brackets: a mention, a date, or a link. */
function token(inner) {
  const [head, ...rest] = inner.split("|");
  const label = rest.join("|");
  if (head.startsWith("@")) return userMention(head.slice(1), label);
  if (head.startsWith("#")) return channelMention(head.slice(1), label);
  if (head.startsWith("!")) return special(head.slice(1), label);
  if (!label && !SAFE_LINK.test(head)) return unescape(`<${inner}>`);
  return link(unescape(head), label || head.replace(/^mailto:/i, ""));
}

/** @param {string} id @param {string} [label] */
export function userMention(id, label) {
  const own = id === store.state.me.id;
  return h("span", { class: own ? "mention mention-me" : "mention" }, `@${label || personOf(id).name}`);
}

/** @param {string} id @param {string} [label] */
export function channelMention(id, label) {
  const channel = channelOf(id);
  const name = `#${label || channel?.name || id}`;
  if (!channel) return h("span", { class: "mention" }, name);
  return h("button", { type: "button", class: "mention", "data-go": id }, name);
}

function special(command, label) {
  const [name, ...args] = command.split("^");
  if (name === "date") return dateNode(args, label);
  if (["here", "channel", "everyone"].includes(name))
    return h("span", { class: "mention mention-me" }, `@${name}`);
  if (name === "subteam") return h("span", { class: "mention" }, label || `@${args[0] ?? "group"}`);
  return unescape(label || `<!${command}>`);
}

function dateNode([seconds, pattern, url], fallback) {
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()) || !seconds) return unescape(fallback || "");
  const shown = dateTokens(unescape(pattern ?? "{date}"), at, store.state.me, sandboxNow());
  const node = h("time", { datetime: at.toISOString(), title: unescape(fallback || "") || null }, shown);
  return url ? link(unescape(url), shown) : node;
}

/** Inside code, tokens lose their brackets and nothing else happens. */
function plainTokens(text) {
  return text.replace(/<([^<>\n]+)>/g, (_whole, inner) => inner.split("|").at(-1));
}

/** @param {string} url @param {import("./dom.js").Child | import("./dom.js").Child[]} label may hold mrkdwn entities */
export function link(url, label) {
  const shown = typeof label === "string" ? inlineLabel(label) : label;
  if (!SAFE_LINK.test(url))
    return h("span", { class: "dead-link", title: "Only web and mail links open" }, shown);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/** A label may hold emoji and styles, but no further link. */
function inlineLabel(label) {
  return SAFE_LINK.test(label) ? unescape(label) : inline(label.replace(/<|>/g, ""));
}

/** @param {string} text a plain_text object's text, as a string @returns {string} */
export const plainText = (text) => emojiText(unescape(String(text ?? "")));

/** @param {{type: string, text: string, emoji?: boolean} | string | null | undefined} object a text object */
export function textObject(object) {
  if (!object) return [];
  if (typeof object === "string") return [plainText(object)];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : emojiNodes(unescape(String(object.text ?? "")));
}

/** The text of a text object as one string. @param {any} object */
export const textOf = (object) => plainText(typeof object === "string" ? object : (object?.text ?? ""));

/** Plain text with its emoji as labelled nodes. @param {string} text */
export function emojiNodes(text) {
  return text
    .split(new RegExp(EMOJI_PATTERN, "g"))
    .map((part, index) => (index % 2 ? emojiNode(part) : part));
}
