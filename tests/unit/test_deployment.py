"""Teams go to the gravest stations first, from their own posts, and what is missing is told."""

from dataclasses import replace

import numpy as np
import pytest

from serentak.engine.law.guards import Risk
from serentak.engine.security.balance import Balance, balances, proof, shortest_first
from serentak.engine.security.deployment import Deployment, Scene
from serentak.engine.security.duty import Watch, tasks
from serentak.engine.security.orders import papers
from serentak.engine.security.posts import Strength
from tests.unit.posted import VOTING, WISH, deployed, post, scene, village

LOW, HIGH, SEVERE = Risk.LOW, Risk.HIGH, Risk.SEVERE
WATCHES = [Watch("Malam", -6, 6, 50), Watch("Pemungutan", 6, 14, 100)]


def only(found: list[Balance]) -> Balance:
    (one,) = found
    return one


def from_posts(plan: Deployment) -> list[int | None]:
    return [leg.post for leg in plan.legs]


def test_one_team_serves_quiet_stations_of_several_villages() -> None:
    plan = deployed(scene([0, 10, 20], {0: [LOW] * 2, 1: [LOW] * 2, 2: [LOW]}, [post(0)]))

    assert len(plan.legs) == 1
    assert plan.legs[0].team.longest <= 30
    assert plan.sent.value == pytest.approx(plan.sent.bound)


def test_stations_at_risk_have_teams_of_their_own_village() -> None:
    plan = deployed(scene([0, 10], {0: [HIGH], 1: [HIGH, SEVERE]}, [post(0)]))

    assert sorted(leg.team.stations for leg in plan.legs) == [(0,), (1,), (2,)]


def test_the_gravest_are_guarded_first_when_officers_are_few() -> None:
    few = scene([0, 50], {0: [LOW], 1: [SEVERE]}, [post(0)], strength={"a": Strength(own=3)})

    found = only(balances(few, deployed(few), WISH))

    assert found.unguarded == (f"{village(0)}-001",)
    assert (found.officers, found.needed, found.reported, found.more) == (4, 5, 3, 2)
    assert found.missing == 2


def test_a_unit_that_reported_nothing_is_not_said_to_lack_any() -> None:
    unknown = scene([0], {0: [LOW]}, [post(0)])

    found = only(balances(unknown, deployed(unknown), WISH))

    assert (found.reported, found.more, found.missing) == (None, None, 0)


def test_posts_that_know_their_officers_speak_for_their_unit() -> None:
    known = scene([0, 1], {0: [LOW], 1: [SEVERE]}, [post(0, 5), post(1, 6)])

    assert only(balances(known, deployed(known), WISH)).reported == 11


def borders(*, posts_of_a: int) -> Scene:
    """A unit with too few officers beside one with enough."""
    return scene(
        [0, 20],
        {0: [SEVERE, SEVERE], 1: [LOW]},
        [post(0, posts_of_a, "a"), post(1, 20, "b")],
        units={1: "b"},
    )


def test_nobody_leaves_their_jurisdiction_unless_asked() -> None:
    few = borders(posts_of_a=3)

    alone = deployed(few)
    helped = deployed(few, replace(WISH, across=True))

    assert from_posts(alone).count(None) == 1
    assert from_posts(helped) == [0, 1, 1]
    assert [one.helped for one in balances(few, helped, WISH)] == [2, 0]


def test_help_is_asked_for_only_where_the_own_do_not_suffice() -> None:
    plan = deployed(borders(posts_of_a=5), replace(WISH, across=True))

    assert from_posts(plan) == [0, 0, 1]


def test_the_army_goes_only_where_no_police_does_and_only_if_it_said_how_many_it_has() -> None:
    posts = [post(0, 3), post(0, 2, "army", army=True)]
    silent = [post(0, 3), post(0, None, "army", army=True)]

    helped = deployed(scene([0], {0: [SEVERE, SEVERE]}, posts), replace(WISH, reserve=0))
    alone = deployed(scene([0], {0: [SEVERE, SEVERE]}, silent), replace(WISH, reserve=0))

    assert from_posts(helped) == [0, 1]
    assert from_posts(alone) == [0, None]


