"""Three items at once: around three stations in a circle, or on to one with room."""

from serentak.engine.stations.books import move
from serentak.engine.stations.compiled import EPS, Items, Plan, Terms, fast


@fast
def rotate(items: Items, plan: Plan, terms: Terms) -> bool:
    """Make the first chain that gains; whether one was found.

    A chain that gains can be read from a link after which it is ahead all the way.
    """
    k = len(plan.site)
    for i in range(len(plan.at)):
        s = plan.at[i]
        for t in range(k):
            ahead = plan.cost[i, t] - plan.cost[i, s]
            if t != s and ahead < -EPS and _through(items, plan, terms, (i, t), ahead):
                return True
    return False


@fast
def _through(items: Items, plan: Plan, terms: Terms, first: tuple[int, int], ahead: float) -> bool:
    """Item i goes to t, one of t goes on to r, and there is room or one of r comes to s."""
    i, t = first
    s = plan.at[i]
    for b in range(plan.size[t]):
        j = plan.member[t, b]
        if plan.load[t] + items.load[i] - items.load[j] > terms.cap:
            continue
        for r in range(len(plan.site)):
            so_far = ahead + plan.cost[j, r] - plan.cost[j, t]
            if r in (s, t) or so_far >= -EPS:
                continue
            if plan.load[r] + items.load[j] <= terms.cap:
                move(items, plan, i, t)
                move(items, plan, j, r)
                return True
            if _closed(items, plan, terms, (i, j, r), so_far):
                return True
    return False


@fast
def _closed(
    items: Items, plan: Plan, terms: Terms, chain: tuple[int, int, int], so_far: float
) -> bool:
    """Some item of r comes to s and the circle is made."""
    i, j, r = chain
    s, t = plan.at[i], plan.at[j]
    for c in range(plan.size[r]):
        h = plan.member[r, c]
        if so_far + plan.cost[h, s] - plan.cost[h, r] >= -EPS:
            continue
        fits_r = plan.load[r] + items.load[j] - items.load[h] <= terms.cap
        if fits_r and plan.load[s] + items.load[h] - items.load[i] <= terms.cap:
            move(items, plan, i, t)
            move(items, plan, j, r)
            move(items, plan, h, s)
            return True
    return False
