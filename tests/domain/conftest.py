"""How hard the property tests look."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "domain",
    deadline=None,  # a walk through weeks takes as long as it takes
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],  # shared machines are slow at times
)
settings.load_profile("domain")
