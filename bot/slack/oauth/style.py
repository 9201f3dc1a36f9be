"""How the pages look: one sheet, small enough to go along with each."""

import base64
import hashlib

SHEET = """
:root { color-scheme: light dark; --ground: #faf7f5; --card: #fff; --line: #e6ddd8; --text: #221a1f;
  --quiet: #695c64; --side: #3d2233; --on-side: #fff; --focus: #1c5ca8; --mark: #a2401d; }
@media (prefers-color-scheme: dark) { :root { --ground: #1b1418; --card: #261c22; --line: #46353f;
  --text: #f4ecf0; --quiet: #c2b1ba; --side: #f2c9b5; --on-side: #2b1620; --focus: #8fc1ff;
  --mark: #ffb08f; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  grid-template-columns: minmax(0, 1fr); padding: 24px 16px;
  background: var(--ground); color: var(--text);
  font: 17px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 560px; padding: 40px; background: var(--card);
  border: 1px solid var(--line); border-radius: 16px; }
svg { display: block; width: 56px; height: 56px; margin-bottom: 20px; }
h1 { margin: 0 0 12px; font-size: 28px; line-height: 1.2; text-wrap: balance;
  overflow-wrap: anywhere; }
h2 { margin: 28px 0 8px; font-size: 17px; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
ul, ol { margin: 0 0 16px; padding-left: 22px; }
li { margin-bottom: 6px; }
dl { margin: 0 0 24px; display: grid; grid-template-columns: max-content 1fr; gap: 6px 16px; }
dt { font: 15px/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; color: var(--mark); }
dd { margin: 0; }
.button { display: inline-block; margin: 8px 0; padding: 13px 24px; border-radius: 10px;
  background: var(--side); color: var(--on-side); font-weight: 650; text-decoration: none; }
.button:hover { text-decoration: underline; }
.button:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
main > :last-child { margin-bottom: 0; }
.quiet { margin: 16px 0 0; color: var(--quiet); font-size: 15px; }
@media (max-width: 480px) { main { padding: 28px 20px; } dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 10px; } }
"""


def policy() -> str:
    """Return the content security policy: this sheet and nothing else, not even from here."""
    digest = base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
