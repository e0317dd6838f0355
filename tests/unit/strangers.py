"""Invented people in a table that is no population register, and some of them again with slips."""

Row = dict[str, str | None]
COLUMNS = ("given", "family", "street", "born", "phone")
GIVEN = ("emma", "lachlan", "jasmine", "caitlin", "harrison", "georgia", "nicholas", "tahlia")
FAMILY = ("clarke", "webb", "nguyen", "matthews", "reid", "campbell", "white", "dixon", "green")


def people(count: int = 80) -> list[Row]:
    """Invented people, no two of them alike."""
    return [
        {
            "id": f"p{n:03d}",
            "given": GIVEN[n % 8],
            "family": FAMILY[n * 5 % 9],
            "street": f"{n * 37 % 89} {FAMILY[n * 2 % 9]} street",
            "born": f"19{30 + n * 7 % 60}{1 + n % 12:02d}{1 + n * 11 % 28:02d}",
            "phone": str(10_000_019 * (n + 3) % 89_999_999 + 10_000_000),
        }
        for n in range(count)
    ]


def again(one: Row, number: str, /, **changes: str | None) -> Row:
    """The same person once more, but for the changes."""
    return {**one, "id": number, **changes}


def doubled() -> list[Row]:
    """Eighty people, of whom some stand there twice or three times with slips of several kinds."""
    rows = people()
    return [
        *rows,
        again(rows[1], "q001", street=None, phone=None),
        again(rows[2], "q002", given=rows[2]["family"], family=rows[2]["given"]),
        again(rows[3], "q003", family="mathews", born=None),
        again(rows[4], "q004", street="somewhere else"),
        again(rows[5], "q005", phone="99999999"),
        again(rows[5], "q006", given="caitlyn", street=None),
    ]


TWICE = {
    *(("p001", "q001"), ("p002", "q002"), ("p003", "q003"), ("p004", "q004")),
    *(("p005", "q005"), ("p005", "q006")),
}
