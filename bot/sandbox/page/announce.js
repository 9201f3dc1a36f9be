/** Tells screen readers what arrived, in words of its own: the list itself is rebuilt too often to be a live region. */
import { mrkdwn } from "./mrkdwn.js";
import { personOf, store, ui } from "./state.js";

const MOST_SPOKEN = 200;

/** Where it has spoken up to. */
const heard = { place: "", ts: new Set() };

export function announce() {
  const place = `${ui.me} ${store.state.channel}`;
  const fresh = store.state.messages.filter((message) => !heard.ts.has(message.ts));
  const moved = heard.place !== place;
  heard.place = place;
  heard.ts = new Set(store.state.messages.map(({ ts }) => ts));
  const last = fresh.at(-1);
  // Whoever changes the place reads it there; only what arrives while they look is announced.
  if (moved || !last || (last.user === ui.me && !last.note)) return;
  const text = mrkdwn(last.text).map(spoken).join("").slice(0, MOST_SPOKEN);
  const told = last.note ? text : `${personOf(last.user).name}: ${text}`;
  document.getElementById("announcer").textContent = told;
}

/** A described text as it is read out: an emoji by its name, the rest without its marks. */
function spoken(node) {
  if (typeof node === "string") return node;
  return node.props["aria-label"] ?? node.children.map(spoken).join("");
}
