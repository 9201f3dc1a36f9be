/** Inputs that are typed into: text, numbers, dates and times. */
import { press } from "../actions.js";
import { h } from "../dom.js";
import { current, remember } from "../forms.js";
import { textOf } from "../mrkdwn.js";
import { store } from "../state.js";
import { clockTime, isoDay } from "../time.js";
import { dispatches } from "./choices.js";

const TYPES = {
  datepicker: "date",
  datetimepicker: "datetime-local",
  email_text_input: "email",
  number_input: "number",
  timepicker: "time",
  url_text_input: "url",
};
const PICKERS = new Set(["datepicker", "datetimepicker", "timepicker"]);

export function entry(element, block, surface, described) {
  const big = element.multiline || element.type === "rich_text_input";
  return h(big ? "textarea" : "input", {
    class: "entry",
    type: big ? null : (TYPES[element.type] ?? "text"),
    rows: big ? 4 : null,
    ...limits(element),
    ...names(element, described),
    live: { value: shown(element, current(surface, block, element)) },
    ...handlers(element, block, surface, big),
    onmount: element.focus_on_load ? (node) => node.focus() : undefined,
  });
}

const names = (element, described) => ({
  id: described.id ?? null,
  "aria-label": described.label ? null : textOf(element.placeholder) || "Value",
  "aria-describedby": described.describedby ?? null,
  "aria-invalid": described.invalid ? "true" : null,
  placeholder: textOf(element.placeholder) || null,
  autocomplete: "off",
});

const limits = (element) => ({
  min: element.min_value ?? null,
  max: element.max_value ?? null,
  step: element.type === "number_input" ? (element.is_decimal_allowed ? "any" : "1") : null,
  minlength: element.min_length ?? null,
  maxlength: element.max_length ?? null,
});

/** Text is sent on Enter (or each character where the bot asks so), a picker's value when it is picked. */
function handlers(element, block, surface, big) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = (node) => press(surface, block, element, what(element, read(element, node.value)));
  const picker = PICKERS.has(element.type);
  return {
    oninput: ({ currentTarget }) => {
      remember(surface, block, element, read(element, currentTarget.value));
      if (dispatches(block) && !picker && triggers.includes("on_character_entered")) send(currentTarget);
    },
    onchange: ({ currentTarget }) => {
      if (dispatches(block) && picker) send(currentTarget);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || big || picker || !dispatches(block)) return;
      // Enter in a field that reports to the bot is a press, not the end of the form.
      event.preventDefault();
      if (triggers.includes("on_enter_pressed")) send(event.currentTarget);
    },
  };
}

const what = (element, value) => (PICKERS.has(element.type) ? { selected: value } : { value: value ?? "" });

/** Slack counts an instant in seconds; the field shows it in the viewer's zone. */
function shown(element, value) {
  if (element.type !== "datetimepicker" || typeof value !== "number") return String(value ?? "");
  const at = new Date(value * 1000);
  return `${isoDay(at, store.state.me.tz)}T${clockTime(at, store.state.me.tz)}`;
}

function read(element, text) {
  return element.type === "datetimepicker" && text ? instant(text, store.state.me.tz) : text;
}

/** The instant at which clocks in a zone show this. */
function instant(local, tz) {
  const asUtc = Date.parse(`${local}Z`);
  const at = new Date(asUtc);
  const offset = Date.parse(`${isoDay(at, tz)}T${clockTime(at, tz)}Z`) - asUtc;
  return (asUtc - offset) / 1000;
}

export function fileInput(_element, _block, _surface, described) {
  return h("input", {
    type: "file",
    class: "entry",
    id: described.id ?? null,
    disabled: true,
    title: "The sandbox takes no files",
  });
}
