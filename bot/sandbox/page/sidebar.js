/** The left side: the workspace, whose eyes these are, channels, the app, and people with their local times. */
import { avatar, peach } from "./avatar.js";
import { h } from "./dom.js";
import { lookAs, show } from "./navigation.js";
import { sandboxNow, setUi, store, ui } from "./state.js";
import { presence, presenceMarks } from "./presence.js";
import { cityOf, clockTime } from "./time.js";

export function sidebar() {
  const { workspace, channels } = store.state;
  return [
    h("div", { class: "workspace" }, [
      h("p", { class: "workspace-name" }, workspace.name),
      h(
        "button",
        {
          type: "button",
          class: "drawer-close",
          "aria-label": "Close the sidebar",
          onclick: () => setUi({ drawerOpen: false }),
        },
        "×",
      ),
    ]),
    switcher(),
    presence(),
    h("div", { class: "sidebar-scroll" }, [
      list("Channels", channels.filter(({ kind }) => kind === "channel").map(channelLink)),
      list("Apps", channels.filter(({ kind }) => kind !== "channel").map(channelLink)),
      list("People", store.state.people.map(personLine)),
    ]),
  ];
}

function switcher() {
  const { people } = store.state;
  return h("label", { class: "switcher" }, [
    h("span", null, "You are"),
    h(
      "select",
      { live: { value: ui.me ?? "" }, onchange: (event) => lookAs(event.target.value) },
      people.map((person) => h("option", { key: person.id, value: person.id }, person.name)),
    ),
  ]);
}

function list(title, items) {
  const id = `sidebar-${title.toLowerCase()}`;
  return h("section", { class: "sidebar-section", key: title, "aria-labelledby": id }, [
    h("h2", { id }, title),
    h("ul", null, items),
  ]);
}

function channelLink(channel) {
  const selected = ui.tab === "home" ? channel.kind !== "channel" : store.state.channel === channel.id;
  const unread = selected && ui.tab === "messages" ? 0 : channel.unread;
  return h("li", { key: channel.id }, [
    h(
      "button",
      {
        type: "button",
        class: unread ? "place place-unread" : "place",
        "aria-current": selected ? "page" : null,
        "data-channel": channel.id,
        onclick: () => show(channel.id),
      },
      [
        channel.kind === "channel"
          ? h("span", { class: "hash", "aria-hidden": "true" }, "#")
          : peach("small"),
        h("span", { class: "place-name" }, channel.name),
        unread > 0 &&
          h("span", { class: "badge" }, [String(unread), h("span", { class: "visually-hidden" }, " unread")]),
      ],
    ),
  ]);
}

function personLine(person) {
  const own = person.id === ui.me;
  return h("li", { key: person.id }, [
    h(
      "button",
      {
        type: "button",
        class: "place person",
        "aria-pressed": String(own),
        title: own ? "You look through these eyes" : `Look through ${person.name}'s eyes`,
        onclick: () => lookAs(person.id),
      },
      [
        avatar(person, "small"),
        h("span", { class: "place-name" }, [
          person.name,
          own && person.name !== "You" && h("span", { class: "you" }, " you"),
          presenceMarks(person),
        ]),
        h("span", { class: "local" }, `${timeAt(person)} ${cityOf(person.tz)}`),
      ],
    ),
  ]);
}

const timeAt = (person) => clockTime(sandboxNow(), person.tz);
