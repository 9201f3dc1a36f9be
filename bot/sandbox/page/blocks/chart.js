/** data_visualization: bar, line, area and pie, drawn as SVG, with the same numbers as a table for who cannot see it. */
import { h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { bars, categoriesOf, curves, valueAt } from "./chart-axes.js";
import { pie } from "./chart-pie.js";

const DRAW = { bar: bars, line: curves, area: curves, pie };

export function chart(block) {
  const { chart: spec } = block;
  if (!Object.hasOwn(DRAW, spec.type)) throw new Error(`no such chart: ${spec.type}`);
  const title = plainText(block.title ?? "Chart");
  return h("figure", { class: "chart" }, [
    h("figcaption", null, title),
    DRAW[spec.type](spec, title),
    legend(spec),
    h("div", { class: "visually-hidden" }, [numbers(spec, title)]),
  ]);
}

function legend(spec) {
  const names =
    spec.segments?.map(({ label, value }) => `${label} (${value})`) ?? spec.series.map(({ name }) => name);
  if (names.length < 2) return null;
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    names.map((name, index) =>
      h("li", null, [h("span", { class: `swatch series-${index % 8}` }), plainText(name)]),
    ),
  );
}

function numbers(spec, title) {
  if (spec.segments)
    return tableOf(
      title,
      ["Part", "Value"],
      spec.segments.map(({ label, value }) => [label, value]),
    );
  const labels = categoriesOf(spec);
  const rows = labels.map((label) => [label, ...spec.series.map((series) => valueAt(series, label) ?? "")]);
  return tableOf(title, [spec.axis_config?.x_label ?? "", ...spec.series.map(({ name }) => name)], rows);
}

function tableOf(title, head, rows) {
  return h("table", null, [
    h("caption", null, title),
    h("thead", null, [
      h(
        "tr",
        null,
        head.map((cell) => h("th", { scope: "col" }, cell)),
      ),
    ]),
    h(
      "tbody",
      null,
      rows.map((row) =>
        h(
          "tr",
          null,
          row.map((cell) => h("td", null, String(cell))),
        ),
      ),
    ),
  ]);
}
