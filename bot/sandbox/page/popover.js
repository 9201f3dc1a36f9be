/** Menus and pickers that float over the page: one at a time, closed by Escape or a click elsewhere. */
import { setUi, ui } from "./state.js";

const GAP = 6;
/** A click on the button that opened a menu first closes it as a click elsewhere; it must not open it again. */
let closed = { name: null, press: 0 };
/** How often a key or the pointer went down. */
let press = 0;
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => (press += 1), true);

/** @param {string} name */
export function toggle(name) {
  const justClosed = closed.name === name && closed.press === press;
  setUi({ popover: ui.popover === name || justClosed ? null : name });
}

/** Closes whatever is open and gives the focus back to what opened it. */
export function close() {
  const name = ui.popover;
  setUi({ popover: null });
  if (name) document.querySelector(`[data-opens="${CSS.escape(name)}"]`)?.focus();
}

/**
 * The props of a floating node. Its button has `data-opens` with the same name.
 * @param {string} name @param {Record<string, any>} props
 */
export function floating(name, props) {
  return {
    ...props,
    popover: "auto",
    onmount: (node) => {
      node.showPopover();
      place(node, document.querySelector(`[data-opens="${CSS.escape(name)}"]`));
      node.querySelector("input, button, [tabindex]")?.focus();
    },
    ontoggle: (event) => {
      if (event.newState !== "closed" || ui.popover !== name) return;
      closed = { name, press };
      setUi({ popover: null });
    },
  };
}

/** Below the anchor where there is room, else above; inside the middle of the page where it fits, always in the window. */
function place(node, anchor) {
  if (!anchor) return;
  const { width, height } = node.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const below = at.bottom + GAP;
  const top = below + height < innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  const edge = document.getElementById("main").getBoundingClientRect().right;
  const left = Math.max(GAP, at.left + width < edge ? at.left : at.right - width);
  node.style.setProperty("top", `${Math.min(top, Math.max(GAP, innerHeight - height - GAP))}px`);
  node.style.setProperty("left", `${left}px`);
}
