"""What the matcher has learnt from registers whose doubles are known, as this release carries it."""

from importlib import resources

import numpy as np

from serentak.engine.register.match.trees import Forest

FILE = resources.files("serentak") / "weights" / "match.npz"


def forest() -> Forest:
    """The weights of this release."""
    with FILE.open("rb") as file, np.load(file) as kept:
        return Forest(**{name: kept[name] for name in Forest._fields})
