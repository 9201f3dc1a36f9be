/** The page: it ties the parts to their places and redraws them when something has changed. */
import { announce } from "./announce.js";
import { topbar } from "./clock.js";
import { h, patch } from "./dom.js";
import { hints, toggleHints } from "./hints.js";
import { conversation } from "./home.js";
import { listen } from "./live.js";
import { followEnd } from "./messages.js";
import { dialogs } from "./modal.js";
import { lookAs, readAddress, show } from "./navigation.js";
import { onChange, refresh, setUi, store, ui } from "./state.js";
import { sidebar } from "./sidebar.js";

const TICK_MS = 250;

/** @type {[string, () => import("./dom.js").Child | import("./dom.js").Child[]][]} */
const PLACES = [
  ["topbar", () => topbar(toggleHints)],
  ["sidebar", sidebar],
  ["main", conversation],
  ["hints", hints],
  ["dialogs", dialogs],
];

const place = (id) => document.getElementById(id);

function render() {
  patch(place("banners"), banners());
  patch(place("toasts"), ui.toast ? h("p", { class: "toast" }, ui.toast) : null);
  document.body.classList.toggle("drawer", ui.drawerOpen);
  if (!store.state) return;
  for (const [id, describe] of PLACES) patch(place(id), describe());
  document.title = titleOfPage();
  followEnd();
  announce();
}

function titleOfPage() {
  const unread = store.state.channels.reduce((sum, channel) => sum + channel.unread, 0);
  return `${unread ? `(${unread}) ` : ""}${store.state.workspace.name} · Unsit sandbox`;
}

function banners() {
  return [
    ui.offline &&
      h(
        "p",
        { key: "offline", class: "banner banner-wrong", role: "status" },
        "The sandbox does not answer. Trying again…",
      ),
    store.state &&
      !store.state.bot.connected &&
      !ui.offline &&
      h("p", { key: "bot", class: "banner", role: "status" }, [
        h("strong", null, `${store.state.bot.name} is not connected. `),
        "Commands and buttons will fail until the app is running.",
      ]),
    store.state?.me.simulated && othersEyes(),
  ];
}

/** Whoever looks through somebody else's eyes must not get lost there. */
function othersEyes() {
  const { me, people } = store.state;
  const own = people.find((person) => !person.simulated);
  return h("p", { key: "eyes", class: "banner banner-eyes" }, [
    `You are looking through ${me.name}'s eyes. What you do here, ${me.name} does.`,
    own &&
      h(
        "button",
        { type: "button", class: "button button-small", onclick: () => lookAs(own.id) },
        `Back to ${own.name}`,
      ),
  ]);
}

/** Between two states the sandbox's time runs on; only what shows it is redrawn. */
function tick() {
  if (!store.state?.speed || document.hidden) return;
  patch(place("topbar"), topbar(toggleHints));
  patch(place("sidebar"), sidebar());
}

/** A mention of a channel, wherever it is drawn, leads there. */
function followMention(event) {
  const mention = event.target.closest?.("[data-go]");
  if (mention) show(mention.dataset.go);
}

function closeDrawer(event) {
  const elsewhere = event.type === "click" && !event.target.closest?.(".sidebar, .drawer-open");
  if (ui.drawerOpen && (elsewhere || event.key === "Escape")) setUi({ drawerOpen: false });
}

readAddress();
onChange(render);
document.addEventListener("click", followMention);
document.addEventListener("click", closeDrawer);
document.addEventListener("keydown", closeDrawer);
setInterval(tick, TICK_MS);
refresh();
listen();
