/** Radio buttons and checkboxes. */
import { press } from "../actions.js";
import { h } from "../dom.js";
import { current, remember } from "../forms.js";
import { textObject, textOf } from "../mrkdwn.js";
import { changedInside } from "../state.js";

/** Whether a change is told to the bot at once: everywhere but in an input block that did not ask for it. */
export const dispatches = (block) => block.type !== "input" || block.dispatch_action === true;

/** @param {any} surface @param {any} block @param {any} element @param {any} value */
export function choose(surface, block, element, value) {
  remember(surface, block, element, value);
  changedInside();
  if (dispatches(block)) press(surface, block, element, { selected: value });
}

export function radioButtons(element, block, surface, described) {
  const chosen = current(surface, block, element);
  return group(element, block, surface, described, "radio", (option) => ({
    checked: option.value === chosen,
    onchange: () => choose(surface, block, element, option.value),
  }));
}

export function checkboxes(element, block, surface, described) {
  const chosen = new Set(current(surface, block, element));
  return group(element, block, surface, described, "checkbox", (option) => ({
    checked: chosen.has(option.value),
    onchange: (event) => {
      if (event.target.checked) chosen.add(option.value);
      else chosen.delete(option.value);
      const inOrder = element.options.map((one) => one.value).filter((value) => chosen.has(value));
      choose(surface, block, element, inOrder);
    },
  }));
}

/** In an input block the fieldset and its legend name the group; elsewhere it names itself. */
function group(element, block, surface, described, type, of) {
  const name = `${surface.id} ${block.block_id} ${element.action_id}`;
  const own = described.label
    ? {}
    : { role: type === "radio" ? "radiogroup" : "group", "aria-label": groupName(block) };
  const options = element.options.map((option) => choice(name, type, option, of(option), described));
  return h("div", { class: "choices", ...own }, options);
}

const groupName = (block) => textOf(block.text).slice(0, 80) || "Choices";

function choice(name, type, option, { checked, onchange }, described) {
  return h("label", { class: "choice", key: option.value }, [
    h("input", {
      type,
      name,
      value: option.value,
      live: { checked },
      onchange,
      "aria-describedby": described.describedby ?? null,
      "aria-invalid": described.invalid ? "true" : null,
    }),
    h("span", { class: "choice-text" }, [
      h("span", null, textObject(option.text)),
      option.description && h("span", { class: "choice-description" }, textObject(option.description)),
    ]),
  ]);
}
