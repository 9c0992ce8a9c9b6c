"""What a notebook calls. A notebook is a page; everything that decides is here."""

from riskier.pages.desk import console
from riskier.pages.errors import PageError
from riskier.pages.projector import screen
from riskier.pages.stages import StagePage, stage

__all__ = ["PageError", "StagePage", "console", "screen", "stage"]
