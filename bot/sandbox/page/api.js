/** The calls to the sandbox. Nothing else in the page speaks HTTP. */

/** A refusal, with a sentence for the person. */
export class Refusal extends Error {
  /** @param {string} code @param {string} text @param {number} [status] */
  constructor(code, text, status = 0) {
    super(text);
    this.code = code;
    this.status = status;
  }
}

/** @param {string | null} me @param {string | null} channel */
export async function fetchState(me, channel) {
  const query = new URLSearchParams();
  if (me) query.set("me", me);
  if (channel) query.set("channel", channel);
  return read(await reach(`/sandbox/state?${query}`, { cache: "no-store" }));
}

/** @param {string} call @param {object} body */
export async function post(call, body) {
  const answer = await reach(`/sandbox/${call}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(answer);
}

async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch {
    throw new Refusal("unreachable", "The sandbox does not answer. Is it still running?");
  }
}

async function read(answer) {
  const text = await answer.text();
  const body = parse(text);
  if (answer.ok) return body ?? {};
  throw new Refusal(
    body?.error ?? `http_${answer.status}`,
    body?.text ?? `The sandbox refused (${answer.status}).`,
    answer.status,
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
