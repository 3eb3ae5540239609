"""Orphans: processes that work for a build which is killed have to end by themselves."""

import os
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """Let this process end as soon as the one that asked for it has; as it is, it would wait for work forever."""
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
