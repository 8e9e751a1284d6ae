"""Settings of all tests of the Python package."""

from hypothesis import HealthCheck, settings

# Runs are repeatable, and no slow machine makes them fail.
settings.register_profile(
    "tests", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")
