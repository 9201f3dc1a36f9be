/**
 * A tiny virtual DOM: pages are described with h() and patch() changes only what differs.
 *
 * It exists so that a refresh never disturbs the person: focus, typed text, scroll and open menus live in nodes that are
 * kept. It also means that data can only ever become text and attributes, never markup.
 *
 * @typedef {object} Element A described element.
 * @property {string} tag
 * @property {string | number | undefined} key
 * @property {Record<string, any>} props
 * @property {(Element | string)[]} children
 * @typedef {Element | string | number | null | undefined | false | true} Child
 */

const SVG = "http://www.w3.org/2000/svg";
const SPECIAL = new Set(["key", "live", "style", "onmount", "onremove"]);

/** What each real node was last described as. @type {WeakMap<Node, Element | string>} */
const described = new WeakMap();

/**
 * Describes an element.
 *
 * Besides attributes, `props` may hold `on...` handlers, `key`, `style` (an object), `live` (properties such as `value` that
 * are set whenever they differ), `onmount` (once, when the node is in the page) and `onremove`.
 *
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {Element}
 */
export function h(tag, props, ...children) {
  const given = props ?? {};
  return { tag, key: given.key, props: given, children: children.flat(Infinity).map(settle) };
}

/** An absent child keeps its place as an empty text, so that its siblings stay the same nodes. */
function settle(child) {
  if (child === null || child === undefined || child === false || child === true) return "";
  return typeof child === "object" ? child : String(child);
}

/**
 * Makes the children of a node match a description.
 * @param {globalThis.Element} parent
 * @param {Child | Child[]} children
 */
export function patch(parent, children) {
  const mounted = [];
  reconcile(parent, [children].flat(Infinity).map(settle), mounted);
  for (const [node, props] of mounted) props.onmount(node);
}

function reconcile(parent, next, mounted) {
  const pick = matcher(parent);
  const nodes = next.map((child) => pick(child));
  const kept = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) drop(node);
  let cursor = parent.firstChild;
  next.forEach((child, index) => {
    const node = nodes[index] ?? create(child, parent, mounted);
    if (nodes[index]) update(node, child, mounted);
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  });
}

/** Finds the existing node for a description: by key, else by position among those without one. */
function matcher(parent) {
  const keyed = new Map();
  const loose = [];
  for (const node of parent.childNodes) {
    const key = described.get(node)?.key;
    if (key === undefined) loose.push(node);
    else keyed.set(key, node);
  }
  let position = 0;
  return (child) => {
    const node = child.key === undefined ? loose[position++] : keyed.get(child.key);
    if (child.key !== undefined) keyed.delete(child.key);
    return node && sameKind(described.get(node), child) ? node : undefined;
  };
}

function sameKind(before, now) {
  return typeof before === typeof now && before !== undefined && before.tag === now.tag;
}

function create(child, parent, mounted) {
  if (typeof child === "string") {
    const text = document.createTextNode(child);
    described.set(text, child);
    return text;
  }
  const inSvg = child.tag === "svg" || (parent.namespaceURI === SVG && parent.tagName !== "foreignObject");
  const node = inSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  described.set(node, child);
  reconcile(node, child.children, mounted);
  setProps(node, {}, child.props);
  if (child.props.onmount) mounted.push([node, child.props]);
  return node;
}

function update(node, child, mounted) {
  const before = described.get(node);
  if (before === child) return;
  described.set(node, child);
  if (typeof child === "string") {
    node.data = child;
    return;
  }
  reconcile(node, child.children, mounted);
  setProps(node, before.props, child.props);
}

function setProps(node, before, now) {
  for (const name of Object.keys(before)) if (!(name in now)) setProp(node, name, null);
  for (const [name, value] of Object.entries(now)) if (value !== before[name]) setProp(node, name, value);
  for (const [name, value] of Object.entries(now.style ?? {})) node.style.setProperty(name, value);
  for (const [name, value] of Object.entries(now.live ?? {})) if (node[name] !== value) node[name] = value;
}

function setProp(node, name, value) {
  if (SPECIAL.has(name)) return;
  if (name.startsWith("on")) node[name] = value;
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

function drop(node) {
  forget(node);
  node.remove();
}

function forget(node) {
  const was = described.get(node);
  if (typeof was === "object") was.props.onremove?.(node);
  for (const child of node.childNodes) forget(child);
}
