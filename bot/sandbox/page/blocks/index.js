/** Block Kit to nodes. Every kind of block has a renderer; a kind without one says so on the page. */
import { h } from "../dom.js";
import { markdown } from "./markdown.js";
import { image, video, file } from "./media.js";
import { richText } from "./richtext.js";
import { actions, alert, context, divider, header, input, section } from "./layout.js";
import { card, carousel, container, plan, taskCard } from "./cards.js";
import { chart } from "./chart.js";
import { dataTable, table } from "./table.js";

/** @type {Record<string, (block: any, surface: import("../forms.js").Surface) => import("../dom.js").Child>} */
const BLOCKS = {
  actions,
  alert,
  card,
  carousel,
  container: (block, surface) => container(block, surface, renderBlocks),
  context,
  context_actions: actions,
  data_table: dataTable,
  data_visualization: chart,
  divider,
  file,
  header,
  image,
  input,
  markdown: (block) => h("div", { class: "block-markdown" }, markdown(block.text)),
  plan,
  rich_text: (block) => h("div", { class: "block-rich" }, richText(block)),
  section,
  table,
  task_card: taskCard,
  video,
};

/**
 * @param {any[]} blocks @param {import("../forms.js").Surface} surface
 * @returns {import("../dom.js").Child[]}
 */
export function renderBlocks(blocks, surface) {
  return blocks.map((block, index) => {
    const key = block.block_id ? `${block.type} ${block.block_id}` : `${block.type} ${index}`;
    return h("div", { key, class: `block block-of-${block.type}`, "data-block": block.block_id }, [
      renderBlock(block, surface),
    ]);
  });
}

function renderBlock(block, surface) {
  if (!Object.hasOwn(BLOCKS, block.type)) return unsupported(block);
  try {
    return BLOCKS[block.type](block, surface);
  } catch (error) {
    // One malformed block must not take the whole conversation with it.
    console.warn(`A ${block.type} block could not be drawn`, error);
    return unsupported(block);
  }
}

function unsupported(block) {
  return h(
    "p",
    { class: "unsupported", "data-testid": "unsupported-block" },
    `Unsupported block: ${block.type}`,
  );
}
