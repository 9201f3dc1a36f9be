/**
 * The guide for somebody who has never seen this: one step after the other, each with a button that prepares it.
 * It is for the person who plays; through a simulated colleague's eyes it stays away.
 */
import { runToNextMessage } from "./clock.js";
import { fill, focusComposer } from "./composer.js";
import { h } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { show, showHome } from "./navigation.js";
import { setUi, store, ui } from "./state.js";
import { newestFromBot } from "./reactions.js";

const KEPT_AS = "unsit-sandbox-guide";

let dismissed = localStorage.getItem(KEPT_AS) === "hidden";

export function toggleHints() {
  dismissed = !dismissed;
  localStorage.setItem(KEPT_AS, dismissed ? "hidden" : "shown");
  setUi({});
}

export function hints() {
  const steps = store.state.hints ?? [];
  if (dismissed || steps.length === 0 || store.state.me.simulated) return [];
  const now = steps.find(({ done }) => !done);
  const finished = steps.filter(({ done }) => done).length;
  return [
    h("div", { class: "guide" }, [
      h("div", { class: "guide-top" }, [
        h("h2", null, now ? "Start here" : "That was the tour"),
        h("span", { class: "guide-count" }, `${finished} of ${steps.length}`),
        h(
          "button",
          { type: "button", class: "guide-close", "aria-label": "Hide the guide", onclick: toggleHints },
          "×",
        ),
      ]),
      h("div", { class: "guide-bar", "aria-hidden": "true" }, [
        h("span", { style: { width: `${(100 * finished) / steps.length}%` } }),
      ]),
      now ? null : ending(),
      h(
        "ol",
        { class: "guide-steps" },
        steps.map((step, index) => stepLine(step, index, step === now)),
      ),
    ]),
  ];
}

const ending = () =>
  h(
    "p",
    { class: "guide-end" },
    "Everything done. Look through a colleague's eyes (sidebar, “You are”), or let a work day run.",
  );

function stepLine(step, index, current) {
  const state = step.done ? "done" : current ? "current" : "waiting";
  return h(
    "li",
    {
      key: step.id,
      class: `step step-${state}`,
      "aria-current": current ? "step" : null,
      "data-hint": step.id,
    },
    [
      h("span", { class: "step-mark", "aria-hidden": "true" }, step.done ? "✓" : String(index + 1)),
      h("div", { class: "step-body" }, [
        h("p", null, [mrkdwn(step.text), step.done && h("span", { class: "visually-hidden" }, " (done)")]),
        current && stepButton(step),
      ]),
    ],
  );
}

/** What a step's button says and does, by how the step is ticked off. */
function helpWith(step) {
  const { command, rule = {}, channel } = step;
  if (command) return ["Type it for me", () => prepare(command, channel)];
  if ("home_opened" in rule) return ["Open App Home", showHome];
  if ("reacted" in rule) return ["Show me where", pointAtMessage];
  if ("dm_count" in rule) return ["Run the clock for me", runAndWatch];
  return channel ? ["Take me there", () => show(channel)] : null;
}

function stepButton(step) {
  const help = helpWith(step);
  if (!help) return null;
  const [label, act] = help;
  const running = store.state.until !== null && "dm_count" in (step.rule ?? {});
  return h(
    "button",
    {
      type: "button",
      class: "button button-primary",
      "aria-busy": running ? "true" : null,
      disabled: running,
      onclick: act,
    },
    running ? "Running…" : label,
  );
}

function prepare({ command, text }, channel) {
  const where = channel ?? ui.channel ?? store.state.me.dm;
  const there = show(where);
  fill([command, text].filter(Boolean).join(" "), where);
  // The composer of another channel exists only after the next rendering.
  there.then(() => requestAnimationFrame(focusComposer));
}

function runAndWatch() {
  show(store.state.me.dm);
  runToNextMessage();
}

/** Goes to the bot's newest message and opens its picker, where the first choices are good answers. */
async function pointAtMessage() {
  await show(store.state.me.dm);
  const ts = newestFromBot();
  if (!ts) return;
  document.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: "end" });
  setUi({ popover: `emoji ${ts}` });
}
