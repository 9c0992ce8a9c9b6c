"""The workshop on paper: cards, worksheets, posters and the guide, as tagged PDFs."""

from riskier.export.printing.catalogue import WHAT, printed
from riskier.export.printing.order import Invitation, Order, PrintError
from riskier.export.printing.paper import PAPERS

__all__ = ["PAPERS", "WHAT", "Invitation", "Order", "PrintError", "printed"]
