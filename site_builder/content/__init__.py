"""What the files of `content/` say: bytes to records, with every fault as a diagnostic at its place."""
