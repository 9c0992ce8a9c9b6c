"""What is to be printed, and how a print can fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riskier.pack import Pack
from riskier.pack.agenda import RunSheet

Json = dict[str, Any]
View = Mapping[str, Any]


class PrintError(Exception):
    """Something cannot be printed; the message says what to do."""


@dataclass(frozen=True)
class Invitation:
    """How people join a room."""

    code: str
    address: str
    topic: str


@dataclass(frozen=True)
class Order:
    """What every print knows.

    Attributes:
        pack: The content.
        run_sheet: The run sheet that worksheets are for.
        only_used: Print only the cards that the run sheet uses, not every card.
        views: How a room asks its activities, by id and round; else as the pack asks them.
        invitation: The room that the join poster leads to.

    """

    pack: Pack
    run_sheet: RunSheet = "90"
    only_used: bool = False
    views: Mapping[tuple[str, int], View] = field(default_factory=dict)
    invitation: Invitation | None = None

    def asked(self, activity: str, number: int) -> View:
        """Return how an activity is asked in a round."""
        asked = self.views.get((activity, number))
        return self.pack.view(activity, number, self.run_sheet) if asked is None else asked


@dataclass(frozen=True)
class Print:
    """One document: a template and what it says.

    Attributes:
        name: The file's name, without paper and ending.
        template: The Typst file, inside `riskier/export`.
        title: The document's title.
        content: What the template reads, besides title and language.
        language: The language of the words, as in a pack.

    """

    name: str
    template: Path
    title: str
    content: Json = field(default_factory=dict)
    language: str = "en"


HERE = Path(__file__).parent
