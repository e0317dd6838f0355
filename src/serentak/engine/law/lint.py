"""What the parser cannot see: cites without instrument, silent disputes."""

from collections.abc import Iterator
from datetime import date

from serentak.engine.days import Zone
from serentak.engine.errors import SerentakError
from serentak.engine.law import cite
from serentak.engine.law.basis import Basis
from serentak.engine.law.deadline import deadline
from serentak.engine.law.model import FirstDay, Law, Rule, RuleValue

PROBE = date(2024, 12, 3)


def findings(law: Law) -> Iterator[str]:
    """Every slip in the law data, one sentence each."""
    for rule in law.rules.values():
        yield from _rule(rule, law)
    kinds = {election.kind for election in law.elections.values()}
    for template in law.templates.values():
        yield from _basis(template.id, template.basis, law)
        if template.election_kind not in {"both", *kinds}:
            yield f"{template.id}: jenis pemilihan '{template.election_kind}' tidak dikenal."
    yield from _voting(law, kinds)
    yield from _guarding(law, kinds)
    for election in law.elections.values():
        for stage in election.stages:
            yield from _basis(f"{election.id}/{stage.id}", stage.basis, law)
            if stage.start and stage.end and stage.start > stage.end:
                yield f"{election.id}/{stage.id}: selesai sebelum mulai."


def _voting(law: Law, kinds: set[str]) -> Iterator[str]:
    for check in law.checks.values():
        yield from _basis(check.id, check.basis, law)
    for norm in law.norms.values():
        yield from _basis(norm.id, norm.basis, law)
    for bar in law.bars.values():
        for kind in sorted(kinds - set(bar.articles)):
            yield f"{bar.id}: belum ada pasal untuk {kind}."
        for basis in bar.articles.values():
            yield from _basis(bar.id, basis, law)


def _guarding(law: Law, kinds: set[str]) -> Iterator[str]:
    for indicator in law.indicators.values():
        yield from _basis(indicator.id, indicator.basis, law)
    for pattern in law.patterns.values():
        yield from _basis(pattern.id, pattern.basis, law)
        if pattern.election_kind not in kinds:
            yield f"{pattern.id}: jenis pemilihan '{pattern.election_kind}' tidak dikenal."


def _rule(rule: Rule, law: Law) -> Iterator[str]:
    if rule.body not in law.bodies:
        yield f"{rule.id}: lembaga penerima '{rule.body}' belum ada dalam bodies."
    for value in rule.values:
        yield from _basis(rule.id, value.basis, law)
        if _disputed(value) and not value.basis.open_question:
            yield f"{rule.id}: bacaannya lebih dari satu, tetapi open_question kosong."
        if value.limit is None:
            continue
        try:
            deadline(rule, max(value.basis.since, PROBE), law=law, local=Zone.WITA)
        except SerentakError as slip:
            if "per jam" not in str(slip):
                yield f"{rule.id}: {slip}"


def _disputed(value: RuleValue) -> bool:
    return value.first_day is FirstDay.DISPUTED or bool(value.readings)


def _basis(where: str, basis: Basis, law: Law) -> Iterator[str]:
    if basis.open_question and not basis.open_question_en:
        yield f"{where}: open_question belum punya terjemahan Inggris."
    for part in cite.parts(basis.cite):
        if cite.instrument_of(part, law) is None:
            yield f"{where}: '{part}' tidak menunjuk instrumen mana pun."
