"""What a signed-in facilitator does beside the console: reports, and sheets from paper."""

import asyncio
from concurrent.futures import Future
from typing import Any

from riskier.server.api import only
from riskier.server.base import ApiError, ApiHandler
from riskier.server.pages import PageHandler
from riskier.server.reports import REPORT_TYPES
from riskier.server.session import facilitated_room

_SHEET_KEYS = {"mark", "answer", "replace"}
_TOTALS_KEYS = {"mark", "people", "counts"}


class DeskHandler(ApiHandler):
    """Base of the API that the console's own pages use.

    They have no key, which is typed into a form once; they have the cookie that the form
    gave. A program gives the key as a bearer token.
    """

    def is_facilitator(self, code: str) -> bool:
        """Say whether the room's key or the cookie of its facilitator comes along."""
        if self.token:
            return super().is_facilitator(code)
        return facilitated_room(self, self.kit.rooms) == self.kit.rooms.get(code).code

    def room_code(self, code: str) -> str:
        """Return the room's code as it is kept, once its facilitator is known to ask."""
        kept = self.kit.rooms.get(code).code
        self.require_facilitator(code)
        return kept


class ReportHandler(DeskHandler):
    """`api/rooms/{code}/report`: how far the report is; begin it."""

    def get(self, code: str) -> None:
        """Answer with the state of the room's report."""
        self.answer(self.kit.reports.find(self.room_code(code)).public())

    def post(self, code: str) -> None:
        """Begin the report; the answer comes at once, the files later."""
        self.answer(self.kit.reports.start(self.room_code(code)).public(), 202)


class ReportFileHandler(DeskHandler):
    """`GET api/rooms/{code}/report/{name}`: one of its files, to be saved."""

    def get(self, code: str, name: str) -> None:
        """Send the file. It is never shown as a page of this server."""
        kept = self.room_code(code)
        content = self.kit.reports.file(kept, name)
        self.set_header("Content-Type", REPORT_TYPES[name])
        saved = f"riskier-{kept}-{name}"
        self.set_header("Content-Disposition", f'attachment; filename="{saved}"')
        self.finish(content)


class SheetsHandler(DeskHandler):
    """`GET api/rooms/{code}/sheets`: what can be keyed in from paper."""

    def get(self, code: str) -> None:
        """Answer with the questions in the order of the printed sheets."""
        kept = self.room_code(code)
        self.answer({"code": kept, "sheets": self.kit.rooms.paper.questions(kept)})


class SheetHandler(DeskHandler):
    """`api/rooms/{code}/sheets/{activity}/{round}`: one sheet, or counted totals."""

    async def put(self, code: str, activity: str, number: str) -> None:
        """Keep a sheet or totals; answer with 200 only once it is on disk."""
        kept, body = self.room_code(code), self.json_body()
        if ("answer" in body) == ("counts" in body):
            message = 'Give either "answer", for a sheet, or "people" and "counts", for totals.'
            raise ApiError(422, "sheet_or_totals", message, "answer")
        only(body, _SHEET_KEYS if "answer" in body else _TOTALS_KEYS)
        done = self._kept(kept, activity, int(number), body)
        await self._entered(kept, activity, int(number), done)

    def _kept(self, code: str, activity: str, number: int, body: dict[str, Any]) -> "Future[int]":
        paper, mark = self.kit.rooms.paper, body.get("mark")
        if "counts" in body:
            people, counts = body.get("people"), body["counts"]
            return paper.enter_totals(
                code, activity, number, mark=mark, people=people, counts=counts
            )
        answer, anew = body["answer"], body.get("replace") is True
        return paper.enter(code, activity, number, mark=mark, answer=answer, replace=anew)

    async def delete(self, code: str, activity: str, number: str) -> None:
        """Take back what was entered under a mark."""
        kept, body = self.room_code(code), self.json_body()
        only(body, {"mark"})
        take_back, mark = self.kit.rooms.paper.take_back, body.get("mark")
        # Beside the loop: every answer to the question is looked at.
        done = await asyncio.to_thread(take_back, kept, activity, int(number), mark=mark)
        await self._entered(kept, activity, int(number), done)

    async def _entered(self, code: str, activity: str, number: int, done: "Future[int]") -> None:
        seq = await asyncio.wrap_future(done)
        answered = self.kit.rooms.paper.answered(code, activity, number)
        self.answer({"seq": seq, "answered": answered})


class SheetsPageHandler(PageHandler):
    """`GET facilitator/sheets`: the page on which sheets are keyed in."""

    def get(self) -> None:
        """Show the page of the room that this browser facilitates, or lead to the sign-in."""
        code = facilitated_room(self, self.kit.rooms)
        if code is None:
            self.redirect(f"{self.kit.base_url}facilitator")
            return
        self.show("sheets.html", code=code)
