"""How many stations families need at least, and a packing into so many."""

import numpy as np

from serentak.engine.stations.compiled import Whole, fast


@fast
def bins_bound(loads: Whole, cap: int) -> int:
    """Martello and Toth's L2: no packing of these loads under the cap has fewer bins."""
    best = -(-loads.sum() // cap)
    for low in range(cap // 2 + 1):
        big, middle, middle_sum, small_sum = 0, 0, 0, 0
        for load in loads:
            if load > cap - low:
                big += 1
            elif 2 * load > cap:
                middle += 1
                middle_sum += load
            elif load >= low:
                small_sum += load
        spare = middle * cap - middle_sum
        best = max(best, big + middle + max(0, -(-(small_sum - spare) // cap)))
    return best


@fast
def packed(loads: Whole, cap: int, k: int) -> Whole:
    """A bin for each load: bins filled to the brim one after another; -1 where none was left."""
    at = np.full(len(loads), -1, np.int64)
    order = np.argsort(-loads, kind="mergesort")
    for s in range(k):
        rest = order[at[order] < 0]
        if len(rest) == 0:
            break
        for i in _fullest(loads, rest, cap):
            at[i] = s
    return at


@fast
def _fullest(loads: Whole, rest: Whole, cap: int) -> Whole:
    """Items that fill a bin best, large ones first (subset sums, remembering the last item)."""
    last = np.full(cap + 1, -1, np.int64)
    for n in range(len(rest)):
        load = loads[rest[n]]
        for total in range(cap, load - 1, -1):
            if last[total] < 0 and (total == load or last[total - load] >= 0):
                last[total] = n
    total = cap
    while total > 0 and last[total] < 0:
        total -= 1
    chosen = np.empty(len(rest), np.int64)
    found = 0
    while total > 0:
        n = last[total]
        chosen[found] = rest[n]
        found += 1
        total -= loads[rest[n]]
    return chosen[:found]
