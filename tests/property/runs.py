"""How a digest is edited at random: so many examples of twenty steps each."""

from hypothesis import HealthCheck, settings


def runs_of(examples: int, *, derandomize: bool = True) -> settings:
    """Return the settings of `examples` runs; derandomized, they are the same each time."""
    return settings(
        max_examples=examples,
        stateful_step_count=20,
        suppress_health_check=list(HealthCheck),
        derandomize=derandomize,
        database=None,
        print_blob=True,
    )
