/** Where the page looks: who through, which channel, which tab. Kept in the address, so that a reload stays there. */
import { perform } from "./actions.js";
import { post } from "./api.js";
import { refresh, setUi, store, ui } from "./state.js";

/** @param {string} channel */
export function show(channel) {
  return go({ channel, tab: "messages" });
}

/** Opens the bot's App Home, which Slack tells the bot about. */
export function showHome() {
  go({ channel: store.state.me.dm, tab: "home" });
  perform("home", () => post("home", { me: ui.me }));
}

/** Looks through another person's eyes. Their own direct channel replaces the one that was open. */
export function lookAs(me) {
  const open = store.state.channels.find((channel) => channel.id === ui.channel);
  const channel = open?.kind === "channel" ? ui.channel : null;
  go({ me, channel, tab: "messages" });
}

function go(where) {
  setUi({ ...where, drawerOpen: false, popover: null });
  return refresh().then(keepAddress);
}

/** Reads where to look from the address. */
export function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const tab = parts.get("tab") === "home" ? "home" : "messages";
  Object.assign(ui, { me: parts.get("me"), channel: parts.get("channel"), tab });
}

function keepAddress() {
  const parts = new URLSearchParams({ me: ui.me ?? "", channel: ui.channel ?? "" });
  if (ui.tab === "home") parts.set("tab", "home");
  history.replaceState(null, "", `#${parts}`);
}
