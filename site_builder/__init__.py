"""site_builder: a static-site generator for curated commentary digests."""

__version__ = "0.1.0"
