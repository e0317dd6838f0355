"""`serentak demo, serve, work, load, regenerate, account, audit`: what an office runs."""

import argparse
import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from serentak.cli import show
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode

DEMO_ADDRESS = ("127.0.0.1", 8000)
DEMO_PEOPLE = 275_000  # a tenth of the province
DEMO_NOW = "2024-10-01T09:00+08:00"


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the office's commands."""
    trial = rooms.add_parser("demo", help="Siapkan, isi dan jalankan peragaan di 127.0.0.1:8000.")
    trial.add_argument("--without-simulation", action="store_true", help="Hanya data nyata.")
    trial.add_argument(
        "--people", type=int, default=DEMO_PEOPLE, metavar="N", help="Penduduk tiruan; 0: tanpa."
    )
    trial.add_argument(
        "--port", type=int, default=DEMO_ADDRESS[1], metavar="N", help="Bila 8000 sudah dipakai."
    )
    trial.set_defaults(run=demo)
    _worker_command(rooms)
    serve = rooms.add_parser("serve", help="Jalankan meja.")
    serve.add_argument("--host", default=DEMO_ADDRESS[0])
    serve.add_argument("--port", type=int, default=DEMO_ADDRESS[1])
    serve.set_defaults(run=run_server)
    fill = rooms.add_parser("load", help="Muat wilayah, lembaga, kewajiban dan bukti terbit.")
    fill.add_argument("--simulate", action="store_true", help="Tambahkan bukti simulasi berlabel.")
    fill.set_defaults(run=load)
    again = rooms.add_parser("regenerate", help="Susun ulang kewajiban; cetak yang bergeser.")
    again.add_argument("--cause", required=True, help="Sebabnya, misalnya nomor keputusan.")
    again.set_defaults(run=regenerate)
    account = rooms.add_parser("account", help="Buat akun pertama (administrator).")
    account.add_argument("--email", required=True)
    account.add_argument("--label", required=True)
    account.add_argument("--institution", required=True, metavar="KODE")
    account.set_defaults(run=first_account)
    audit = rooms.add_parser("audit", help="Jejak audit.")
    verify = audit.add_subparsers(dest="command", required=True, metavar="PERINTAH").add_parser(
        "verify", help="Periksa rantai jejak audit."
    )
    verify.set_defaults(run=verify_audit)


def _worker_command(rooms: "argparse._SubParsersAction[Any]") -> None:
    worker = rooms.add_parser("work", help="Kerjakan pekerjaan latar, satu per satu.")
    worker.add_argument("--once", action="store_true", help="Berhenti setelah antrean kosong.")
    worker.add_argument("--beside", type=int, metavar="PID", help="Berhenti bersama proses ini.")
    worker.set_defaults(run=work)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serentak.desk.settings")
    import django  # noqa: PLC0415  only the office's commands need the web side
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        django.setup()
    except ImproperlyConfigured as missing:
        raise BadData(str(missing)) from None
    from django.conf import settings  # noqa: PLC0415

    for folder in (settings.DATA_DIR, settings.EVIDENCE_DIR, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)


def demo(options: argparse.Namespace) -> None:
    """Everything a newcomer needs, in one go."""
    _must_be_free(DEMO_ADDRESS[0], options.port)
    folder = _demo_folder()
    _as_demo(folder, secret=_own_secret(folder))
    _django()
    from django.conf import settings  # noqa: PLC0415

    from serentak.desk.home import loading, people, practice  # noqa: PLC0415

    _say("Menyiapkan basis data …")
    _migrate()
    loading.load(simulate=not options.without_simulation, accounts=True, say=_say, at=_now())
    if options.people and not options.without_simulation:
        home, at = RegionCode(settings.PROVINCE), _now()
        practice.guard(practice.fill(home, people=options.people, say=_say, at=at), at=at)
    _say("")
    _say(f"Buka  http://{DEMO_ADDRESS[0]}:{options.port}/")
    _say(f"Akun peragaan (sandi: {people.DEMO_PASSWORD}):")
    for email, label in people.demo_accounts():
        _say(f"  {email.ljust(34)} {label}")
    _say("Berhenti dengan Ctrl+C.")
    _serve(DEMO_ADDRESS[0], options.port)


def _must_be_free(host: str, port: int) -> None:
    """Raises BadData where another program listens; the filling of a demo takes minutes."""
    try:
        socket.create_server((host, port)).close()
    except OSError as slip:
        if slip.errno == errno.EADDRINUSE:
            raise BadData(
                f"Alamat {host}:{port} sedang dipakai program lain. Hentikan program itu, atau pilih "
                f"port lain: --port {port + 1} (make demo PORT={port + 1})."
            ) from None


