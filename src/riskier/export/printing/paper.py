"""From a template and what it says to a tagged PDF (PDF/UA-1).

What a document says reaches Typst as JSON and is used as strings only, so that nothing in
a pack or a room is ever taken for markup.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from riskier.export.printing.order import Print, PrintError

Paper = Literal["a4", "us-letter"]
PAPERS: Mapping[str, str] = {"a4": "A4", "us-letter": "US Letter"}
_TEMPLATES = Path(__file__).parents[1]
_NO_FONT = "could not be displayed"


def typeset(document: Print, paper: str) -> bytes:
    """Return a document as PDF on a paper of `PAPERS`.

    Typst refuses to write a file that breaks PDF/UA-1 in a way that it can see: missing
    title, missing text for a picture, a heading level left out.

    Raises:
        PrintError: The words do not fit, or no font here has one of their characters.

    """
    language, _, region = document.language.partition("-")
    given = {
        "title": document.title,
        "language": language,
        "region": region or None,
        "paper": paper,
        **document.content,
    }
    inputs = {"given": json.dumps(given, ensure_ascii=False)}
    try:
        return _with_own_fonts(document.template, inputs)
    except typst.TypstError as error:
        raise PrintError(_words(document, error)) from error


def _with_own_fonts(template: Path, inputs: dict[str, str]) -> bytes:
    """Typeset with the fonts inside Typst, and with those of the machine where they fall short."""
    try:
        return _compiled(template, inputs, own_fonts_only=True)
    except typst.TypstError as error:
        if _NO_FONT not in error.message:
            raise
        return _compiled(template, inputs, own_fonts_only=False)


def _compiled(template: Path, inputs: dict[str, str], *, own_fonts_only: bool) -> bytes:
    made: Any = typst.compile(
        template,
        root=_TEMPLATES,
        ignore_system_fonts=own_fonts_only,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
    )
    return bytes(made)


def _words(document: Print, error: typst.TypstError) -> str:
    if _NO_FONT in error.message:
        return (
            f"{document.title}: {error.message.removeprefix('PDF/UA-1 error: ')}, and no font on "
            "this machine has it. Install a font for that script (such as Noto) and print again."
        )
    return f"{document.title}: {error.message.removeprefix('assertion failed: ')}"
