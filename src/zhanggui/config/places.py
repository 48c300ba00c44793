"""Where this installation keeps its files on the machine."""

import os
import sys
import tempfile
from hashlib import blake2s
from pathlib import Path


def home() -> Path:
    """Return this installation's private folder; ZHANGGUI_HOME moves it."""
    if named := os.environ.get("ZHANGGUI_HOME"):
        return Path(named).expanduser().resolve()
    if is_root():
        return Path("/var/lib/zhanggui")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "zhanggui"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "zhanggui"


def runtime_folder(owner: Path) -> Path:
    """Return a short folder for the sockets of what lives in `owner`: a socket's path has 107 bytes."""
    name = "zhanggui-" + blake2s(bytes(owner), digest_size=5).hexdigest()
    if is_root() and Path("/run").is_dir():
        return Path("/run") / name
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.access(runtime, os.W_OK):
        return Path(runtime) / name
    return Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}"


def is_root() -> bool:
    """Answer whether this process runs as the system's administrator."""
    return os.geteuid() == 0


def secret(name: str) -> str:
    """Return the secret kept under `name` in the home folder; the first caller draws it."""
    path = home() / f"{name}.key"
    home().mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=home())  # readable by its owner alone
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(32).hex())
        _publish(Path(draft), path)
    return path.read_text().strip()


def _publish(draft: Path, path: Path) -> None:
    # A hard link appears whole or not at all, and never replaces what another process published first.
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
