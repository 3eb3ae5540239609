"""Inputs: whatever can hold documents, opened until nothing but documents is left; only `gathering` touches files."""
