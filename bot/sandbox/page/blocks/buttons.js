/** Buttons and the overflow menu: what presses at once. */
import { press, pressKey } from "../actions.js";
import { h } from "../dom.js";
import { textObject, textOf } from "../mrkdwn.js";
import { close, floating, toggle } from "../popover.js";
import { ui } from "../state.js";

const SAFE_LINK = /^https?:\/\//i;
const STYLE = { primary: "button button-primary", danger: "button button-danger" };

export function button(element, block, surface) {
  const busy = ui.pending.has(pressKey(surface, block, element, element.value));
  const props = {
    class: STYLE[element.style] ?? "button",
    "aria-label": element.accessibility_label ?? null,
    "aria-busy": busy ? "true" : null,
    onclick: () => press(surface, block, element, { value: element.value }),
  };
  const inner = h("span", { class: "button-text" }, textObject(element.text));
  if (SAFE_LINK.test(element.url ?? "")) {
    return h("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer" }, inner);
  }
  return h("button", { type: "button", ...props }, inner);
}

/** Workflows run elsewhere in Slack; here the button only shows how it looks. */
export function workflowButton(element) {
  const why = "The sandbox runs no workflows";
  return h(
    "button",
    { type: "button", class: "button", "aria-disabled": "true", title: why },
    textObject(element.text),
  );
}

const ICONS = { trash: "🗑️" };

export function iconButton(element, block, surface) {
  const label = textOf(element.text);
  const onclick = () => press(surface, block, element, { value: element.value });
  const props = { type: "button", class: "button button-icon", "aria-label": label, title: label, onclick };
  return h("button", props, ICONS[element.icon] ?? "•");
}

export function feedbackButtons(element, block, surface) {
  return [element.positive_button, element.negative_button].filter(Boolean).map((choice) =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-label": choice.accessibility_label ?? null,
        onclick: () => press(surface, block, element, { value: choice.value }),
      },
      textObject(choice.text),
    ),
  );
}

export function overflow(element, block, surface) {
  const name = `menu ${surface.id} ${block.block_id} ${element.action_id}`;
  const open = ui.popover === name;
  return h("span", { class: "overflow" }, [
    h(
      "button",
      {
        type: "button",
        class: "button button-icon",
        "aria-label": "More actions",
        "aria-haspopup": "menu",
        "aria-expanded": String(open),
        "data-opens": name,
        onclick: () => toggle(name),
      },
      "⋯",
    ),
    open && menu(name, element, block, surface),
  ]);
}

function menu(name, element, block, surface) {
  const props = { class: "menu", role: "menu", "aria-label": "More actions", onkeydown: walk };
  return h(
    "div",
    floating(name, props),
    element.options.map((option) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: "menu-item",
          onclick: () => {
            close();
            press(surface, block, element, { selected: option.value });
          },
        },
        [
          h("span", null, textObject(option.text)),
          option.description && h("span", { class: "menu-description" }, textObject(option.description)),
        ],
      ),
    ),
  );
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys walk through a menu, round and round. */
function walk(event) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  items.at((at + step + items.length) % items.length).focus();
}
