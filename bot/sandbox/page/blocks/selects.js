/** Selects: the browser's own list for one choice, a list of checkboxes that unfolds for several. */
import { h } from "../dom.js";
import { current } from "../forms.js";
import { textOf } from "../mrkdwn.js";
import { changedInside, store } from "../state.js";
import { choose } from "./choices.js";

/** What there is to choose: the element's own options, or the workspace's people and channels. */
function groupsOf(element) {
  if (element.option_groups) {
    return element.option_groups.map((group) => ({
      label: textOf(group.label),
      options: group.options.map(plain),
    }));
  }
  return [{ label: null, options: optionsOf(element) }];
}

function optionsOf(element) {
  const { people, channels } = store.state;
  if (/users_select$/.test(element.type)) return people.map(({ id, name }) => ({ value: id, text: name }));
  if (/conversations_select$/.test(element.type)) return channels.map(channelOption);
  if (/channels_select$/.test(element.type))
    return channels.filter(({ kind }) => kind === "channel").map(channelOption);
  return (element.options ?? externalOptions(element)).map(plain);
}

/** An external list lives with the bot, which the sandbox does not ask: only what is already chosen is known. */
const externalOptions = (element) => element.initial_options ?? [element.initial_option].filter(Boolean);

const plain = (option) => ({ value: option.value, text: describedText(option) });
const channelOption = ({ id, name, kind }) => ({ value: id, text: kind === "channel" ? `#${name}` : name });

function describedText(option) {
  const description = textOf(option.description);
  return description ? `${textOf(option.text)}: ${description}` : textOf(option.text);
}

const nameOf = (element, described) => (described.label ? null : textOf(element.placeholder) || "Choose");

export function select(element, block, surface, described) {
  const chosen = current(surface, block, element) ?? "";
  const groups = groupsOf(element);
  return h("span", { class: "select" }, [
    h(
      "select",
      {
        id: described.id ?? null,
        "aria-label": nameOf(element, described),
        "aria-describedby": described.describedby ?? null,
        "aria-invalid": described.invalid ? "true" : null,
        live: { value: chosen },
        onchange: (event) => choose(surface, block, element, event.target.value || null),
      },
      [
        h(
          "option",
          { value: "", disabled: !block.optional, hidden: !block.optional },
          textOf(element.placeholder) || "Choose…",
        ),
        groups.map(({ label, options }) =>
          label === null ? options.map(optionNode) : h("optgroup", { label }, options.map(optionNode)),
        ),
      ],
    ),
  ]);
}

const optionNode = ({ value, text }) => h("option", { value }, text);

/** Which lists are unfolded, and what is searched for in them. @type {Map<string, string>} */
const unfolded = new Map();

export function multiSelect(element, block, surface, described) {
  const name = `${surface.id} ${block.block_id} ${element.action_id}`;
  const groups = groupsOf(element);
  const chosen = current(surface, block, element);
  const all = groups.flatMap(({ options }) => options);
  const open = unfolded.has(name);
  const flip = () => {
    if (open) unfolded.delete(name);
    else unfolded.set(name, "");
    changedInside();
  };
  const shown = all.filter(({ value }) => chosen.includes(value)).map(({ text }) => text);
  return h("div", { class: "multi" }, [
    h(
      "button",
      {
        type: "button",
        id: described.id ?? null,
        class: "multi-button",
        "aria-expanded": String(open),
        "aria-describedby": described.describedby ?? null,
        "aria-label": `${described.label ?? nameOf(element, described)}: ${shown.join(", ") || "nothing chosen"}`,
        onclick: flip,
      },
      shown.length
        ? shown.map((text) => h("span", { class: "chip" }, text))
        : textOf(element.placeholder) || "Choose…",
    ),
    open &&
      unfoldedList(name, element, groups, chosen, (value) =>
        toggleValue(surface, block, element, all, value),
      ),
  ]);
}

function toggleValue(surface, block, element, all, value) {
  const chosen = new Set(current(surface, block, element));
  if (chosen.has(value)) chosen.delete(value);
  else if (chosen.size < (element.max_selected_items ?? Infinity)) chosen.add(value);
  choose(
    surface,
    block,
    element,
    all.map((option) => option.value).filter((one) => chosen.has(one)),
  );
}

const SEARCH_FROM = 9;

function unfoldedList(name, element, groups, chosen, flip) {
  const query = unfolded.get(name) ?? "";
  const fits = ({ text }) => text.toLowerCase().includes(query.toLowerCase());
  const searchable = groups.flatMap(({ options }) => options).length >= SEARCH_FROM;
  const search = (event) => {
    unfolded.set(name, event.target.value);
    changedInside();
  };
  return h("div", { class: "multi-list" }, [
    searchable &&
      h("input", {
        type: "search",
        "aria-label": "Search the options",
        live: { value: query },
        oninput: search,
      }),
    groups.map(({ label, options }) => [
      label && h("p", { class: "multi-group" }, label),
      options
        .filter(fits)
        .map(({ value, text }) =>
          h("label", { class: "choice", key: `${label} ${value}` }, [
            h("input", {
              type: "checkbox",
              live: { checked: chosen.includes(value) },
              onchange: () => flip(value),
            }),
            h("span", { class: "choice-text" }, text),
          ]),
        ),
    ]),
  ]);
}
