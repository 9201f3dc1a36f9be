/** Cards, containers, and the progress of a task. */
import { h } from "../dom.js";
import { link, textObject, textOf } from "../mrkdwn.js";
import { renderElement } from "./elements.js";
import { picture } from "./media.js";
import { richText } from "./richtext.js";

export function card(block, surface) {
  return h("section", { class: "card" }, [
    block.hero_image && picture(block.hero_image, "card-hero"),
    block.title && h("h2", { class: "card-title" }, textObject(block.title)),
    block.subtitle && h("p", { class: "quiet" }, textObject(block.subtitle)),
    block.body && h("div", { class: "text" }, textObject(block.body)),
    block.actions &&
      h(
        "div",
        { class: "actions" },
        block.actions.map((element) => renderElement(element, block, surface)),
      ),
    block.subtext && h("p", { class: "quiet" }, textObject(block.subtext)),
  ]);
}

export function carousel(block, surface) {
  return h(
    "div",
    { class: "carousel", tabindex: "0", role: "group", "aria-label": "Cards" },
    block.elements.map((element, index) =>
      h("div", { key: element.block_id ?? index }, [card(element, surface)]),
    ),
  );
}

export function container(block, surface, renderBlocks) {
  const inner = h("div", { class: "container-body" }, renderBlocks(block.child_blocks ?? [], surface));
  const heading = [
    block.title && h("h2", { class: "card-title" }, textObject(block.title)),
    block.subtitle && h("p", { class: "quiet" }, textObject(block.subtitle)),
  ];
  if (!block.is_collapsible) return h("section", { class: "card" }, [...heading, inner]);
  return h("details", { class: "card", open: !block.default_collapsed }, [
    h("summary", null, textOf(block.title) || "Details"),
    heading[1],
    inner,
  ]);
}

const MARKS = { complete: "✅", completed: "✅", error: "⚠️", in_progress: "⏳", pending: "⏳" };

export function plan(block) {
  return h("section", { class: "card" }, [
    h("h2", { class: "card-title" }, textOf(block.title)),
    h(
      "ul",
      { class: "tasks" },
      (block.tasks ?? []).map((task) => h("li", null, taskLines(task))),
    ),
  ]);
}

export const taskCard = (block) => h("section", { class: "card" }, taskLines(block));

function taskLines(task) {
  const status = String(task.status ?? "pending");
  return [
    h("p", { class: "task" }, [
      h("span", { role: "img", "aria-label": status.replaceAll("_", " ") }, MARKS[status] ?? "•"),
      ` ${textOf(task.title)}`,
    ]),
    task.details && h("div", { class: "text" }, richText(task.details)),
    task.output && h("div", { class: "text" }, richText(task.output)),
    task.sources &&
      h(
        "p",
        { class: "quiet" },
        task.sources.flatMap((source) => [link(source.url, source.text ?? source.url), " "]),
      ),
  ];
}
