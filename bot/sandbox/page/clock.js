/** The top bar: the sandbox's time and what drives it. */
import { driveClock, passTime } from "./actions.js";
import { peach } from "./avatar.js";
import { h } from "./dom.js";
import { sandboxNow, setUi, store, ui } from "./state.js";
import { clockTime, shortDay, span } from "./time.js";

const SPEEDS = [
  { speed: 1, shown: "1×", says: "real time" },
  { speed: 60, shown: "60×", says: "a minute a second" },
  { speed: 240, shown: "240×", says: "a work day in about two minutes" },
];
const FAST = 60;
const SKIP_SECONDS = 600;

/** The speed that Play takes up again. */
let chosen = 60;
/** Since when the clock runs to the next message. @type {number | null} */
let runningSince = null;

/** @param {() => void} toggleHints */
export function topbar(toggleHints) {
  const { me, until } = store.state;
  const now = sandboxNow();
  return [
    drawerButton(),
    h("p", { class: "brand" }, [peach("small"), h("span", null, "Unsit sandbox")]),
    h("div", { class: "clock", role: "group", "aria-label": "Sandbox clock" }, [
      h("time", { class: "clock-time", datetime: now.toISOString(), title: `Sandbox time in ${me.tz}` }, [
        h("span", { class: "clock-day" }, shortDay(now, me.tz)),
        h("strong", null, clockTime(now, me.tz)),
      ]),
      playButton(),
      speeds(),
      h("button", { type: "button", class: "bar-button", onclick: () => passTime(SKIP_SECONDS) }, "+10 min"),
      until ? stopButton(now) : runButton(),
    ]),
    h(
      "button",
      {
        type: "button",
        class: "bar-button help",
        "aria-label": "Help",
        title: "Shows or hides the guide",
        onclick: toggleHints,
      },
      "?",
    ),
    progress(),
  ];
}

/** Where the sidebar is a drawer, its button says that something in it is unread. */
function drawerButton() {
  const elsewhere = ({ id, unread }) => unread > 0 && (id !== ui.channel || ui.tab === "home");
  const unread = store.state.channels.some(elsewhere);
  return h(
    "button",
    {
      type: "button",
      class: unread ? "drawer-open drawer-unread" : "drawer-open",
      "aria-label": unread ? "Open the sidebar: something is unread" : "Open the sidebar",
      "aria-expanded": String(ui.drawerOpen),
      onclick: openDrawer,
    },
    "☰",
  );
}

function openDrawer() {
  setUi({ drawerOpen: true });
  requestAnimationFrame(() => document.querySelector(".drawer-close").focus());
}

function playButton() {
  const running = store.state.speed > 0;
  const label = running ? "Pause the clock" : "Start the clock";
  return h(
    "button",
    {
      type: "button",
      class: "bar-button bar-icon",
      "aria-label": label,
      title: label,
      onclick: () => driveClock({ speed: running ? 0 : chosen }),
    },
    [
      h("svg", { class: "icon icon-solid", viewBox: "0 0 20 20", "aria-hidden": "true" }, [
        h("path", { d: running ? "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z" : "M6 4l10 6-10 6z" }),
      ]),
    ],
  );
}

function speeds() {
  return h(
    "div",
    { class: "speeds", role: "group", "aria-label": "Speed" },
    SPEEDS.map(({ speed, shown, says }) =>
      h(
        "button",
        {
          type: "button",
          key: speed,
          class: "bar-button",
          "aria-pressed": String(store.state.speed === speed && !store.state.until),
          "aria-label": `${shown} ${says}`,
          title: says,
          onclick: () => {
            chosen = speed;
            driveClock({ speed });
          },
        },
        shown,
      ),
    ),
  );
}

/** Runs fast until the bot writes to whoever is looking. */
export function runToNextMessage() {
  runningSince = sandboxNow().getTime();
  return driveClock({ until: "next_dm" });
}

function runButton() {
  runningSince = null;
  return h(
    "button",
    {
      type: "button",
      key: "run",
      class: "bar-button bar-primary",
      title: "Runs the clock fast until the app writes to you, then pauses",
      "aria-label": "Run until my next message",
      onclick: runToNextMessage,
    },
    [
      h("span", { class: "wide" }, "Run until my next message"),
      h("span", { class: "narrow" }, "Next message"),
    ],
  );
}

function stopButton(now) {
  runningSince ??= now.getTime();
  return h(
    "button",
    {
      type: "button",
      key: "stop",
      class: "bar-button bar-primary bar-running",
      "aria-label": "Stop running",
      onclick: () => driveClock({ speed: 0 }),
    },
    [
      h("span", { class: "wide" }, `Stop · ${span(now.getTime() - runningSince)} passed`),
      h("span", { class: "narrow" }, "Stop"),
    ],
  );
}

function progress() {
  const fast = store.state.until !== null || store.state.speed >= FAST;
  return fast && !ui.offline && h("div", { class: "progress", "aria-hidden": "true" });
}
