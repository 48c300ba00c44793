"""Remove every address from an npm lock file: `python strip_addresses.py package-lock.json`."""

import json
import sys
from pathlib import Path

file = Path(sys.argv[1])
lock = json.loads(file.read_text())
for package in lock["packages"].values():
    for key in ("funding", "resolved"):
        package.pop(key, None)
file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
