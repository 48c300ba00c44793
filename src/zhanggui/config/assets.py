"""Takes from the fetched npm packages the few files that pages and papers need.

`python -m zhanggui.config.assets [FOLDER]` copies them from FOLDER (`node_modules` unless said) into
git-ignored folders of the source tree, from where they are served and packed into the wheel.
"""

import gzip
import shutil
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent
VENDOR = HOUSE / "foundation" / "static" / "vendor"
FONTS = HOUSE / "fulfilment" / "fonts"

FILES = {
    "@alpinejs/csp/dist/cdn.min.js": VENDOR / "alpine.min.js",
    "@tabler/core/dist/css/tabler.min.css": VENDOR / "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": VENDOR / "tabler.min.js",
    "@tabler/icons/tabler-nodes-outline.json": VENDOR / "tabler-nodes-outline.json",
    "echarts/dist/echarts.min.js": VENDOR / "echarts.min.js",
    "htmx.org/dist/htmx.min.js": VENDOR / "htmx.min.js",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": FONTS / "NotoSansSC_400Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": FONTS / "NotoSansSC_700Bold.ttf",
    # Whose work it is, and under which licence we pass it on.
    "@tabler/icons/LICENSE": VENDOR / "tabler-icons.LICENSE",
    "echarts/LICENSE": VENDOR / "echarts.LICENSE",
    "echarts/NOTICE": VENDOR / "echarts.NOTICE",
    "htmx.org/LICENSE": VENDOR / "htmx.LICENSE",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": FONTS / "NotoSansSC.LICENSE",
}


def collect(packages: Path) -> None:
    """Fill the vendor and font folders from the fetched packages. Raises FileNotFoundError."""
    for source, target in FILES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, target)
    for file in VENDOR.iterdir():
        if file.suffix in {".css", ".js"}:
            _compress(file)


def _compress(file: Path) -> None:
    # Browsers get the small twin; its bytes depend on the content alone.
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    collect(Path(sys.argv[1] if len(sys.argv) > 1 else "node_modules"))
