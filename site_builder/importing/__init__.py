"""Importing: documents in, Markdown entries and captures out; it never touches the build."""

from site_builder.importing.reading import IMPORTERS
from site_builder.importing.report import ImportReport, Outcome
from site_builder.importing.run import import_documents

__all__ = ["IMPORTERS", "ImportReport", "Outcome", "import_documents"]
