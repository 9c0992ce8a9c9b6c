// The page for keying in paper sheets: chooses the question, saves a sheet, takes it back.

import { ApiError, request } from "./api.js";
import { Keep, SHEETS, tabStorage } from "./keep.js";
import { meta } from "./meta.js";
import { FormFault } from "./sheetkeys.js";
import { focusStop, formOf, placeOf, stopsOf } from "./sheetform.js";
import { SheetView } from "./sheetview.js";
import { totalsForm } from "./sheettotals.js";

/** @typedef {{sheet: {activity: string, round: number, place: string}, mark: string, typed: string, content: any, isTotals: boolean}} Entry */

/** A mark for a sheet without one; nobody will meet it again. @returns {string} */
function madeUpMark() {
  const random = crypto.getRandomValues(new Uint8Array(12));
  return `made-up-${[...random].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The sheets of one room. */
class Sheets {
  constructor() {
    this.root = `${meta("base")}api/rooms/${encodeURIComponent(meta("room"))}/sheets`;
    /** @type {any[]} */
    this.all = [];
    this.at = 0;
    this.isBusy = false;
    this.keep = new Keep(`${SHEETS}${this.root}:`, tabStorage());
    /** @type {Entry[]} what was entered here, the newest last */
    this.entered = this.keep.get("entered") ?? [];
    this.madeUp = madeUpMark();
    this.view = new SheetView({
      choose: (index) => this.turnTo(index),
      change: () => {
        this.view.fail("");
        this.draw();
      },
      save: (replace) => this.save(replace),
      skip: () => this.next("Left out."),
      takeBack: () => this.takeBack(),
    });
  }

  get sheet() {
    return this.all[this.at];
  }

  /** The first question that takes sheets, or the first of all when none does. */
  get first() {
    return Math.max(0, this.all.findIndex(({ why_not: reason }) => !reason));
  }

  async begin() {
    try {
      await this.load();
    } catch (error) {
      this.view.broken(this.told(error));
      return;
    }
    this.view.put(this.all);
    this.view.busy(false);
    this.show(this.first);
  }

  /** Ask for the newest questions: what can be voted on comes with them. */
  async load() {
    this.all = (await request(this.root, "GET")).sheets;
  }

  /** Take another pile. @param {number} index */
  turnTo(index) {
    if (!this.view.isByPerson) this.view.mark.value = "";
    this.open(index);
  }

  /** @param {number} index @param {string} [said] */
  async open(index, said = "") {
    this.at = index;
    this.view.fail("");
    await this.doing(() => this.load());
    this.show(index, said);
  }

  /** @param {number} index @param {string} [said] */
  show(index, said = "") {
    this.at = index;
    this.view.choose(this.all, index);
    this.draw();
    this.view.say(said);
    this.start();
  }

  draw() {
    const { sheet, view } = this;
    if (view.isTotals && !sheet.totals) view.isTotals = false;
    this.form = sheet.why_not ? null : view.isTotals ? totalsForm(sheet.view) : formOf(sheet.view);
    view.draw(sheet, this.form, this.entered);
  }

  /** Put the focus where the next sheet begins. */
  start() {
    const stops = stopsOf(this.view.form);
    const isMarkKnown = this.view.isByPerson && this.view.mark.value && stops.length > 1;
    focusStop(stops[isMarkKnown ? 1 : 0]);
  }

  /** @param {boolean} replace */
  async save(replace) {
    const { form, view } = this;
    if (!form || this.isBusy) return;
    view.fail("");
    const content = this.read();
    if (!content) return;
    const typed = view.mark.value.trim();
    const mark = view.isTotals || !typed ? this.madeUp : typed;
    const body = view.isTotals ? content : { answer: content, replace };
    const done = await this.doing(() => request(this.address(this.sheet), "PUT", { mark, ...body }));
    if (!done) return;
    this.madeUp = madeUpMark();
    const { activity, round, place } = this.sheet;
    this.entered.push({ sheet: { activity, round, place }, mark, typed, content, isTotals: view.isTotals });
    this.keep.set("entered", this.entered);
    this.sheet.answered = done.answered;
    this.next(`Saved: ${view.isTotals ? `${content.people} people` : typed || "a sheet without a mark"}.`);
  }

  /** @returns {any} what the form holds; nothing when that cannot be saved */
  read() {
    const { form, sheet, view } = this;
    if (!form) return null;
    if (form.isEmpty() && (view.isTotals || (sheet.view.kind !== "choice" && !sheet.view.prefill))) {
      view.fail("Nothing is filled in. Press Skip to leave this sheet out.");
      return null;
    }
    try {
      return form.collect();
    } catch (error) {
      if (!(error instanceof FormFault)) throw error;
      view.fail(error.message, error.control);
      return null;
    }
  }

  /** Go to the next sheet of the pile. @param {string} said */
  next(said) {
    if (!this.view.isByPerson || this.view.isTotals) {
      this.view.mark.value = "";
      this.draw();
      this.view.say(said);
      this.start();
      return;
    }
    const later = this.all.findIndex(({ why_not: reason }, index) => index > this.at && !reason);
    if (later >= 0) {
      this.open(later, said);
      return;
    }
    this.view.mark.value = "";
    this.open(this.first, `${said} That was the last sheet of this person. Take the next person.`);
  }

  async takeBack() {
    const last = this.entered.at(-1);
    if (!last || this.isBusy) return;
    this.view.fail("");
    const done = await this.doing(() => request(this.address(last.sheet), "DELETE", { mark: last.mark }).catch(takenBack));
    if (!done) return;
    this.entered.pop();
    this.keep.set("entered", this.entered);
    this.view.isTotals = last.isTotals;
    const place = this.all.findIndex(({ activity, round }) => activity === last.sheet.activity && round === last.sheet.round);
    this.view.mark.value = last.typed;
    await this.open(place, "Taken back. Correct it and save it again, or skip it.");
    if (!last.isTotals) this.form?.show(last.content);
  }

  /** @param {any} sheet */
  address({ activity, round }) {
    return `${this.root}/${encodeURIComponent(activity)}/${round}`;
  }

  /**
   * Do one thing at a time; say what went wrong.
   * @param {() => Promise<any>} work
   */
  async doing(work) {
    this.isBusy = true;
    this.view.busy(true);
    try {
      return await work();
    } catch (error) {
      this.failed(error);
      return null;
    } finally {
      this.isBusy = false;
      this.view.busy(false);
    }
  }

  /** @param {any} error */
  failed(error) {
    const { view, form } = this;
    const isTwice = error instanceof ApiError && error.code === "entered_already";
    const place = error.field === "mark" ? view.mark : form && placeOf(form, error.field);
    view.fail(this.told(error), place ?? undefined, isTwice);
  }

  /** What to say; once the room is closed to this browser, a reload finds nothing of it. @param {any} error */
  told(error) {
    if (error.isGone) this.keep.forget();
    return wordsOf(error);
  }
}

/** A sheet that is out already is what was wanted: the reply got lost, or another tab was first. @param {any} error */
function takenBack(error) {
  if (error.code !== "not_entered") throw error;
  return {};
}

/** @param {any} error @returns {string} */
function wordsOf(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 0) return "Not saved: no connection. What you keyed in is still here; save it again.";
  if (error.status === 401) return "You are signed out. Open the console again, then come back to this page.";
  return error.words;
}

new Sheets().begin();
