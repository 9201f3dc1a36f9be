/** The square beside a name: initials on a colour, or the bot's own mark. */
import { h } from "./dom.js";
import { store } from "./state.js";

/** @param {{id: string, name: string, colour?: string, initials?: string}} person @param {string} [size] */
export function avatar(person, size = "medium") {
  if (person.id === store.state.bot.id) return peach(size);
  const initials = person.initials ?? person.name.slice(0, 2).toUpperCase();
  const style = { "--own": person.colour ?? "#6b6470" };
  return h("span", { class: `avatar avatar-${size}`, style, "aria-hidden": "true" }, initials);
}

/** @param {string} [size] */
export function peach(size = "medium") {
  return h("svg", { class: `avatar avatar-${size} peach`, viewBox: "0 0 40 40", "aria-hidden": "true" }, [
    h("rect", { width: 40, height: 40, rx: 9, class: "peach-ground" }),
    h("path", {
      class: "peach-flesh",
      d: "M20 34c-8 0-13-5.2-13-11.6C7 16.4 11.6 12 16 12c1.7 0 3.1.6 4 1.5.9-.9 2.3-1.5 4-1.5 4.4 0 9 4.4 9 10.4C33 28.8 28 34 20 34Z",
    }),
    h("path", { class: "peach-crease", d: "M20 13.5c-2.6 5-2.6 11.5 0 17" }),
    h("path", { class: "peach-leaf", d: "M20 12c0-3.6 2.6-6.2 7.4-6.4C27.2 9.4 24.4 12 20 12Z" }),
  ]);
}
