/**
 * What the page knows: the sandbox's last state, and what only this page knows (where it looks, what is open).
 *
 * @typedef {object} Person
 * @property {string} id @property {string} name @property {string} tz @property {string} colour
 * @property {string} initials @property {boolean} simulated
 * @typedef {object} Message
 * @property {string} ts @property {string} user @property {string} text @property {object[]} blocks
 * @property {{name: string, users: string[]}[]} reactions
 * @property {boolean} ephemeral @property {boolean} edited @property {string} at
 * @property {"news" | "problem" | null} note a line of Slack's own
 */
import { fetchState } from "./api.js";

export const store = {
  /** The last state fetched, as docs/sandbox.md describes it. @type {any} */
  state: null,
  /** When it arrived, on the page's own clock: the sandbox's time runs on from there. */
  receivedAt: 0,
};

/** What only this page knows. */
export const ui = {
  /** @type {string | null} */ me: null,
  /** @type {string | null} */ channel: null,
  /** @type {"messages" | "home"} */ tab: "messages",
  drawerOpen: false,
  offline: false,
  /** The open menu or picker, by name. @type {string | null} */ popover: null,
  /** What has been sent and not been answered. @type {Set<string>} */ pending: new Set(),
  /** @type {string | null} */ toast: null,
  /** Counts changes inside blocks and pickers, which no state and no message tells of. */ inside: 0,
  /** The question that is being asked before a press. @type {any} */ confirm: null,
};

/** @type {(() => void)[]} */
const listeners = [];
let scheduled = false;

/** @param {() => void} listener is called once per frame in which something changed */
export function onChange(listener) {
  listeners.push(listener);
}

/** Asks for one rendering in the next frame, however many changes happen before. */
export function changed() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

/** Asks for a rendering after a change inside a block or a picker. */
export function changedInside() {
  ui.inside += 1;
  changed();
}

/** @param {Partial<typeof ui>} values */
export function setUi(values) {
  Object.assign(ui, values);
  changed();
}

/** @type {Promise<void> | null} */
let inFlight = null;
let again = false;

/** Fetches the state. A burst of calls makes at most one request at a time and one more after it. */
export function refresh() {
  if (inFlight) {
    again = true;
    return inFlight;
  }
  inFlight = fetchOnce().finally(() => {
    inFlight = null;
    if (again) {
      again = false;
      return refresh();
    }
  });
  return inFlight;
}

async function fetchOnce() {
  const asked = [ui.me, looking()];
  try {
    accept(await fetchState(asked[0], asked[1]), asked);
  } catch (refusal) {
    if (refusal.code === "unreachable") setUi({ offline: true });
    else startOver(asked);
  }
}

/** The channel to ask for: while the Home tab is open nobody reads the messages behind it. */
function looking() {
  return ui.tab === "home" ? null : ui.channel;
}

function accept(state, [me, channel]) {
  // Where the person looks may have changed while the answer travelled; that answer would show the wrong place.
  if (me !== ui.me || channel !== looking()) {
    again = true;
    return;
  }
  store.state = state;
  store.receivedAt = performance.now();
  ui.me = state.me.id;
  if (ui.tab === "messages") ui.channel = state.channel;
  changed();
}

/** An address kept from an earlier run can name people or channels that are gone. */
function startOver([me, channel]) {
  if (me === null && channel === null) setUi({ offline: true });
  else {
    setUi({ me: null, channel: null, tab: "messages" });
    again = true;
  }
}

/** @param {string} id @returns {{id: string, name: string, tz?: string, colour?: string, initials?: string}} */
export function personOf(id) {
  const { people, bot } = store.state;
  if (id === bot.id) return bot;
  return people.find((person) => person.id === id) ?? { id, name: id };
}

/** @param {string} id */
export function channelOf(id) {
  return store.state.channels.find((channel) => channel.id === id);
}

/** The sandbox's time now. */
export function sandboxNow() {
  const { now, speed } = store.state;
  return new Date(Date.parse(now) + (performance.now() - store.receivedAt) * speed);
}
