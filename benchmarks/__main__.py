"""Puts the newest figures of all benchmarks into `benchmarks/README.md`: `python -m benchmarks`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import RESULTS

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- figures -->\n", "<!-- end of figures -->\n"
_VERDICTS = {None: "", True: "met", False: "**missed**"}


def main() -> None:
    """Rewrite the part of the README that lies between its marks."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    table = "".join(f"{line}\n" for line in _lines())
    README.write_text(f"{before}{_BEGIN}{table}{_END}{after}", encoding="utf-8")


def _lines() -> Iterator[str]:
    for path in sorted(RESULTS.glob("*.json")):
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        yield f"\n### {found['benchmark']}\n"
        yield f"{found['date']}, {found['machine']}, Python {found['python']}.\n"
        yield "| what | figure | aim | |"
        yield "|---|---|---|---|"
        for figure in found["figures"]:
            value = f"{figure['value']:,.4g} {figure['unit']}".strip()
            yield f"| {figure['what']} | {value} | {figure['aim']} | {_VERDICTS[figure['met']]} |"
    yield ""


if __name__ == "__main__":
    main()
