import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest

from zhanggui.config import cluster

USER = """
    import sys
    from pathlib import Path
    from zhanggui.config import cluster
    cluster.ensure_running(cluster.Cluster(Path(sys.argv[1]), durable=False))
    print("there", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def installation() -> Iterator[cluster.Cluster]:
    """A cluster of this test alone, in a folder that the server's own user can enter."""
    folder = Path(tempfile.mkdtemp(prefix="zhanggui-cluster-"))
    folder.chmod(0o711)
    own = cluster.Cluster(folder / "database", durable=False)
    yield own
    cluster.stop(own)
    rmtree(folder)


def test_the_last_process_that_leaves_stops_the_cluster(installation: cluster.Cluster) -> None:
    first, second = _user(installation), _user(installation)
    _leave(first)
    assert _answers(installation)
    _leave(second)
    assert not _answers(installation)


def test_a_killed_process_leaves_a_cluster_that_the_next_one_uses_and_stops(
    installation: cluster.Cluster,
) -> None:
    killed = _user(installation)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert _answers(installation)
    _leave(_user(installation))
    assert not _answers(installation)


def test_a_cluster_whose_making_was_cut_short_is_made_anew(installation: cluster.Cluster) -> None:
    half = installation.data.with_suffix(".new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    _leave(_user(installation))
    assert (installation.data / "PG_VERSION").read_text().strip() == "18"
    assert not half.exists()


def test_only_the_house_may_connect(installation: cluster.Cluster) -> None:
    user = _user(installation)
    assert installation.socket_folder.stat().st_mode & 0o077 == 0
    with _link(installation) as link:
        assert link.execute("SHOW listen_addresses").fetchone() == ("",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(installation.socket_folder), user="postgres", dbname="postgres")
    _leave(user)


def _user(installation: cluster.Cluster) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(USER), str(installation.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "there\n"
    return process


def _leave(process: subprocess.Popen[str]) -> None:
    process.communicate("go\n", timeout=60)
    assert process.returncode == 0


def _link(installation: cluster.Cluster) -> psycopg.Connection:
    return psycopg.connect(host=str(installation.socket_folder), user=cluster.ROLE, dbname="postgres")


def _answers(installation: cluster.Cluster) -> bool:
    try:
        _link(installation).close()
    except psycopg.OperationalError:
        return False
    return True
