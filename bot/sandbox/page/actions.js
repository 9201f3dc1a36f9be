/** What a person does, sent to the sandbox. Each failure becomes a sentence on the page, never an exception nobody sees. */
import { post } from "./api.js";
import { collect } from "./forms.js";
import { changed, refresh, setUi, store, ui } from "./state.js";

/**
 * Sends one thing, marks it as under way meanwhile, and shows a refusal.
 * @param {string} key what is under way @param {() => Promise<any>} send @returns {Promise<any>} null when refused
 */
export async function perform(key, send) {
  if (ui.pending.has(key)) return null;
  ui.pending.add(key);
  changed();
  try {
    return await send();
  } catch (refusal) {
    toast(refusal.message);
    return null;
  } finally {
    ui.pending.delete(key);
    changed();
    refresh();
  }
}

/** From this status on the app is what failed, not what was asked. */
const FROM_THE_APP = 502;
const TOAST_MS = 6000;
let toastTimer;

/** @param {string} text */
export function toast(text) {
  clearTimeout(toastTimer);
  setUi({ toast: text });
  toastTimer = setTimeout(() => setUi({ toast: null }), TOAST_MS);
}

/** @param {import("./forms.js").Surface} surface @param {any} block @param {any} element @param {string} [extra] */
export const pressKey = (surface, block, element, extra = "") =>
  `press ${surface.id} ${block.block_id} ${element.action_id} ${extra}`;

/**
 * A block action, after its confirmation if it asks for one.
 * @param {import("./forms.js").Surface} surface @param {any} block @param {any} element
 * @param {{value?: string, selected?: any}} [what]
 */
export function press(surface, block, element, what = {}) {
  if (element.confirm) {
    setUi({ confirm: { ...element.confirm, yes: () => sendPress(surface, block, element, what) } });
  } else sendPress(surface, block, element, what);
}

function sendPress(surface, block, element, what) {
  const values = surface.kind === "view" ? collect(surface, store.state.modal?.blocks ?? []) : undefined;
  return perform(pressKey(surface, block, element, what.value), () =>
    post("press", {
      me: ui.me,
      container: surface.container,
      action_id: element.action_id,
      block_id: block.block_id,
      values,
      ...what,
    }),
  );
}

/** @param {string} ts @param {string} name @param {boolean} on */
export function react(ts, name, on) {
  return perform(`react ${ts} ${name}`, () =>
    post("react", { me: ui.me, channel: store.state.channel, ts, name, on }),
  );
}

/** Sends what stands in the composer. @param {string} text @param {string} channel */
export async function say(text, channel) {
  const command = text.match(/^(\/\S+)(?:\s+([\s\S]*))?$/);
  if (command) return type(command[1], command[2] ?? "", channel);
  return perform(`say ${channel}`, () => post("say", { me: ui.me, channel, text }));
}

/** Types a slash command. One that the app does not take up is told of where it was typed, by the sandbox itself. */
async function type(command, text, channel) {
  return perform(`say ${channel}`, async () => {
    try {
      return await post("command", { me: ui.me, channel, command, text });
    } catch (refusal) {
      if (refusal.status < FROM_THE_APP) throw refusal;
      return {};
    }
  });
}

/** @param {object} orders speed, advance_seconds or until, as in docs/sandbox.md */
export const driveClock = (orders) => perform("clock", () => post("clock", { me: ui.me, ...orders }));

/** Counts the presses: each of them counts, also while another one is on its way. */
let presses = 0;

/** @param {number} seconds of the sandbox's time, after those that are passing already */
export const passTime = (seconds) =>
  perform(`pass ${++presses}`, () => post("clock", { me: ui.me, advance_seconds: seconds }));
