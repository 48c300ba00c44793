"""Who owns the embedded database's files: we ourselves, or, for root, a system user of its own.

PostgreSQL refuses to run as root. The files then belong to the system user `zhanggui`; folders on the way to
them are never opened to others, so everything that user needs lies in the installation's system folder.
"""

import functools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhanggui.config import places

NAME = "zhanggui"


class Unreachable(RuntimeError):
    """The database's system user cannot come into the folder that it shall own."""


@dataclass(frozen=True)
class SystemUser:
    """The user that runs the server; `switch` says that it is not ourselves."""

    name: str
    uid: int
    gid: int
    switch: bool

    @property
    def admitted(self) -> tuple[str, ...]:
        """Names of the system users that may connect."""
        return ("root", self.name) if self.switch else (self.name,)

    @property
    def process_options(self) -> dict[str, Any]:
        """Arguments for `subprocess.run` that make this user the child's."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def reachable(self, folder: Path, *, copies: Path) -> Path:
        """Return `folder`, or its copy below `copies` when it lies where this user cannot come."""
        if not self.switch or _can_enter(self, folder / "bin"):
            return folder
        if not _can_enter(self, copies):
            raise Unreachable(f"the user {self.name} cannot enter {copies}: let ZHANGGUI_HOME name an open folder")
        return _copy(folder, copies / "programs" / _fingerprint(folder))


@functools.cache
def database_owner() -> SystemUser:
    """Return the user that owns and runs the embedded database; as root it is created when missing."""
    if not places.is_root():
        own = pwd.getpwuid(os.geteuid())
        return SystemUser(own.pw_name, own.pw_uid, own.pw_gid, switch=False)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
            check=True,
        )
        entry = pwd.getpwnam(NAME)
    return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


@functools.cache
def _can_enter(user: SystemUser, folder: Path) -> bool:
    probe = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
    return subprocess.run(probe, check=False, capture_output=True, cwd="/", **user.process_options).returncode == 0


def _copy(folder: Path, target: Path) -> Path:
    if not target.is_dir():
        draft = target.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(folder, draft / folder.name)
        # The programs find their libraries relative to themselves, two folders up.
        libraries = folder.parent.with_name(folder.parent.name + ".libs")
        shutil.copytree(libraries, target.parent / libraries.name, dirs_exist_ok=True)
        draft.rename(target)
    return target / folder.name


def _fingerprint(folder: Path) -> str:
    return f"{int((folder / 'bin' / 'postgres').stat().st_mtime)}"
