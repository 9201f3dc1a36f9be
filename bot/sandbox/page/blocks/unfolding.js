/** A list that unfolds below its button, with a search where it is long: for several choices, or one of many. */
import { h } from "../dom.js";
import { current } from "../forms.js";
import { textOf } from "../mrkdwn.js";
import { changedInside } from "../state.js";
import { choose } from "./choices.js";
import { groupsOf, nameOf } from "./options.js";

const SEARCH_FROM = 9;

/** Which lists are unfolded, and what is searched for in them. @type {Map<string, string>} */
const unfolded = new Map();

/** Folds a list and gives the focus back to its button. @param {string} name */
export function fold(name) {
  unfolded.delete(name);
  changedInside();
  document.querySelector(`[data-unfolds="${CSS.escape(name)}"]`)?.focus();
}

function unfold(name, query) {
  unfolded.set(name, query);
  changedInside();
}

/**
 * @param {any} list the element, its block and surface, how it is described, its options and what is chosen
 * @param {(pick: (value: string) => void) => (option: any) => import("../dom.js").Child} draw draws one option
 * @param {(value: string, name: string) => void} pick
 */
export function unfolding(list, draw, pick) {
  const { element, block, surface, described, groups, chosen, single } = list;
  const name = `${surface.id} ${block.block_id} ${element.action_id}`;
  const open = unfolded.has(name);
  const all = groups.flatMap(({ options }) => options);
  const shown = all.filter(({ value }) => chosen.includes(value)).map(({ text }) => text);
  const said = shown.join(", ") || "nothing chosen";
  const props = {
    type: "button",
    id: described.id ?? null,
    class: "multi-button",
    "aria-expanded": String(open),
    "aria-describedby": described.describedby ?? null,
    "aria-label": `${described.label ?? nameOf(element, described)}: ${said}`,
    "data-unfolds": name,
    onclick: () => (open ? fold(name) : unfold(name, "")),
  };
  const chips = shown.map((text) => h("span", { class: single ? "only" : "chip" }, text));
  return h("div", { class: "multi" }, [
    h("button", props, chips.length ? chips : textOf(element.placeholder) || "Choose…"),
    open &&
      contents(
        name,
        groups,
        all.length >= SEARCH_FROM,
        (value) => pick(value, name),
        draw,
      ),
  ]);
}

function contents(name, groups, searchable, pick, draw) {
  const found = matches(name, groups);
  return h("div", { class: "multi-list", onkeydown: (event) => leave(event, name) }, [
    searchable && search(name, groups, pick),
    found.map(({ label, options }) => [
      label && options.length > 0 && h("p", { class: "multi-group", key: `group ${label}` }, label),
      options.map(draw(pick)),
    ]),
  ]);
}

/** What fits the search, by its groups. */
function matches(name, groups) {
  const query = (unfolded.get(name) ?? "").toLowerCase();
  const fits = ({ text }) => text.toLowerCase().replaceAll("_", " ").includes(query);
  return groups.map(({ label, options }) => ({ label, options: options.filter(fits) }));
}

function search(name, groups, pick) {
  return h("input", {
    type: "search",
    "aria-label": "Search the options",
    placeholder: "Search",
    live: { value: unfolded.get(name) ?? "" },
    oninput: (event) => unfold(name, event.target.value),
    onkeydown: (event) => takeFirst(event, () => matches(name, groups), pick),
    onmount: (node) => node.focus(),
  });
}

/** Enter in the search takes the first match, drawn or not; it must not submit the form around it. */
function takeFirst(event, found, pick) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = found().flatMap(({ options }) => options)[0];
  if (first) pick(first.value);
}

/** Escape folds the list, and leaves the dialog around it open. */
function leave(event, name) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  fold(name);
}

export function multiSelect(element, block, surface, described) {
  const groups = groupsOf(element);
  const chosen = current(surface, block, element);
  const all = groups.flatMap(({ options }) => options);
  const list = { element, block, surface, described, groups, chosen };
  return unfolding(
    list,
    (pick) =>
      ({ value, text }) => {
        const live = { checked: chosen.includes(value) };
        return h("label", { class: "choice", key: value }, [
          h("input", { type: "checkbox", live, onchange: () => pick(value) }),
          h("span", { class: "choice-text" }, text),
        ]);
      },
    (value) => flip(surface, block, element, all, value),
  );
}

function flip(surface, block, element, all, value) {
  const chosen = new Set(current(surface, block, element));
  if (chosen.has(value)) chosen.delete(value);
  else if (chosen.size < (element.max_selected_items ?? Infinity)) chosen.add(value);
  const inOrder = all.map((option) => option.value).filter((one) => chosen.has(one));
  choose(surface, block, element, inOrder);
}
