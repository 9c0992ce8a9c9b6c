// Time as this page can trust it: devices sleep, and their clocks are set.

/**
 * A point in time by two clocks: a steady one, which nobody sets but which may stand still
 * while the device sleeps, and the device's own, which goes on but may jump.
 *
 * @typedef {{steady: number, wall: number}} Moment
 */

/** @returns {Moment} */
export function moment() {
  return { steady: performance.now(), wall: Date.now() };
}

/**
 * @param {Moment} then
 * @returns {number} milliseconds since, at most: a sleep counts, and so does a jump either way
 */
export function mostSince(then) {
  const now = moment();
  return Math.max(now.steady - then.steady, Math.abs(now.wall - then.wall));
}

/** The room's clock: the server's time, carried on by the steady clock of this page. */
export class RoomClock {
  constructor() {
    this.offset = 0;
    this.told = Infinity;
  }

  /**
   * A state may be old when it comes, or be looked at again: it never sets the clock back.
   * One from before the newest that came does: the server's own clock was set.
   *
   * @param {number} serverSeconds the time of which a state tells
   */
  set(serverSeconds) {
    const offset = serverSeconds - performance.now() / 1000;
    this.offset = serverSeconds < this.told ? offset : Math.max(this.offset, offset);
    this.told = serverSeconds;
  }

  /** @param {number} serverSeconds @returns {number} seconds from now until then */
  until(serverSeconds) {
    return serverSeconds - (performance.now() / 1000 + this.offset);
  }
}
