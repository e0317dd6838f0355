"""How long the matrix page takes at 17 and at 514 regencies, beside an empty page of the desk."""

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

RUNS = 15
NOW = "2024-10-01T09:00+08:00"


@contextmanager
def desk() -> Iterator[None]:
    """A desk of its own in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="serentak.desk.settings",
            SERENTAK_DATA_DIR=folder,
            SERENTAK_SECRET_KEY="only-for-measuring",
            SERENTAK_DEMO="1",
            SERENTAK_GUEST="1",
            SERENTAK_NOW=NOW,
            DATABASE_URL=f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
        )
        import django

        django.setup()
        logging.getLogger("django.request").setLevel(logging.ERROR)
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        yield


def nation() -> int:
    """Regencies of all other provinces, with the same bodies and duties; how many there are."""
    from serentak.desk.home.loading import generate
    from serentak.desk.obligations.models import Obligation
    from serentak.desk.places.models import Institution, Region
    from serentak.desk.shared.clock import desk_now
    from serentak.engine import store
    from serentak.engine.regions import Level, RegionCode

    pattern = Institution.objects.filter(region_id="74.01").values(
        "kind", "independent", "vertical"
    )
    kinds = list(pattern)
    for code, name in store.provinces():
        if code == "74":
            continue
        zone = str(store.law().zone(code))
        Region.objects.create(code=code, name=name, level=Level.PROVINCE, parent_id="00", zone=zone)
        for below, title in store.regions_of(RegionCode(code)):
            if len(below) != 5:
                continue
            region = Region.objects.create(
                code=below, name=title, level=Level.REGENCY, parent_id=code, zone=zone
            )
            Institution.objects.bulk_create(
                [
                    Institution(
                        code=f"{below}/{kind['kind']}",
                        region=region,
                        name=title,
                        short=title,
                        **kind,
                    )
                    for kind in kinds
                ]
            )
    generate(cause="measuring", at=desk_now(), quiet=True)
    assert Obligation.objects.exists()
    return Region.objects.filter(level=Level.REGENCY).count()


def milliseconds(page: Callable[[], object], before: Callable[[], object]) -> float:
    """The median of several runs, after one to warm up; `before` is done untimed."""
    page()
    taken = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        page()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(name: str, path: str, limit: float | None = None) -> None:
    """Two lines: drawn anew, as the first reader of a minute has it, and drawn before."""
    from django.core.cache import cache

    _line(f"{name}, drawn anew", path, limit, before=cache.clear)
    _line(f"{name}, drawn before", path, limit, before=lambda: None)


def _line(name: str, path: str, limit: float | None, *, before: Callable[[], object]) -> None:
    """Time, ratio to the empty page, queries and size."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    before()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    asked = len(queries)
    assert response.status_code == 200, response.status_code
    page = milliseconds(lambda: client.get(path), before)
    empty = milliseconds(lambda: client.get("/tidak-ada/"), lambda: None)
    aim = f" (aim {limit:.0f} ms)" if limit else ""
    sys.stdout.write(
        f"{name:40s} {page:7.1f} ms{aim}   empty page {empty:5.1f} ms   ratio {page / empty:5.1f}   "
        f"{asked} queries   {len(response.content) / 1024:.0f} KB\n"
    )


def main() -> None:
    """Both sizes, in one run."""
    with desk():
        from django.conf import settings

        from serentak.desk.home import loading
        from serentak.desk.shared.clock import desk_now

        loading.load(simulate=True, accounts=False, say=lambda _: None, at=desk_now())
        measure("matrix, 17 regencies", "/?pemilihan=pilkada-2024")
        start = time.perf_counter()
        count = nation()
        sys.stdout.write(f"loading {count} regencies: {time.perf_counter() - start:.0f} s\n")
        settings.PROVINCE = ""
        measure(f"matrix, {count} regencies", "/?pemilihan=pilkada-2024", limit=150)


if __name__ == "__main__":
    main()
