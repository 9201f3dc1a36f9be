/** The markdown block: the common part of Markdown, enough to read what a bot writes. */
import { h } from "../dom.js";
import { emojiNodes, link } from "../mrkdwn.js";

const LINE_KINDS = [
  ["heading", /^(#{1,6})\s+(.*)$/],
  ["bullet", /^\s*[-*+]\s+(.*)$/],
  ["number", /^\s*\d+[.)]\s+(.*)$/],
  ["quote", /^>\s?(.*)$/],
  ["rule", /^(?:-{3,}|\*{3,}|_{3,})$/],
];

/** @param {string} text @returns {import("../dom.js").Child[]} */
export function markdown(text) {
  return String(text ?? "")
    .split(/```[^\n]*\n([\s\S]*?)```/)
    .flatMap((part, index) => (index % 2 ? [h("pre", null, part.trimEnd())] : groupLines(part).map(group)));
}

function groupLines(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const [kind, content] = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== "heading") last.lines.push(content);
    else groups.push({ kind, lines: [content] });
  }
  return groups.filter(({ kind }) => kind !== "blank");
}

function kindOf(line) {
  if (!line.trim()) return ["blank", ""];
  for (const [kind, pattern] of LINE_KINDS) {
    const match = line.match(pattern);
    if (match) return [kind, match.at(-1)];
  }
  return ["paragraph", line];
}

const items = (lines) => lines.map((line) => h("li", null, spans(line)));
const GROUPS = {
  heading: (lines) => h("h2", { class: "block-header" }, spans(lines[0])),
  bullet: (lines) => h("ul", { class: "rich-list" }, items(lines)),
  number: (lines) => h("ol", { class: "rich-list" }, items(lines)),
  quote: (lines) => h("blockquote", null, spans(lines.join("\n"))),
  rule: () => h("hr", null),
  paragraph: (lines) => h("p", { class: "text" }, spans(lines.join("\n"))),
};

const group = ({ kind, lines }) => GROUPS[kind](lines);

const SPANS = [
  [/`([^`]+)`/, (match) => h("code", null, match[1])],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, (match) => link(match[2], spans(match[1]))],
  [/\*\*([^*]+)\*\*|__([^_]+)__/, (match) => h("strong", null, spans(match[1] ?? match[2]))],
  [/~~([^~]+)~~/, (match) => h("s", null, spans(match[1]))],
  [/\*([^*\s][^*]*)\*|\b_([^_]+)_\b/, (match) => h("em", null, spans(match[1] ?? match[2]))],
];

/** @param {string} text @returns {import("../dom.js").Child[]} */
function spans(text) {
  const first = SPANS.map(([pattern, make]) => ({ match: text.match(pattern), make }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!first) return emojiNodes(text);
  const { match, make } = first;
  const end = match.index + match[0].length;
  return [...emojiNodes(text.slice(0, match.index)), make(match), ...spans(text.slice(end))];
}
