/** The pie. */
import { h } from "../dom.js";

const SIZE = 200;
const RADIUS = 92;
const HOLE = 50;

export function pie(spec, title) {
  const total = spec.segments.reduce((sum, { value }) => sum + value, 0) || 1;
  let turned = 0;
  const slices = spec.segments.map(({ label, value }, index) => {
    const from = turned;
    turned += value / total;
    const share = `${label}: ${value} (${Math.round((100 * value) / total)}%)`;
    return h("path", { class: `fill slice series-${index % 8}`, d: ring(from, turned) }, [
      h("title", null, share),
    ]);
  });
  return h(
    "svg",
    { class: "chart-pie", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": title },
    slices,
  );
}

/** A slice of the ring between two turns (0 to 1, clockwise from the top). */
function ring(from, to) {
  // A whole turn would begin where it ends and so draw nothing.
  const end = Math.min(to, from + 0.9999);
  const large = end - from > 0.5 ? 1 : 0;
  return [
    `M${point(from, RADIUS)}`,
    `A${RADIUS} ${RADIUS} 0 ${large} 1 ${point(end, RADIUS)}`,
    `L${point(end, HOLE)}`,
    `A${HOLE} ${HOLE} 0 ${large} 0 ${point(from, HOLE)}Z`,
  ].join("");
}

function point(turn, radius) {
  const angle = turn * 2 * Math.PI;
  return `${(SIZE / 2 + radius * Math.sin(angle)).toFixed(2)} ${(SIZE / 2 - radius * Math.cos(angle)).toFixed(2)}`;
}
