from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhanggui.config import places


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path / "house"))
    return tmp_path / "house"


def test_a_secret_is_drawn_once_and_read_by_its_owner_alone(home: Path) -> None:
    first = places.secret("data")
    assert places.secret("data") == first
    assert len(bytes.fromhex(first)) == 32
    assert (home / "data.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["data.key"]


def test_secrets_differ(home: Path) -> None:
    assert places.secret("data") != places.secret("session")


def test_processes_that_start_together_agree_on_a_secret(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _turn: places.secret("data"), range(8)))) == 1


def test_a_socket_has_a_short_path_however_deep_the_home_lies() -> None:
    folder = places.runtime_folder(Path("/" + "deep/" * 40))
    assert len(str(folder / ".s.PGSQL.5432")) < 107