def test_the_army_may_help_beyond_its_own_district_when_asked() -> None:
    posts = [post(0, 2), post(1, 9, "other", army=True)]
    few = scene([0, 5], {0: [SEVERE, SEVERE]}, posts)

    assert from_posts(deployed(few, replace(WISH, reserve=0))) == [0, None]
    assert from_posts(deployed(few, replace(WISH, reserve=0, across=True))) == [0, 1]


def test_the_certificate_says_what_was_reached_and_what_cannot_be_beaten() -> None:
    told = proof(deployed(borders(posts_of_a=3)), WISH)

    assert (told["teams"], told["teams_bound"], told["sent"], told["missing"]) == (3, 3, 2, 1)
    assert told["gap_percent"] == 0.0
    assert set(told["classes"]) == {"low", "severe"}
    assert "wilayah hukumnya" in told["words"][3]
    assert (
        "membantu" in proof(deployed(borders(posts_of_a=3)), replace(WISH, across=True))["words"][3]
    )


def test_who_lacks_most_stands_first_and_who_said_nothing_before_who_has_enough() -> None:
    of = scene(
        [0, 500, 1000],
        {0: [LOW], 1: [LOW], 2: [SEVERE]},
        [post(0), post(1, unit="b"), post(2, unit="c")],
        units={1: "b", 2: "c"},
        strength={"a": Strength(own=99), "c": Strength(own=1)},
    )

    assert [one.unit for one in shortest_first(balances(of, deployed(of), WISH))] == ["c", "b", "a"]


def test_a_team_leaves_early_enough_and_who_is_awake_is_told() -> None:
    of = scene([0, 50], {1: [SEVERE]}, [post(0)])

    (task,) = tasks(of, deployed(of), WATCHES, (VOTING, 2))

    assert f"{task.arrives:%d/%m %H.%M}" == "26/11 18.00"
    assert f"{task.leaves:%d/%m %H.%M}" == "26/11 17.00"
    assert (task.minutes, task.linmas, task.number) == (50, 2, 1)
    assert task.watches == (
        "Malam 26/11 18.00–27/11 06.00: 1 dari 2",
        "Pemungutan 27/11 06.00–27/11 14.00: 2 dari 2",
    )


def test_each_post_has_its_own_order_and_what_nobody_does_has_none() -> None:
    of = borders(posts_of_a=3)
    found = list(tasks(of, deployed(of), WATCHES, (VOTING, 2)))

    made = dict(papers(found, str, "Pilkada 2024", VOTING))

    assert found[-1].post == ""
    assert found[-1].leaves is None
    assert sorted(made) == ["a-polsek a 0", "b-polsek b 1"]
    sheet = made["a-polsek a 0"]
    assert sheet.title == "polsek a 0: 1 regu, 2 petugas"
    assert sheet.sections[1].grid
    assert sheet.sections[1].grid.rows[0][5] == f"{village(0)} 001"


def test_stations_are_told_village_by_village() -> None:
    of = scene([0, 5], {0: [LOW, LOW], 1: [LOW]}, [post(0)])
    found = list(tasks(of, deployed(of), WATCHES, (VOTING, 2)))

    (_, sheet), *_ = papers(found, str, "Pilkada 2024", VOTING)

    assert sheet.sections[1].grid
    (line,) = sheet.sections[1].grid.rows
    assert line[5] == f"{village(0)} 001, 002; {village(1)} 001"


def test_shuffled_posts_and_stations_give_the_same_plan() -> None:
    posts = [post(0, 4), post(1, 4), post(2, 4)]
    of = scene([0, 7, 15], {0: [LOW, HIGH], 1: [LOW, SEVERE], 2: [LOW]}, posts)
    turned = replace(of, posts=tuple(reversed(posts)))

    def told(one: Scene) -> list[tuple[tuple[int, ...], str]]:
        return [
            (leg.team.stations, one.posts[leg.post].name if leg.post is not None else "")
            for leg in deployed(one).legs
        ]

    assert told(of) == told(turned)


def test_villages_see_officers_of_few_posts() -> None:
    posts = [post(n, 2) for n in range(4)]
    of = scene([0, 1, 2, 3], {0: [SEVERE] * 4}, posts)

    plan = deployed(of, replace(WISH, reserve=0))

    assert len({leg.post for leg in plan.legs} - {None}) == 2
    assert from_posts(plan).count(None) == 2
    assert np.isclose(plan.sent.value, plan.sent.bound)
