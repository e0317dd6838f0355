"""Building a run as background work: the engine in a child process, then its counts recorded."""

import shutil
from pathlib import Path

from django.conf import settings

from serentak.desk.jobs.kinds import Ticket
from serentak.desk.places.models import Institution
from serentak.desk.register import actions, files, folder, reviews, runner, words
from serentak.desk.register.models import Run
from serentak.desk.register.orders import Order
from serentak.desk.shared.clock import desk_now
from serentak.engine.errors import BadData, SerentakError

LISTS = {"deaths": "daftar kematian", "roster": "daftar TNI dan Polri", "revoked": "daftar putusan"}


def build(ticket: Ticket) -> None:
    """Build the run unless an earlier try already did, then record it."""
    order = Order.of(ticket.arguments)
    place = settings.RUNS_DIR / f"putaran-{ticket.job.pk}"
    if not (place / folder.REPORT).is_file():
        _built(order, place, ticket)
    ticket.tell(words.LAST_STEP, 0.0)
    actions.record_run(place, order=order, job=ticket.job, by=ticket.job.by, at=desk_now())


def _answers(order: Order) -> Path | None:
    """What officers answered in the body's newest run that is no trial."""
    before = Run.objects.filter(
        institution=order.institution, election=order.election, trial=False
    ).first()
    file = actions.place_of(before) / reviews.FILE if before else None
    return file if file and file.is_file() else None


def _built(order: Order, place: Path, ticket: Ticket) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    asked = runner.Asked(
        files=list(files.paths(order.files)),
        election=order.election,
        region=Institution.objects.get(pk=order.institution).region_id,
        out=place,
        cap=order.cap,
        compact=order.compact,
        answers=_answers(order),
        lists=dict(zip(order.lists, files.paths(list(order.lists.values())), strict=True)),
    )
    try:
        runner.run(settings.REGISTER_COMMAND, asked, tell=ticket.tell)
    except SerentakError as slip:
        shutil.rmtree(place, ignore_errors=True)
        if isinstance(slip, BadData):
            raise BadData(files.as_sent(str(slip), _sent(order))) from slip
        raise


def _sent(order: Order) -> dict[str, str]:
    """What an officer calls the files of an order, and where they are."""
    uploads = {f"unggahan ke-{n}": place for n, place in enumerate(order.files, start=1)}
    return uploads | {LISTS[name]: place for name, place in order.lists.items()}
