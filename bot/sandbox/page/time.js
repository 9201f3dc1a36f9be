/** Times as the viewer reads them: in their zone, in one consistent form. */

/** Building a formatter is slow, and every message needs one. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

function format(tz, options) {
  const key = `${tz} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, build(tz, options));
  return formats.get(key);
}

function build(tz, options) {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: tz, ...options });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
  }
}

/** @param {Date} at @param {string} tz */
export const clockTime = (at, tz) => format(tz, { hour: "2-digit", minute: "2-digit" }).format(at);

/** @param {Date} at @param {string} tz */
export const shortDay = (at, tz) =>
  format(tz, { weekday: "short", day: "numeric", month: "short" }).format(at);

/** @param {Date} at @param {string} tz */
export const longDay = (at, tz) => format(tz, { weekday: "long", day: "numeric", month: "long" }).format(at);

/** @param {string} tz */
export const cityOf = (tz) => (tz.split("/").at(-1) ?? tz).replaceAll("_", " ");

/** How long, in words: "1 h 20 min". @param {number} milliseconds */
export function span(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Slack's date tokens, each in the viewer's zone. */
const TOKENS = {
  date_num: (at, tz) => isoDay(at, tz),
  date: (at, tz) => format(tz, { month: "long", day: "numeric", year: "numeric" }).format(at),
  date_short: (at, tz) => format(tz, { month: "short", day: "numeric", year: "numeric" }).format(at),
  date_long: (at, tz) =>
    format(tz, { weekday: "long", month: "long", day: "numeric", year: "numeric" }).format(at),
  time: clockTime,
  time_secs: (at, tz) => format(tz, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at),
  ago: (at, tz, now) => ago(at, now),
};

/**
 * Fills in `<!date^...^{date_short_pretty} at {time}>`.
 * @param {string} pattern @param {Date} at @param {string} tz @param {Date} now
 */
export function dateTokens(pattern, at, tz, now) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    const plain = name.replace(/_pretty$/, "");
    if (!(plain in TOKENS)) return whole;
    return (plain !== name && nearDay(at, tz, now)) || TOKENS[plain](at, tz, now);
  });
}

/** @param {Date} at @param {string} tz */
export function isoDay(at, tz) {
  const parts = format(tz, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function nearDay(at, tz, now) {
  const days = (Date.parse(isoDay(at, tz)) - Date.parse(isoDay(now, tz))) / 86400000;
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

function ago(at, now) {
  const past = now.getTime() - at.getTime();
  return past >= 0 ? `${span(past)} ago` : `in ${span(-past)}`;
}
