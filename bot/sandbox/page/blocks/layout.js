/** The plain blocks: text, rows of elements, and inputs. */
import { h } from "../dom.js";
import { textObject, textOf } from "../mrkdwn.js";
import { renderElement } from "./elements.js";
import { picture } from "./media.js";

export const divider = () => h("hr", null);

export const header = (block) => h("h2", { class: "block-header" }, textObject(block.text));

export function section(block, surface) {
  return h("div", { class: block.accessory ? "section with-accessory" : "section" }, [
    h("div", { class: "section-body" }, [
      block.text && h("div", { class: "text" }, textObject(block.text)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "text" }, textObject(field))),
        ),
    ]),
    block.accessory && h("div", { class: "accessory" }, [renderElement(block.accessory, block, surface)]),
  ]);
}

export function context(block) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((element) =>
      element.type === "image"
        ? picture(element, "context-image")
        : h("span", { class: "text" }, textObject(element)),
    ),
  );
}

export function actions(block, surface) {
  return h(
    "div",
    { class: "actions" },
    block.elements.map((element) => renderElement(element, block, surface)),
  );
}

export function alert(block) {
  return h("div", { class: `alert alert-${block.level ?? "info"}`, role: "note" }, textObject(block.text));
}

/** Elements that are several controls, and so are named by a legend. */
const GROUPS = new Set(["checkboxes", "radio_buttons"]);

export function input(block, surface) {
  const id = fieldId(surface, block);
  const error = surface.errors?.[block.block_id];
  const label = [
    ...textObject(block.label),
    block.optional && h("span", { class: "optional" }, " (optional)"),
  ];
  const described = {
    id,
    label: textOf(block.label),
    describedby: describedBy(id, block, error),
    invalid: Boolean(error),
  };
  const group = GROUPS.has(block.element.type);
  return h(group ? "fieldset" : "div", { class: error ? "field field-wrong" : "field" }, [
    group ? h("legend", { class: "label" }, label) : h("label", { class: "label", for: id }, label),
    renderElement(block.element, block, surface, described),
    error && h("p", { class: "field-error", id: `${id}-error`, role: "alert" }, error),
    block.hint && h("p", { class: "field-hint", id: `${id}-hint` }, textObject(block.hint)),
  ]);
}

const fieldId = (surface, block) => `field ${surface.id} ${block.block_id}`.replace(/[^\w-]+/g, "-");

function describedBy(id, block, error) {
  return [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ") || null;
}
