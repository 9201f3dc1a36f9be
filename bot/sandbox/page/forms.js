/**
 * What the person has typed and chosen in blocks, by surface, block and action.
 *
 * It is kept apart from the DOM for two reasons: a view that is covered by another keeps its answers, and a refresh while
 * somebody types changes nothing. Values have the plain shapes that docs/sandbox.md gives `selected` and `values`.
 *
 * @typedef {object} Surface Where blocks are shown.
 * @property {"message" | "home" | "view"} kind
 * @property {string} id distinguishes it from every other surface
 * @property {object} container what the sandbox calls it
 * @property {Record<string, string>} [errors] by block_id
 */

/** @type {Map<string, Map<string, {value: any, initial: string}>>} */
const surfaces = new Map();

/** The property that holds an element's initial value, and how that becomes a plain value. */
const value = (option) => option?.value ?? null;
const values = (options) => (options ?? []).map((option) => option.value);
const INITIAL = {
  plain_text_input: (element) => element.initial_value ?? "",
  rich_text_input: (element) => element.initial_value?.text ?? "",
  email_text_input: (element) => element.initial_value ?? "",
  url_text_input: (element) => element.initial_value ?? "",
  number_input: (element) => element.initial_value ?? "",
  static_select: (element) => value(element.initial_option),
  external_select: (element) => value(element.initial_option),
  radio_buttons: (element) => value(element.initial_option),
  checkboxes: (element) => values(element.initial_options),
  multi_static_select: (element) => values(element.initial_options),
  multi_external_select: (element) => values(element.initial_options),
  users_select: (element) => element.initial_user ?? null,
  conversations_select: (element) => element.initial_conversation ?? null,
  channels_select: (element) => element.initial_channel ?? null,
  multi_users_select: (element) => element.initial_users ?? [],
  multi_conversations_select: (element) => element.initial_conversations ?? [],
  multi_channels_select: (element) => element.initial_channels ?? [],
  datepicker: (element) => element.initial_date ?? "",
  timepicker: (element) => element.initial_time ?? "",
  datetimepicker: (element) => element.initial_date_time ?? "",
};

/** @param {any} element whether it holds a value at all */
export const holdsValue = (element) => element.type in INITIAL;

const keyOf = (block, element) => `${block.block_id ?? ""}/${element.action_id ?? ""}`;

/** @param {Surface} surface @param {any} block @param {any} element */
export function current(surface, block, element) {
  const kept = surfaces.get(surface.id)?.get(keyOf(block, element));
  const initial = INITIAL[element.type](element);
  if (!kept) return initial;
  // In a message or a Home, a newly published initial value is news. In a view it must not overwrite what was typed.
  return surface.kind !== "view" && kept.initial !== JSON.stringify(initial) ? initial : kept.value;
}

/** @param {Surface} surface @param {any} block @param {any} element @param {any} chosen */
export function remember(surface, block, element, chosen) {
  const kept = surfaces.get(surface.id) ?? new Map();
  kept.set(keyOf(block, element), { value: chosen, initial: JSON.stringify(INITIAL[element.type](element)) });
  surfaces.set(surface.id, kept);
}

/** Every value in a view, `{block_id: {action_id: value}}`. @param {Surface} surface @param {any[]} blocks */
export function collect(surface, blocks) {
  const found = {};
  for (const block of blocks) {
    for (const element of elementsOf(block).filter(holdsValue)) {
      (found[block.block_id] ??= {})[element.action_id] = sent(current(surface, block, element));
    }
  }
  return found;
}

/** @param {any} block @returns {any[]} */
export function elementsOf(block) {
  return [block.element, block.accessory, ...(block.elements ?? [])].filter((one) => one?.type);
}

/** An empty field is nothing, as in Slack. */
function sent(current) {
  return current === "" ? null : current;
}
