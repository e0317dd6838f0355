"""A desk with runs of a made-up register: in force, with pairs to answer, and one that asks what if.

As a program it fills the desk of its environment, for the browser tests.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tests.desk.register.folders import Made, Village, make

OFFICER = "petugas@kpu-sultra.test"
VILLAGES = (
    Village(code="74.12.01.2002", rts=(9, 12, 7, 10, 8, 11, 9, 6, 12, 10, 7, 9, 11, 8)),
    Village(code="74.12.01.2003", rts=(6, 5, 7)),
    Village(code="74.12.01.2004", rts=(25, 25, 25)),  # one station above the bound
    Village(code="74.12.02.2001", rts=(4,)),
    Village(code="74.71.01.1006", rts=tuple(8 + n % 5 for n in range(30))),
)
FINDINGS = (("nik-form", "error", 14), ("nik-sex", "error", 5), ("kk-missing", "warning", 31))


def seed(*, at: datetime) -> Sequence[int]:
    """Two runs in force one after the other, a trial, and a run that waits; the runs' ids."""
    from serentak.desk.accounts import facts  # noqa: PLC0415  Django must be set up first
    from serentak.desk.accounts.models import User  # noqa: PLC0415
    from serentak.desk.places.models import Institution  # noqa: PLC0415
    from serentak.desk.register import actions  # noqa: PLC0415
    from serentak.desk.register.orders import Order  # noqa: PLC0415

    officer = facts.member(User.objects.get(email=OFFICER), at=at)
    found = []
    order = Order(files=("berkas:contoh.csv",), election=Made().election, institution="74/kpu")
    for stage, cap, findings, trial in (
        ("DPS", 120, (*FINDINGS, ("village-unknown", "error", 9)), False),
        ("DPT", 120, FINDINGS, False),
        ("", 80, FINDINGS, True),
    ):
        made = Made(region="74", villages=VILLAGES, cap=cap, findings=findings, pairs=13)
        place = Path(settings.RUNS_DIR) / f"contoh-{stage or cap}"
        make(place, made)
        wanted = replace(order, stage=stage, trial=trial)
        run = actions.record_run(place, order=wanted, by=officer.user, at=at)
        if not trial:
            actions.accept(run, by=officer, at=at)
        found.append(run.pk)
    actions.start(
        order, institution=Institution.objects.get(pk="74/kpu"), form=None, by=officer, at=at
    )
    _guard(found[1], at=at)
    return found


def _guard(run: int, *, at: datetime) -> None:
    """A plan of the guards of a run's stations, one of them at severe risk."""
    from serentak.desk.register.models import Run, Station  # noqa: PLC0415
    from serentak.desk.security import actions  # noqa: PLC0415
    from serentak.engine.pipeline.guarding import Asked, guarded  # noqa: PLC0415

    codes = sorted(Station.objects.filter(run=run).values_list("code", flat=True))
    marks = Path(settings.RUNS_DIR) / "contoh-kerawanan.csv"
    marks.write_text(f"place,indicator,class\n{codes[0]},hatred,\n74.12,moved-voters,\n")
    actions.keep(
        guarded(codes, Asked(election=Made().election, marks=marks)),
        election=Made().election,
        runs=[Run.objects.get(pk=run)],
        job=None,
        by=None,
        at=at,
    )


if __name__ == "__main__":
    import django

    django.setup()
    from serentak.desk.shared.clock import desk_now

    sys.stdout.write(" ".join(map(str, seed(at=desk_now()))) + "\n")
