"""From law/register.yaml to checks, bars and norms: what is asked of a register's rows."""

from dataclasses import replace

from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Basis
from serentak.engine.law.entry import Entry
from serentak.engine.law.model import Bar, Check, Norm, Severity

OURS = "none"  # the cite of a rule that no act sets


def check(e: Entry) -> Check:
    """A question asked of every row."""
    return Check(**e.texts(Check), severity=e.one_of("severity", Severity), basis=_basis(e))


def bar(e: Entry) -> Bar:
    """What keeps somebody from voting; every article is of a kind of election."""
    articles = e.many("articles", _article)
    if not articles:
        raise LawGap(f"{e.where}: belum ada pasal.")
    return Bar(**e.texts(Bar), articles=dict(articles))


def norm(e: Entry) -> Norm:
    """One number or several."""
    numbers = e.get("numbers")
    if not isinstance(numbers, list) or not numbers or any(type(n) is not int for n in numbers):
        raise LawGap(f"{e.where}: 'numbers' harus daftar bilangan bulat, misalnya [17].")
    return Norm(**e.texts(Norm), numbers=tuple(numbers), basis=_basis(e))


def _article(e: Entry) -> tuple[str, Basis]:
    return e.need("election_kind"), e.basis()


def _basis(e: Entry) -> Basis:
    basis = e.basis()
    return replace(basis, cite="") if basis.cite == OURS else basis