def _demo_folder() -> Path:
    return Path(os.environ.get("SERENTAK_DATA_DIR") or Path.cwd() / "var" / "demo")


def _as_demo(folder: Path, *, secret: str) -> None:
    """The demo's settings, where the environment says nothing else."""
    os.environ.setdefault("SERENTAK_DATA_DIR", str(folder))
    os.environ.setdefault("SERENTAK_DEMO", "1")
    os.environ.setdefault("SERENTAK_GUEST", "1")
    os.environ.setdefault("SERENTAK_REGISTER_DIR", str(folder / "register" / "files"))
    os.environ.setdefault("SERENTAK_NOW", DEMO_NOW)
    os.environ.setdefault("SERENTAK_SECRET_KEY", secret)


def _office() -> None:
    """The desk the environment names, else the demo made in this folder."""
    folder = _demo_folder()
    named = "SERENTAK_SECRET_KEY" in os.environ or "DATABASE_URL" in os.environ
    if not named and (folder / "secret").is_file():
        sys.stderr.write(f"Memakai peragaan di {folder}.\n")
        _as_demo(folder, secret=_own_secret(folder))
    _django()


def _own_secret(folder: Path) -> str:
    """A secret of this demo's own, made once and kept beside its data."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _now() -> datetime:
    from serentak.desk.shared.clock import desk_now  # noqa: PLC0415

    return desk_now()


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)


def _collect() -> None:
    """Hashed names and compressed copies of the style sheets, fonts and scripts."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False)


def _serve(host: str, port: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from waitress import serve  # noqa: PLC0415

    from serentak.desk.wsgi import application  # noqa: PLC0415

    behind = settings.SECURE_PROXY_SSL_HEADER is not None
    trusted = {"trusted_proxy": "*", "trusted_proxy_headers": _FROM_PROXY} if behind else {}
    with _worker():
        serve(application, host=host, port=port, threads=4, ident="serentak", **trusted)


_FROM_PROXY = {"x-forwarded-for", "x-forwarded-proto"}


def run_server(options: argparse.Namespace) -> None:
    """Serve what is loaded, settings from the environment."""
    _must_be_free(options.host, options.port)
    _django()
    from serentak.desk.home import loading  # noqa: PLC0415

    _migrate()
    _collect()
    loading.refresh(at=_now())
    _serve(options.host, options.port)


@contextmanager
def _worker() -> Iterator[None]:
    """A worker beside the web server, gone when the server goes."""
    beside = ["--beside", str(os.getpid())]
    command = [sys.executable, "-m", "serentak.cli.main", "work", *beside]
    with subprocess.Popen(command) as worker:  # noqa: S603  our own command
        try:
            yield
        finally:
            worker.terminate()


def work(options: argparse.Namespace) -> None:
    """Take jobs from the table; told to stop, leave the one in hand for the next worker."""
    _django()
    from serentak.desk.jobs import worker  # noqa: PLC0415

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if options.once:
        _say(f"Pekerjaan yang dikerjakan: {worker.until_empty()}.")
        return
    worker.forever(wanted=lambda: options.beside in (None, os.getppid()))


def load(options: argparse.Namespace) -> None:
    """Load without serving."""
    _office()
    from serentak.desk.home import loading  # noqa: PLC0415

    _migrate()
    loading.load(simulate=options.simulate, accounts=False, say=_say, at=_now())


def regenerate(options: argparse.Namespace) -> None:
    """Bring every duty in line with the law data and print the change order."""
    _office()
    from serentak.desk.home import loading  # noqa: PLC0415

    table = loading.regenerate(cause=options.cause, at=_now())
    columns = {"what": "Apa", "key": "Kewajiban", "before": "Semula", "after": "Menjadi"}
    show.rows(table, columns, "table")


def first_account(options: argparse.Namespace) -> None:
    """An administrator with a one-time password, printed once."""
    _office()
    from serentak.desk.accounts import actions  # noqa: PLC0415

    password = actions.first_administrator(
        email=options.email, label=options.label, institution=options.institution, at=_now()
    )
    _say(f"Akun {options.email} dibuat. Sandi sekali pakai: {password}")


def verify_audit(_options: argparse.Namespace) -> None:
    """Say that the chain is whole, or where it breaks (exit code 2)."""
    _office()
    from serentak.desk.audit.actions import flaws  # noqa: PLC0415
    from serentak.desk.audit.models import Line  # noqa: PLC0415

    found = list(flaws())
    if found:
        raise BadData("Jejak audit rusak. " + " ".join(found))
    _say(f"Jejak audit utuh: {Line.objects.count()} baris.")
