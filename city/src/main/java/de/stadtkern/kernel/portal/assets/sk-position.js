/**
 * Where the device is, as seldom as a proof allows: while something is done to the street at least every 5 seconds or
 * 50 metres, on the way every 15 seconds or 200 metres, and every 30 seconds while it stands, since a gap of more than
 * 60 seconds proves nothing.
 */
const WORKING = { seconds: 5, metres: 50 };
const ON_THE_WAY = { seconds: 15, metres: 200 };
const STANDING_SECONDS = 30;
const STANDING_METRES = 10;
/* A position that may be wrong by more is none. */
const WORST_ACCURACY = 100;
const METRES_PER_DEGREE = 111_195;

export const GPS = { OFF: "off", ON: "on", REFUSED: "refused", WAITING: "waiting", VAGUE: "vague" };

function distance(a, b) {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(b.lat - a.lat, east) * METRES_PER_DEGREE;
}

export class Positions {
  /** @param keep called with each fix that is worth keeping; tell when the state changes */
  constructor(keep, tell) {
    Object.assign(this, { keep, tell, state: GPS.OFF, mode: "" });
  }

  start() {
    if (this.watch !== undefined || !navigator.geolocation) return;
    this.say(GPS.WAITING);
    this.watch = navigator.geolocation.watchPosition(
      (position) => this.hear(position),
      ({ code, PERMISSION_DENIED }) => this.say(code === PERMISSION_DENIED ? GPS.REFUSED : GPS.WAITING),
      { enableHighAccuracy: true, maximumAge: 0 },
    );
  }

  stop() {
    if (this.watch === undefined) return;
    navigator.geolocation.clearWatch(this.watch);
    this.watch = undefined;
    this.last = undefined;
    this.say(GPS.OFF);
  }

  say(state) {
    this.state = state;
    this.tell();
  }

  hear({ coords, timestamp }) {
    if (coords.accuracy > WORST_ACCURACY) return this.say(GPS.VAGUE);
    const now = Date.now();
    const at = Math.min(now, timestamp);
    const fix = { age: now - at, lon: coords.longitude, lat: coords.latitude, mode: this.mode || null };
    fix.speedKmh = coords.speed === null ? null : Math.min(300, coords.speed * 3.6);
    fix.headingDegrees = Number.isFinite(coords.heading) ? coords.heading : null;
    if (this.isWorth(fix, at)) {
      this.last = { ...fix, at };
      this.keep(fix);
    }
    return this.say(GPS.ON);
  }

  isWorth(fix, at) {
    if (!this.last || this.last.mode !== fix.mode) return true;
    const metres = distance(this.last, fix);
    const seconds = (at - this.last.at) / 1000;
    const { seconds: longest, metres: farthest } = fix.mode === "TRANSPORT" ? ON_THE_WAY : WORKING;
    return metres >= farthest || seconds >= (metres < STANDING_METRES ? STANDING_SECONDS : longest);
  }
}

/** Keeps the screen on while it is wanted; the browser lets go of it whenever the page is hidden. */
export class Awake {
  constructor() {
    document.addEventListener("visibilitychange", () => this.hold(this.wanted));
  }

  async hold(wanted) {
    this.wanted = wanted;
    if (!wanted) {
      await this.lock?.release();
      this.lock = null;
    } else if (!document.hidden && (!this.lock || this.lock.released)) {
      this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
    }
  }
}
