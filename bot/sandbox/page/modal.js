/** Dialogs: the bot's modals, and the question before a button that asks one. */
import { perform } from "./actions.js";
import { post } from "./api.js";
import { renderBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { collect } from "./forms.js";
import { textObject, textOf } from "./mrkdwn.js";
import { setUi, store, ui } from "./state.js";

/** What the bot refused at the last submission, by view. @type {{view: string | null, errors: Record<string, string>}} */
const refused = { view: null, errors: {} };

/** What had the focus before the first dialog, and gets it back after the last. @type {HTMLElement | null} */
let before = null;

export function dialogs() {
  const { modal } = store.state;
  return [modal ? viewDialog(modal) : null, ui.confirm ? confirmDialog(ui.confirm) : null];
}

/** One dialog stays open while views are pushed and popped inside it, as Slack's does. */
function viewDialog(view) {
  const surface = surfaceOf(view);
  const close = (event) => {
    event.preventDefault();
    closeView(view);
  };
  const props = { key: "modal", class: "modal", "aria-labelledby": "modal-title" };
  const send = (event) => submit(event, view, surface);
  return h("dialog", { ...props, oncancel: close, onmount: open, onremove: giveBack }, [
    h("form", { key: view.id, class: "modal-form", novalidate: true, onsubmit: send }, [
      h("div", { class: "modal-top" }, [
        h("h2", { id: "modal-title" }, textObject(view.title)),
        h("button", { type: "button", class: "modal-close", "aria-label": "Close", onclick: close }, "×"),
      ]),
      h("div", { class: "modal-body blocks", tabindex: "-1" }, renderBlocks(view.blocks, surface)),
      foot(view, close),
    ]),
  ]);
}

function surfaceOf(view) {
  return {
    kind: "view",
    id: `view ${view.id}`,
    container: { type: "view", id: view.id },
    errors: { ...view.errors, ...(refused.view === view.id ? refused.errors : {}) },
  };
}

function foot(view, close) {
  const busy = ui.pending.has(`submit ${view.id}`);
  const submitProps = { type: "submit", class: "button button-primary", disabled: busy };
  const away = textOf(view.close) || (view.submit ? "Cancel" : "Close");
  return h("div", { class: "modal-foot" }, [
    busy && h("span", { class: "working", role: "status" }, "Sending…"),
    h("button", { type: "button", class: "button", onclick: close }, away),
    view.submit && h("button", { ...submitProps, "aria-busy": busy ? "true" : null }, textOf(view.submit)),
  ]);
}

function open(dialog) {
  before ??= document.activeElement;
  dialog.showModal();
  firstField(dialog)?.focus();
}

/** The first thing to answer, rather than the close button that happens to come first. */
function firstField(dialog) {
  return (
    dialog.querySelector(".modal-body :is(input:not([disabled]), select, textarea, button)") ??
    dialog.querySelector("[type=submit]")
  );
}

function giveBack() {
  if (document.querySelectorAll("dialog[open]").length > 1) return;
  const target = before?.isConnected ? before : document.querySelector(".composer textarea");
  before = null;
  // The dialog leaves the page first; a focus given earlier would be taken with it.
  queueMicrotask(() => target?.focus());
}

async function submit(event, view, surface) {
  event.preventDefault();
  const values = collect(surface, view.blocks);
  const answer = await perform(`submit ${view.id}`, () =>
    post("submit", { me: ui.me, view_id: view.id, values }),
  );
  if (answer === null) return;
  Object.assign(refused, { view: view.id, errors: answer.errors ?? {} });
  setUi({});
  if (answer.errors) requestAnimationFrame(() => requestAnimationFrame(focusFirstError));
}

function focusFirstError() {
  const wrong = document.querySelector(".modal .field-wrong");
  wrong?.scrollIntoView({ block: "nearest" });
  wrong?.querySelector("input, select, textarea, button")?.focus();
}

function closeView(view) {
  perform(`close ${view.id}`, () => post("close", { me: ui.me, view_id: view.id }));
}

function confirmDialog(question) {
  const done = () => setUi({ confirm: null });
  const confirm = () => {
    done();
    question.yes();
  };
  return h(
    "dialog",
    {
      key: "confirm",
      class: "modal modal-small",
      "aria-labelledby": "confirm-title",
      oncancel: done,
      onmount: open,
      onremove: giveBack,
    },
    [
      h("div", { class: "modal-top" }, [h("h2", { id: "confirm-title" }, textObject(question.title))]),
      h("div", { class: "modal-body text" }, textObject(question.text)),
      h("div", { class: "modal-foot" }, [
        h("button", { type: "button", class: "button", onclick: done }, textOf(question.deny) || "Cancel"),
        h(
          "button",
          {
            type: "button",
            class: question.style === "danger" ? "button button-danger" : "button button-primary",
            onclick: confirm,
          },
          textOf(question.confirm) || "OK",
        ),
      ]),
    ],
  );
}
