/** Times as the viewer reads them: in their zone, in one consistent form. */

/** Building a formatter is slow, and every message needs one. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** What the page itself says is English. */
const OWN = "en-GB";

function format(tz, options, language = OWN) {
  const key = `${language} ${tz} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, build(tz, options, language));
  return formats.get(key);
}

function build(tz, options, language) {
  try {
    return new Intl.DateTimeFormat(language, { timeZone: tz, ...options });
  } catch {
    return new Intl.DateTimeFormat(OWN, { timeZone: "UTC", ...options });
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

const DATES = {
  date: { month: "long", day: "numeric", year: "numeric" },
  date_short: { month: "short", day: "numeric", year: "numeric" },
  date_long: { weekday: "long", month: "long", day: "numeric", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/**
 * Fills in `<!date^...^{date_short_pretty} at {time}>`, as Slack does: in the reader's zone and language.
 * @param {string} pattern @param {Date} at @param {{tz: string, locale: string}} reader @param {Date} now
 */
export function dateTokens(pattern, at, { tz, locale }, now) {
  const language = locale.startsWith("en") ? OWN : locale;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "date_num") return isoDay(at, tz);
    if (name === "ago") return ago(at, now);
    const plain = name.replace(/_pretty$/, "");
    if (!(plain in DATES)) return whole;
    return (plain !== name && nearDay(at, tz, now, language)) || format(tz, DATES[plain], language).format(at);
  });
}

/** @param {Date} at @param {string} tz */
export function isoDay(at, tz) {
  const parts = format(tz, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function nearDay(at, tz, now, language) {
  const days = (Date.parse(isoDay(at, tz)) - Date.parse(isoDay(now, tz))) / 86400000;
  return Math.abs(days) <= 1 && new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day");
}

function ago(at, now) {
  const past = now.getTime() - at.getTime();
  return past >= 0 ? `${span(past)} ago` : `in ${span(-past)}`;
}
