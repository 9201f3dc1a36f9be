/** Tables: the plain one, and the one that sorts and turns pages. */
import { h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { changedInside } from "../state.js";
import { richText } from "./richtext.js";

const PAGE_SIZE = 5;

export function table(block) {
  const [head, ...body] = block.rows;
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" }, [
    h("table", { class: "table" }, [
      h("thead", null, [
        h(
          "tr",
          null,
          head.map((cell, at) => h("th", { scope: "col", ...dress(block, at) }, content(cell))),
        ),
      ]),
      h(
        "tbody",
        null,
        body.map((row) =>
          h(
            "tr",
            null,
            row.map((cell, at) => h("td", dress(block, at), content(cell))),
          ),
        ),
      ),
    ]),
  ]);
}

function dress(block, column) {
  const setting = block.column_settings?.[column];
  const classes = [setting?.align && `align-${setting.align}`, setting?.is_wrapped && "wrapped"].filter(
    Boolean,
  );
  return { class: classes.join(" ") || null };
}

function content(cell) {
  return cell?.type === "rich_text" ? richText(cell) : plainText(cellText(cell));
}

const cellText = (cell) => String(cell?.text ?? cell?.value ?? "");

/** How each data table is sorted and turned. @type {Map<string, {column: number | null, down: boolean, page: number}>} */
const views = new Map();

export function dataTable(block, surface) {
  const name = `${surface.id} ${block.block_id}`;
  const view = views.get(name) ?? { column: null, down: false, page: 0 };
  const turn = (next) => {
    views.set(name, { ...view, ...next });
    changedInside();
  };
  const [head, ...body] = block.rows;
  const size = block.page_size ?? PAGE_SIZE;
  const pages = Math.max(1, Math.ceil(body.length / size));
  const page = Math.min(view.page, pages - 1);
  const rows = sorted(body, view).slice(page * size, (page + 1) * size);
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.caption ?? "Table" },
    [
      h("table", { class: "table" }, [
        h("caption", null, plainText(block.caption ?? "")),
        h("thead", null, [
          h(
            "tr",
            null,
            head.map((cell, at) => heading(cell, at, view, turn, isNumeric(body, at))),
          ),
        ]),
        h(
          "tbody",
          null,
          rows.map((row) =>
            h(
              "tr",
              null,
              row.map((cell, at) => bodyCell(block, cell, at)),
            ),
          ),
        ),
      ]),
      pages > 1 && pager(page, pages, turn),
    ],
  );
}

const isNumeric = (body, column) =>
  body.length > 0 && body.every((row) => row[column]?.type === "raw_number");

function heading(cell, column, view, turn, numeric) {
  const active = view.column === column;
  const sort = active ? (view.down ? "descending" : "ascending") : "none";
  return h("th", { scope: "col", "aria-sort": sort, class: numeric ? "align-right" : null }, [
    h(
      "button",
      { type: "button", class: "sort", onclick: () => turn({ column, down: active && !view.down, page: 0 }) },
      [
        plainText(cellText(cell)),
        h("span", { class: "sort-mark", "aria-hidden": "true" }, active ? (view.down ? " ▾" : " ▴") : ""),
      ],
    ),
  ]);
}

function bodyCell(block, cell, column) {
  const props = { class: cell?.type === "raw_number" ? "align-right" : null };
  return column === block.row_header_column_index
    ? h("th", { scope: "row", ...props }, content(cell))
    : h("td", props, content(cell));
}

function sorted(body, { column, down }) {
  if (column === null) return body;
  const order = (row) => row[column]?.value ?? cellText(row[column]);
  const compare = (one, other) =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : String(one).localeCompare(String(other));
  return [...body].sort((one, other) => compare(order(one), order(other)) * (down ? -1 : 1));
}

function pager(page, pages, turn) {
  return h("div", { class: "pager" }, [
    h(
      "button",
      {
        type: "button",
        class: "button button-small",
        disabled: page === 0,
        onclick: () => turn({ page: page - 1 }),
      },
      "Previous",
    ),
    h("span", null, `Page ${page + 1} of ${pages}`),
    h(
      "button",
      {
        type: "button",
        class: "button button-small",
        disabled: page === pages - 1,
        onclick: () => turn({ page: page + 1 }),
      },
      "Next",
    ),
  ]);
}
