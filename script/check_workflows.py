"""Put the workflows of the guides before action-validator, which knows GitHub's schema of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.pages import blocks  # noqa: E402 - the folder above has to be found first

VALIDATOR = "node_modules/@action-validator/cli/cli.mjs"


def main() -> int:
    """Return 1 if a workflow of a guide is refused, or there is none."""
    found = 0
    for page in sorted((ROOT / "docs/how-to").glob("*.md")):
        for block in blocks(page):
            if not block.body.startswith("on:"):
                continue
            found += 1
            file = ROOT / "build/check" / f"workflow-{page.stem}-{block.line}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.body, encoding="utf-8")
            done = subprocess.run(["node", VALIDATOR, file], cwd=ROOT, check=False)
            if done.returncode:
                print(f"{page.relative_to(ROOT)}:{block.line}: this workflow is refused, see above")
                return 1
    print(f"{found} workflows are as GitHub's schema has them")
    return int(not found)


if __name__ == "__main__":
    sys.exit(main())
