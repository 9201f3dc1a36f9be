/** Hears of changes: server-sent events, and asking every few seconds while they are down. */
import { refresh, setUi, store, ui } from "./state.js";

const RETRY_MS = 2000;

/** @type {number | undefined} */
let asking;

export function listen() {
  const source = new EventSource("/sandbox/live");
  source.onopen = () => {
    clearInterval(asking);
    asking = undefined;
    if (ui.offline) setUi({ offline: false });
    refresh();
  };
  source.onmessage = (event) => {
    if (revisionIn(event.data) !== store.state?.revision) refresh();
  };
  source.onerror = () => {
    setUi({ offline: true });
    asking ??= setInterval(refresh, RETRY_MS);
    // The browser reconnects by itself after a broken line, but not after a refusal.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
  };
}

function revisionIn(data) {
  try {
    return JSON.parse(data).revision;
  } catch {
    return null;
  }
}
