/** What there is to choose in a select: the element's own options, or the workspace's people and channels. */
import { textOf } from "../mrkdwn.js";
import { store } from "../state.js";

/** @param {any} element @returns {{label: string | null, options: {value: string, text: string}[]}[]} */
export function groupsOf(element) {
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

/** What an element calls itself where no label does. @param {any} element @param {any} described */
export const nameOf = (element, described) =>
  described.label ? null : textOf(element.placeholder) || "Choose";
