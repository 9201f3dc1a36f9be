/** The interactive elements by kind. */
import { h } from "../dom.js";
import { button, feedbackButtons, iconButton, overflow, workflowButton } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { entry, fileInput } from "./entries.js";
import { picture } from "./media.js";
import { select } from "./selects.js";
import { multiSelect } from "./unfolding.js";

/**
 * @typedef {object} Described How an input block names its element; elements outside one name themselves.
 * @property {string} [id] @property {string} [label] @property {string | null} [describedby] @property {boolean} [invalid]
 */

/** @type {Record<string, (element: any, block: any, surface: any, described: Described) => any>} */
const ELEMENTS = {
  button,
  channels_select: select,
  checkboxes,
  conversations_select: select,
  datepicker: entry,
  datetimepicker: entry,
  email_text_input: entry,
  external_select: select,
  feedback_buttons: feedbackButtons,
  file_input: fileInput,
  icon_button: iconButton,
  image: (element) => picture(element, "accessory-image"),
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_external_select: multiSelect,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  number_input: entry,
  overflow,
  plain_text_input: entry,
  radio_buttons: radioButtons,
  rich_text_input: entry,
  static_select: select,
  timepicker: entry,
  url_text_input: entry,
  users_select: select,
  workflow_button: workflowButton,
};

/** @param {any} element @param {any} block @param {any} surface @param {Described} [described] */
export function renderElement(element, block, surface, described = {}) {
  if (!Object.hasOwn(ELEMENTS, element.type)) {
    return h(
      "span",
      { class: "unsupported", "data-testid": "unsupported-block" },
      `Unsupported element: ${element.type}`,
    );
  }
  return ELEMENTS[element.type](element, block, surface, described);
}
