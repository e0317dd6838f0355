"""What is measured of a pair: a column of numbers each, which a classifier can weigh."""

from enum import IntEnum


class Trait(IntEnum):
    """The columns of evidence."""

    WORDS = 0
    EQUAL = 1
    NEAR = 2
    SHORT = 3
    CONFLICT = 4
    EXTRA = 5
    CONFLICTS = 6
    SHORTS = 7
    SLIPS = 8
    SLIP_SHARE = 9
    NAMESAKES = 10
    NAME_DAY = 11
    DATE = 12
    YEARS = 13
    DAY_INFO = 14
    CROSS = 15
    OWN_DATES = 16
    NIK = 17
    NIK_SLIP = 18
    DISTRICT = 19
    SERIAL = 20
    NIK_SHARED = 21
    CARD = 22
    CARD_DAY = 23
    SEX = 24
    MARITAL = 25
    PLACE = 26
    PLACE_INFO = 27
    REGION = 28
    RT = 29
    ADDRESS = 30
    EXPECTED = 31
    EXPECTED_NEAR = 32
    TOLD = 33
    CARD_SIZE = 34
    FAMILY = 35
    RIVAL = 36
    PARTNERS = 37
    CRUDE = 38
    ODD = 39
    LENGTHS = 40
    ENDS = 41
    LETTERS = 42
    MARRIED = 43
    PARTNER = 44
    CUSTOM = 45
    PARTNER_CUSTOM = 46
    PLACE_ODD = 47
    DATE_SLIP = 48
