"""How often neighbourhoods must be split whatever is done: bounds that need no plan."""

import numpy as np

from serentak.engine.stations.compiled import Reals, Whole, fast

FUNCTIONS = 12  # dual feasible functions tried


@fast
def splits_bound(loads: Whole, cap: int, k: int) -> int:
    """Pieces beyond one for each neighbourhood that no plan of k stations can avoid."""
    forced = 0
    for load in loads:
        forced += max(0, -(-load // cap) - 1)
    small = loads[loads <= cap]
    found = forced + _unpackable(small, cap, k)
    if found < k - 1 and not _separable(loads, cap, k):
        found = k - 1
    return found


@fast
def _unpackable(loads: Whole, cap: int, k: int) -> int:
    """How many neighbourhoods at least cannot lie whole in k bins."""
    most = 0
    for t in range(1, FUNCTIONS):
        share = np.empty(len(loads))
        for n in range(len(loads)):
            scaled = (t + 1) * loads[n]
            share[n] = loads[n] / cap if scaled % cap == 0 else (scaled // cap) / t
        most = max(most, _too_many(share, k))
    for low in loads:
        if 2 * low <= cap:
            share = loads / cap
            share[loads < low] = 0.0
            share[loads > cap - low] = 1.0
            most = max(most, _too_many(share, k))
    return most


@fast
def _too_many(share: Reals, k: int) -> int:
    """How many of the largest must go before the rest fits into k bins."""
    total = share.sum()
    gone = 0
    for part in np.sort(share)[::-1]:
        if total <= k + 1e-9:
            break
        total -= part
        gone += 1
    return gone


@fast
def _separable(loads: Whole, cap: int, k: int) -> bool:
    """Whether some stations could hold some neighbourhoods whole and the others the rest.

    If none can, stations and neighbourhoods hang together in every plan, by k - 1 splits or more.
    """
    total = loads.sum()
    reached = np.zeros(total + 1, np.bool_)
    reached[0] = True
    for load in loads:
        for s in range(total, load - 1, -1):
            if reached[s - load]:
                reached[s] = True
    for b in range(1, k):
        for s in range(max(0, total - (k - b) * cap), min(total, b * cap) + 1):
            if reached[s]:
                return True
    return False
