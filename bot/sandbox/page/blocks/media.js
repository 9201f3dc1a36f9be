/** Pictures and films. The page loads nothing from elsewhere, so what lives elsewhere is a link with its description. */
import { h } from "../dom.js";
import { link, textObject, textOf } from "../mrkdwn.js";

/** @param {string} url */
function isOwn(url) {
  if (/^data:image\/(?:png|jpeg|gif|webp);/i.test(url)) return true;
  try {
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** @param {any} element an image element or block @param {string} className */
export function picture(element, className) {
  const url = element.image_url ?? element.slack_file?.url ?? "";
  const alt = element.alt_text ?? "";
  if (isOwn(url) && url) return h("img", { class: className, src: url, alt, loading: "lazy" });
  return h(
    "span",
    { class: `${className} picture-elsewhere`, role: "img", "aria-label": alt, title: url || alt },
    [h("span", { "aria-hidden": "true" }, "🖼️")],
  );
}

export function image(block) {
  const url = block.image_url ?? block.slack_file?.url ?? "";
  const own = url && isOwn(url);
  return h("figure", { class: "figure" }, [
    block.title && h("figcaption", null, textObject(block.title)),
    own
      ? picture(block, "block-image")
      : h("div", { class: "figure-elsewhere" }, [
          h("span", { "aria-hidden": "true" }, "🖼️ "),
          url ? link(url, block.alt_text || "Picture") : block.alt_text || "Picture",
        ]),
  ]);
}

export function video(block) {
  return h("figure", { class: "figure" }, [
    h("figcaption", null, [
      h("span", { "aria-hidden": "true" }, "▶ "),
      link(block.title_url ?? block.video_url, textOf(block.title)),
    ]),
    block.description && h("p", { class: "quiet" }, textObject(block.description)),
    h("p", { class: "quiet" }, [
      block.alt_text,
      block.provider_name && `${block.alt_text ? " · " : ""}${block.provider_name}`,
    ]),
  ]);
}

export function file(block) {
  return h("div", { class: "figure-elsewhere" }, [
    h("span", { "aria-hidden": "true" }, "📄 "),
    `File ${block.external_id ?? ""}`,
  ]);
}
