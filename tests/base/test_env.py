"""A value that cannot be right stops the start with one line."""

import pytest

from base.env import BadSetting, Environment


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "postgresql://host:port/x"),
        ("DATABASE_URL", "postgresql://host"),
        ("REDIS_URL", "http://x"),
        ("REDIS_URL", "redis://"),
    ],
)
def test_a_wrong_address_is_named(tmp_path, name, value):
    env = Environment({name: value})
    with pytest.raises(BadSetting) as stopped:
        if name == "DATABASE_URL":
            env.database(name, tmp_path / "x")
        else:
            env.url(name, ("redis", "rediss"))
    assert str(stopped.value).startswith(f"{name}: ")
    assert "\n" not in str(stopped.value)


def test_a_flag_is_yes_or_no():
    assert Environment({"DEMO": "1"}).flag("DEMO")
    assert not Environment({}).flag("DEMO")
    with pytest.raises(BadSetting):
        Environment({"DEMO": "maybe"}).flag("DEMO")


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("hush\n")
    assert Environment({"KEY_FILE": str(tmp_path / "key")}).text("KEY") == "hush"
    with pytest.raises(BadSetting):
        Environment({"KEY_FILE": str(tmp_path / "key"), "KEY": "both"}).text("KEY")
    with pytest.raises(BadSetting):
        Environment({"KEY_FILE": str(tmp_path / "none")}).text("KEY")


def test_postgres_is_read_from_its_address(tmp_path):
    database = Environment({"DATABASE_URL": "postgresql://me:p%40ss@db:5433/market"}).database("DATABASE_URL", tmp_path)
    assert (database["USER"], database["PASSWORD"], database["HOST"], database["PORT"], database["NAME"]) == (
        "me",
        "p@ss",
        "db",
        "5433",
        "market",
    )
