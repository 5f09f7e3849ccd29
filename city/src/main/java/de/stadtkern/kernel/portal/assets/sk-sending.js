/**
 * Sends what a device keeps, in the order in which it was said, in batches, until the server has stored or refused it.
 * Nothing is deleted here before the server has answered; sending twice is harmless, since every event has its id and
 * every position its time.
 */
const MOST = { event: 100, fix: 500, attachment: 1 };
const FIRST_RETRY = 2_000;
const SLOWEST_RETRY = 60_000;
const LONGEST_ANSWER = 60_000;
/* A clock that is wrong by less is right. */
const CLOCK_TOLERANCE = 5_000;

/** How the sending stands. */
export const SENDING = { DONE: "done", BUSY: "busy", LOST: "lost", FAULT: "fault", SIGN_IN: "sign-in", OTHER: "other" };

/** Times of this device that never run backwards. */
export const clock = {
  started: Date.now() - performance.now(),
  now() {
    return Math.max(Date.now(), Math.round(this.started + performance.now()));
  },
  /** How far the wall clock is ahead of the time that passed: it was set, or the device slept. */
  jump() {
    return Math.round(Date.now() - performance.now() - this.started);
  },
};

class Lost extends Error {}
class Fault extends Error {}
class SignIn extends Error {}
class OtherPerson extends Error {}

export class Sending {
  /**
   * @param root address of the server's part, such as "/en/crew"
   * @param settled called with what is kept of a tour and what the server has stored of it; answers what to keep
   * @param tell called whenever the state changes
   * @param clockNote words for an event whose time was corrected by {0} seconds
   */
  constructor(kept, person, { root, settled, tell, clockNote }) {
    Object.assign(this, { kept, person, root, settled, tell, clockNote });
    this.state = SENDING.DONE;
    this.retry = FIRST_RETRY;
    this.offset = 0;
    addEventListener("online", () => this.wake());
  }

  /** There may be something to send. One tab sends at a time. */
  async wake() {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    do {
      this.again = false;
      await this.alone(() => this.run());
    } while (this.again);
    this.running = false;
  }

  alone(work) {
    return navigator.locks ? navigator.locks.request("stadtkern-sending", work) : work();
  }

  async run() {
    try {
      for (let batch = await this.batch(); batch.length > 0; batch = await this.batch()) {
        this.say(SENDING.BUSY);
        await this.send(batch);
        this.retry = FIRST_RETRY;
      }
      this.say(SENDING.DONE);
    } catch (failure) {
      this.session = null;
      const state = stateOf(failure);
      this.say(state);
      if (state === SENDING.LOST || state === SENDING.FAULT) this.later();
    }
  }

  later() {
    this.timer = setTimeout(() => this.wake(), this.retry);
    this.retry = Math.min(this.retry * 2, SLOWEST_RETRY);
  }

  say(state) {
    this.state = state;
    this.tell();
  }

  /** The oldest items of one kind and one tour that follow each other. */
  async batch() {
    const items = await this.kept.oldest(MOST.fix);
    const [first] = items;
    if (!first) return [];
    const end = items.findIndex((item) => item.type !== first.type || item.tour !== first.tour);
    return items.slice(0, Math.min(end < 0 ? items.length : end, MOST[first.type]));
  }

  async send(items) {
    this.session ??= await this.greet();
    await this.correct(items);
    const answer = await this.post(items);
    if (answer.status === 401 || answer.status === 403) {
      this.session = await this.greet();
      return this.judge(items, await this.post(items));
    }
    return this.judge(items, answer);
  }

  async judge(items, answer) {
    if (answer.ok && !answer.redirected) {
      const { refused } = await answer.json();
      return this.settle(items, new Map(refused.map(({ index, detail }) => [index, detail])));
    }
    if (answer.status === 401 || answer.redirected) throw new SignIn();
    if (answer.status >= 500 || [408, 425, 429].includes(answer.status)) throw new Fault();
    /* One item of many is not acceptable: each by itself shows which. */
    if (items.length > 1) {
      for (const item of items) await this.judge([item], await this.post([item]));
      return undefined;
    }
    const { detail } = await answer.json().catch(() => ({}));
    return this.settle(items, new Map([[0, detail ?? "HTTP " + answer.status]]));
  }

  async settle(items, reasons) {
    const stored = items.filter((item, index) => !reasons.has(index));
    const refused = items.map((item, index) => ({ ...item, reason: reasons.get(index) })).filter(({ reason }) => reason);
    await this.kept.settle(stored, refused, items[0].tour, (kept) => this.settled(kept, stored));
    this.tell();
  }

  /** Whoever is signed in now, and what time it is there. Nothing is sent for anybody else. */
  async greet() {
    const before = Date.now();
    const answer = await this.ask("/session.json", {});
    if (answer.status >= 500) throw new Fault();
    if (!answer.ok || answer.redirected) throw new SignIn();
    const session = await answer.json();
    if (String(session.person) !== this.person) throw new OtherPerson();
    this.offset = session.now - Math.round((before + Date.now()) / 2);
    if (Math.abs(this.offset) <= CLOCK_TOLERANCE) this.offset = 0;
    return session;
  }

  /** Times by a wrong clock are put right once, before the first try, so that a second try says the same. */
  async correct(items) {
    const fresh = items.filter((item) => !item.judged);
    fresh.forEach((item) => {
      item.judged = true;
      const wasRight = item.run === clock.started && Math.abs(this.offset + clock.jump() - item.jump) <= CLOCK_TOLERANCE;
      if (this.offset === 0 || wasRight || item.type === "attachment") return;
      const field = item.type === "fix" ? "time" : "at";
      item.body[field] = new Date(Date.parse(item.body[field]) + this.offset).toISOString();
      if (item.type === "event") {
        const said = this.clockNote.replace("{0}", Math.round(this.offset / 1000));
        item.body.note = [item.body.note, said].filter(Boolean).join(" · ");
      }
    });
    if (this.offset !== 0 && fresh.length > 0) await this.kept.change(fresh);
  }

  post(items) {
    const [{ type, tour, body }] = items;
    const headers = { [this.session.header]: this.session.token };
    const person = "?person=" + this.person;
    if (type === "attachment") {
      headers["Content-Type"] = body.mediaType;
      return this.ask(`/tours/${tour}/attachments/${body.event}${person}`, { method: "POST", headers, body: body.content });
    }
    headers["Content-Type"] = "application/json";
    const json = JSON.stringify(items.map((item) => item.body));
    const path = type === "fix" ? "fixes" : "events";
    return this.ask(`/tours/${tour}/${path}${person}`, { method: "POST", headers, body: json });
  }

  async ask(path, request) {
    const headers = { Accept: "application/json", ...request.headers };
    const signal = AbortSignal.timeout(LONGEST_ANSWER);
    try {
      return await fetch(this.root + path, { ...request, headers, signal, cache: "no-store" });
    } catch {
      throw new Lost();
    }
  }
}

function stateOf(failure) {
  if (failure instanceof SignIn) return SENDING.SIGN_IN;
  if (failure instanceof OtherPerson) return SENDING.OTHER;
  if (failure instanceof Lost) return SENDING.LOST;
  return SENDING.FAULT;
}
