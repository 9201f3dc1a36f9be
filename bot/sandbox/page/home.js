/** The middle: a conversation, or the bot's App Home. */
import { peach } from "./avatar.js";
import { renderBlocks } from "./blocks/index.js";
import { composer } from "./composer.js";
import { h } from "./dom.js";
import { messageList, titleOf } from "./messages.js";
import { show, showHome } from "./navigation.js";
import { channelOf, store, ui } from "./state.js";

export function conversation() {
  const { me, bot } = store.state;
  if (ui.tab === "home") return [title({ name: bot.name, kind: "dm" }), tabs(), appHome()];
  const channel = channelOf(store.state.channel) ?? { id: store.state.channel, name: "?", kind: "channel" };
  const own = channel.id === me.dm;
  return [title(channel), own ? tabs() : null, messageList(channel), channel.read_only ? readOnly() : composer(channel)];
}

/** In place of the composer, where the app's manifest says that nobody writes. */
function readOnly() {
  const { bot, channels } = store.state;
  const open = channels.filter((channel) => channel.kind === "channel");
  const place = open.find((channel) => channel.has_bot) ?? open[0];
  return h("div", { class: "read-only", key: "read-only" }, [
    h(
      "p",
      null,
      `${bot.name}'s Messages tab is read-only, as in Slack. Answer with buttons and emoji; type commands in a channel.`,
    ),
    place &&
      h(
        "button",
        { type: "button", class: "button button-small", onclick: () => show(place.id) },
        `Go to ${titleOf(place)}`,
      ),
  ]);
}

function title(channel) {
  const isChannel = channel.kind === "channel";
  return h("div", { class: "title" }, [
    isChannel ? null : peach("small"),
    h("h1", null, titleOf(channel)),
    isChannel && channel.has_bot === false && h("span", { class: "quiet" }, outside()),
  ]);
}

const outside = () => `${store.state.bot.name} is not here: /invite @${store.state.bot.name}`;

function tabs() {
  const { me } = store.state;
  return h("div", { class: "tabs", role: "tablist", "aria-label": store.state.bot.name, onkeydown: walk }, [
    tab("Home", ui.tab === "home", showHome),
    tab("Messages", ui.tab === "messages", () => show(me.dm)),
  ]);
}

function tab(name, selected, onclick) {
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      class: "tab",
      "aria-selected": String(selected),
      tabindex: selected ? "0" : "-1",
      onclick,
    },
    name,
  );
}

function walk(event) {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = event.currentTarget.querySelector('[aria-selected="false"]');
  other.focus();
  other.click();
}

function appHome() {
  const { home } = store.state;
  const surface = { kind: "home", id: `home ${ui.me}`, container: { type: "home" } };
  return h("div", { key: "home", class: "scroller home", role: "tabpanel", "aria-label": "Home" }, [
    home?.blocks?.length
      ? h("div", { class: "home-column blocks" }, renderBlocks(home.blocks, surface))
      : h("div", { class: "beginning" }, [
          peach("large"),
          h("p", { class: "beginning-title" }, "The app has not published a Home for you yet"),
          h(
            "p",
            { class: "quiet" },
            "It does so when this tab opens. If nothing comes, look whether the app is connected.",
          ),
        ]),
  ]);
}
