"""What the matcher has learnt from registers whose doubles are known, as this release carries it."""

from importlib import resources

import numpy as np

from serentak.engine.register.match.trees import Forest
from serentak.engine.register.match.weighing import Forests

FOLDER = resources.files("serentak") / "weights"
FIRST, SECOND = FOLDER / "first.npz", FOLDER / "second.npz"


def forests() -> Forests:
    """The weights of this release."""
    kept = []
    for one in (FIRST, SECOND):
        with one.open("rb") as file, np.load(file) as arrays:
            kept.append(Forest(**{name: arrays[name] for name in Forest._fields}))
    return Forests(*kept)
