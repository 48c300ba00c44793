"""Server settings of the embedded database, fit to the machine it runs on."""

import os
import shutil
from pathlib import Path

MEGABYTE = 1024 * 1024


def server_settings(folder: Path, *, durable: bool) -> dict[str, str]:
    """Return PostgreSQL's settings for a cluster whose files lie in `folder`.

    A cluster that is not durable survives no power cut: it is for tests only.
    """
    memory = _memory_megabytes()
    return {
        "listen_addresses": "",
        "max_connections": "200",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_duration_statement": "5s",
        # Rows here are small and hot; compiling queries costs more than it saves.
        "jit": "off",
        "random_page_cost": "1.1",
        "effective_cache_size": f"{memory // 2}MB",
        "maintenance_work_mem": f"{_between(64, memory // 16, 1024)}MB",
        "work_mem": f"{_between(8, memory // 256, 64)}MB",
        # Import and review write in bursts: vacuum soon, in small steps, without falling behind.
        "autovacuum_naptime": "15s",
        "autovacuum_vacuum_cost_limit": "2000",
        **(_durable(folder, memory) if durable else _fleeting(memory)),
    }


def _durable(folder: Path, memory: int) -> dict[str, str]:
    wal = _between(1024, _free_megabytes(folder) // 10, 16384)
    return {
        "shared_buffers": f"{_between(128, memory // 4, 8192)}MB",
        "wal_buffers": "64MB",
        # Few checkpoints: each makes the next write of every page carry its full image.
        "max_wal_size": f"{wal}MB",
        "min_wal_size": f"{min(wal // 2, 2048)}MB",
        "checkpoint_timeout": "15min",
        "wal_compression": "pglz",
    }


def _fleeting(memory: int) -> dict[str, str]:
    return {
        "shared_buffers": f"{_between(128, memory // 16, 1024)}MB",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "1h",
    }


def _memory_megabytes() -> int:
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(machine, _container_limit(machine)) // MEGABYTE


def _container_limit(otherwise: int) -> int:
    try:
        return int(Path("/sys/fs/cgroup/memory.max").read_text())
    except (OSError, ValueError):  # no container, or "max"
        return otherwise


def _free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // MEGABYTE


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
