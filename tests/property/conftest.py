"""Small in everyday runs; SERENTAK_DEEP=1 lets the same properties run long."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("small", max_examples=40, deadline=None, derandomize=True)
settings.register_profile(
    "deep", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("deep" if os.environ.get("SERENTAK_DEEP") else "small")
