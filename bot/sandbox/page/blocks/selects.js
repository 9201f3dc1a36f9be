/** Selects of one choice: the browser's own list, or one with a search where there is much to choose from. */
import { h } from "../dom.js";
import { current } from "../forms.js";
import { textOf } from "../mrkdwn.js";
import { choose } from "./choices.js";
import { groupsOf, nameOf } from "./options.js";
import { fold, unfolding } from "./unfolding.js";

/** From so many options on, nobody finds theirs by scrolling. */
const SEARCH_FROM = 25;

export function select(element, block, surface, described) {
  const groups = groupsOf(element);
  const many = groups.flatMap(({ options }) => options).length >= SEARCH_FROM;
  const draw = many ? searched : plainSelect;
  return draw(element, block, surface, described, groups);
}

function plainSelect(element, block, surface, described, groups) {
  const props = {
    id: described.id ?? null,
    "aria-label": nameOf(element, described),
    "aria-describedby": described.describedby ?? null,
    "aria-invalid": described.invalid ? "true" : null,
    live: { value: current(surface, block, element) ?? "" },
    onchange: (event) => choose(surface, block, element, event.target.value || null),
  };
  const nothing = { value: "", disabled: !block.optional, hidden: !block.optional };
  return h("span", { class: "select" }, [
    h("select", props, [
      h("option", nothing, textOf(element.placeholder) || "Choose…"),
      groups.map(({ label, options }) =>
        label === null ? options.map(optionNode) : h("optgroup", { label }, options.map(optionNode)),
      ),
    ]),
  ]);
}

const optionNode = ({ value, text }) => h("option", { value }, text);

function searched(element, block, surface, described, groups) {
  const chosen = [current(surface, block, element)];
  return unfolding(
    { element, block, surface, described, groups, chosen, single: true },
    (pick) =>
      ({ value, text }) => {
        const props = {
          key: value,
          type: "button",
          class: "menu-item",
          "aria-pressed": String(chosen.includes(value)),
        };
        return h("button", { ...props, onclick: () => pick(value) }, text);
      },
    (value, name) => {
      fold(name);
      choose(surface, block, element, value);
    },
  );
}
