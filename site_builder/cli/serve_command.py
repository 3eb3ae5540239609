"""Being written."""
import argparse
DESCRIPTION = ""
def arguments(_p: argparse.ArgumentParser) -> None: ...
def run(_a: argparse.Namespace) -> int: return 3
