"""How two dates and how two numbers stand to each other."""

from serentak.engine.register.match.digits import apart, misread, shifted, unsure_order
from serentak.engine.register.match.machine import compiled

# How two dates agree, from nothing to equal.
OTHER_DATE, SAME_YEAR, NO_DATE, DATE_PART, DATE_DIGIT, DATE_SWAPPED, SAME_DATE = range(7)
EQUAL, MISREAD = 4, 2  # of number_slip


@compiled
def date_case(a: int, b: int) -> int:
    """How two dates agree."""
    if a == 0 or b == 0:
        return NO_DATE
    if unsure_order(a) == unsure_order(b):
        return SAME_DATE if a == b else DATE_SWAPPED
    places, turned = apart(a, b)
    if places == 1 or turned:
        return DATE_DIGIT
    year, month, day = (
        a // 10_000 == b // 10_000,
        a // 100 % 100 == b // 100 % 100,
        a % 100 == b % 100,
    )
    if year + month + day == 2:
        return DATE_PART
    return SAME_YEAR if year else OTHER_DATE


@compiled
def number_slip(a: int, b: int) -> int:
    """4 equal, 3 neighbours exchanged or a digit lost, 2 misread, 1 one other digit, 0 others, -1 unknown."""
    if a == 0 or b == 0:
        return -1
    if a == b:
        return 4
    places, turned = apart(a, b)
    if turned or (places > 3 and shifted(a, b)):
        return 3
    if places <= 2 and misread(a, b):
        return 2
    return 1 if places == 1 else 0
