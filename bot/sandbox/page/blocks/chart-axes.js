/** Charts with axes: bars, lines and areas. */
import { h } from "../dom.js";

const WIDTH = 480;
const HEIGHT = 220;
const EDGE = { left: 44, right: 8, top: 10, bottom: 40 };
const PLOT = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
const TICKS = 4;
const LABEL_MAX = 10;
const LABEL_ROOM = 46;

/** A scale whose steps are round numbers. */
function scaleOf(spec) {
  const all = spec.series.flatMap(({ data }) => data.map(({ value }) => value));
  const low = Math.min(0, ...all);
  const high = Math.max(1, ...all);
  const step = roundUp((high - low) / TICKS);
  const bottom = Math.floor(low / step) * step;
  const top = Math.ceil(high / step) * step;
  const y = (value) => EDGE.top + PLOT.height * (1 - (value - bottom) / (top - bottom));
  return { bottom, top, step, y };
}

function roundUp(raw) {
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= raw) ?? raw;
}

function frame(spec, title, draw) {
  const scale = scaleOf(spec);
  const labels = categoriesOf(spec);
  const slot = PLOT.width / Math.max(1, labels.length);
  const x = (index) => EDGE.left + slot * (index + 0.5);
  return h(
    "svg",
    { class: "chart-plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title },
    [
      grid(scale),
      draw({ scale, labels, slot, x }),
      categoryLabels(labels, x, slot),
      axisNames(spec.axis_config ?? {}),
    ],
  );
}

function grid(scale) {
  const ticks = Math.round((scale.top - scale.bottom) / scale.step);
  return h(
    "g",
    { class: "grid" },
    Array.from({ length: ticks + 1 }, (_, index) => {
      const value = scale.bottom + index * scale.step;
      const y = scale.y(value);
      return h("g", null, [
        h("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y, y2: y }),
        h("text", { x: EDGE.left - 6, y: y + 4, "text-anchor": "end" }, short(value)),
      ]);
    }),
  );
}

function short(value) {
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** Where there are many, only every so many is written, so that they do not run into each other. */
function categoryLabels(labels, x, slot) {
  const every = Math.max(1, Math.ceil(LABEL_ROOM / slot));
  const y = HEIGHT - EDGE.bottom + 16;
  return h(
    "g",
    { class: "axis" },
    labels.map((label, index) =>
      index % every
        ? null
        : h("text", { x: x(index), y, "text-anchor": "middle" }, clipped(label, slot * every)),
    ),
  );
}

function clipped(label, room) {
  const most = Math.max(LABEL_MAX, Math.floor(room / 6));
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

function axisNames({ x_label: across, y_label: up }) {
  return h("g", { class: "axis-name" }, [
    across && h("text", { x: EDGE.left + PLOT.width / 2, y: HEIGHT - 6, "text-anchor": "middle" }, across),
    up &&
      h(
        "text",
        { transform: `translate(10 ${EDGE.top + PLOT.height / 2}) rotate(-90)`, "text-anchor": "middle" },
        up,
      ),
  ]);
}

export function bars(spec, title) {
  return frame(spec, title, ({ scale, labels, slot, x }) => {
    const width = Math.min(36, (slot * 0.7) / spec.series.length);
    const start = (index, number) => x(index) - (width * spec.series.length) / 2 + width * number;
    return h(
      "g",
      null,
      labels.flatMap((label, index) =>
        spec.series.map((series, number) => {
          const value = valueAt(series, label) ?? 0;
          const [top, bottom] = [scale.y(Math.max(0, value)), scale.y(Math.min(0, value))];
          const shape = {
            x: start(index, number) + 1,
            y: top,
            width: Math.max(1, width - 2),
            height: bottom - top,
            rx: 3,
          };
          return h("rect", { class: `fill series-${number % 8}`, ...shape }, [
            h("title", null, tip(series, label, value)),
          ]);
        }),
      ),
    );
  });
}

export function curves(spec, title) {
  return frame(spec, title, ({ scale, labels, x }) =>
    h(
      "g",
      null,
      spec.series.map((series, number) => {
        const points = labels
          .map((label, index) => ({ label, value: valueAt(series, label), x: x(index) }))
          .filter(({ value }) => value !== undefined)
          .map((point) => ({ ...point, y: scale.y(point.value) }));
        const path = points.map((point, index) => `${index ? "L" : "M"}${point.x} ${point.y}`).join("");
        return h("g", { class: `series-${number % 8}` }, [
          spec.type === "area" &&
            points.length > 0 &&
            h("path", {
              class: "area",
              d: `${path}L${points.at(-1).x} ${scale.y(0)}L${points[0].x} ${scale.y(0)}Z`,
            }),
          h("path", { class: "curve", d: path }),
          points.map((point) =>
            h("circle", { class: "dot", cx: point.x, cy: point.y, r: 3.5 }, [
              h("title", null, tip(series, point.label, point.value)),
            ]),
          ),
        ]);
      }),
    ),
  );
}

const tip = (series, label, value) => `${series.name}, ${label}: ${value}`;

/** @param {any} spec @returns {string[]} */
export function categoriesOf(spec) {
  return (
    spec.axis_config?.categories ?? [
      ...new Set(spec.series.flatMap(({ data }) => data.map(({ label }) => label))),
    ]
  );
}

/** @param {any} series @param {string} label @returns {number | undefined} */
export const valueAt = (series, label) => series.data.find((point) => point.label === label)?.value;
