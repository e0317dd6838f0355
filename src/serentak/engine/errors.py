"""The few errors a person can act on; their text is shown as written, in Indonesian."""


class SerentakError(Exception):
    """Something a person can put right; the message says how."""


class LawGap(SerentakError):
    """The law data cannot answer: a value, a rule or an anchor is missing."""


class BadData(SerentakError):
    """A row or an input cannot be used; says where and why, never the person's content."""


class NotAllowed(SerentakError):
    """This person may not do this act, and why."""
