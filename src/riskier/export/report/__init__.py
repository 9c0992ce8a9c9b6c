"""The report of a workshop: a web page, a PDF, a workbook, tables, charts, the room."""

from riskier.export.report.make import Files, Made, aggregates_of, files_of, made
from riskier.export.report.snapshot import Snapshot

__all__ = ["Files", "Made", "Snapshot", "aggregates_of", "files_of", "made"]
