"""What a tagged PDF says about itself, for the tests of printed matter."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from page import ValidationProfile, validate_pdf_bytes
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass
class Tagged:
    reader: PdfReader | PdfWriter
    tags: list[tuple[str, DictionaryObject]] = field(default_factory=list)

    @classmethod
    def of(cls, content):
        made = cls(PdfReader(io.BytesIO(content)))
        root = made.reader.trailer["/Root"].get("/StructTreeRoot")
        made.tags = list(_walk(root)) if root is not None else []
        return made

    @property
    def catalogue(self):
        return self.reader.trailer["/Root"]

    def names(self):
        return [name for name, _ in self.tags]

    def heading_levels(self):
        return [int(name[1:]) for name in self.names() if name[:1] == "H" and name[1:].isdigit()]

    def text(self):
        return " ".join(page.extract_text() for page in self.reader.pages).replace("\n", " ")

    def fonts(self):
        for page in self.reader.pages:
            yield from (font.get_object() for font in page["/Resources"].get("/Font", {}).values())


def _walk(node) -> Iterator[tuple[str, DictionaryObject]]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])[1:], node
        if "/K" in node:
            yield from _walk(node["/K"])


def faults(content, language="en"):
    """Return what is missing of PDF/UA-1, as far as a program can tell.

    A checker goes through the standard's rules; what it leaves to people, and what we ask
    beyond them, is looked for here.
    """
    pdf = Tagged.of(content)
    root, found = pdf.catalogue, _broken_rules(content)
    found += [] if root.get("/MarkInfo", {}).get("/Marked") else ["not marked"]
    found += [] if str(root.get("/Lang", "")).startswith(language) else ["no language"]
    found += [] if pdf.reader.metadata.title else ["no title"]
    shows_title = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    found += [] if shows_title else ["the window does not show the title"]
    found += [] if b"pdfuaid:part>1<" in root["/Metadata"].get_data() else ["not PDF/UA-1"]
    found += [
        f"a figure without words: {tag}"
        for name, tag in pdf.tags
        if name == "Figure" and not tag.get("/Alt")
    ]
    levels = [0, *pdf.heading_levels()]
    found += [] if len(levels) > 1 else ["no headings"]
    found += [
        f"from heading {one} to {next_}" for one, next_ in pairwise(levels) if next_ > one + 1
    ]
    found += [f"page {n} is painted in another order than its tags" for n in _disordered(pdf)]
    found += ["a font is not embedded" for font in pdf.fonts() if not _is_embedded(font)]
    return found


def _broken_rules(content):
    report = validate_pdf_bytes(_spaced(content), profile=ValidationProfile.PDF_UA_1)
    return [str(failure) for failure in report.failures]


def _spaced(content):
    """Put a space behind the width of each coloured emoji.

    Typst draws them as letters of a Type 3 font that begin with "2550 0 d0/x0 Do". A slash
    ends the word before it, but the checker reads on, finds no width and takes it for none.
    """
    writer = PdfWriter(clone_from=io.BytesIO(content))
    drawn = [font for font in Tagged(writer).fonts() if font["/Subtype"] == "/Type3"]
    for font in drawn:
        for letter in font["/CharProcs"].values():
            letter.get_object().set_data(letter.get_object().get_data().replace(b"d0/", b"d0 /"))
    if not drawn:
        return content
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _disordered(pdf):
    """Yield the pages on which what is tagged is painted in another order than it is read."""
    read: dict[int, list[int]] = {}
    for page, mark in _marks(pdf.catalogue["/StructTreeRoot"], 0):
        read.setdefault(page, []).append(mark)
    for number, page in enumerate(pdf.reader.pages, 1):
        painted = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
        if [int(mark) for mark in painted] != read.get(page.indirect_reference.idnum, []):
            yield number


def _marks(node, page):
    """Yield page and number of each piece of content in the order in which it is read."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _marks(child, page)
    elif isinstance(node, DictionaryObject):
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if "/MCID" in node:
            yield page, node["/MCID"]
        elif "/K" in node:
            yield from _marks(node["/K"], page)
    else:
        yield page, node


def _is_embedded(font):
    if font["/Subtype"] == "/Type3":
        return True  # Its letters are drawings inside the file: so are coloured emoji.
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner["/FontDescriptor"].get_object()
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))
