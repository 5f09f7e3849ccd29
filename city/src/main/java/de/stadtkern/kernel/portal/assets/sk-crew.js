/**
 * <sk-crew person="7" root="/crew" shell="/crew/offline" topic="dispatch" texts="{…}">: the crew's page in the cab. The forms in it
 * work without; with it everything is kept on the device first and sent as the network allows (sk-kept.js,
 * sk-sending.js). Without connection the same element shows what is kept of the owner of the device; at the address of
 * a QR code, the stop that has it. Its parts carry data-sk, what depends on the state carries data-when.
 */
const version = new URL(import.meta.url).search;
const [{ Kept, owner, isFull, keepPage }, { Sending, SENDING, clock }, { Positions, Awake, GPS }, { photo, Voice }, { flags, apply, progress, features }] =
  await Promise.all(["kept", "sending", "position", "evidence", "round"].map((part) => import(`./sk-${part}.js${version}`)));

const MILLIS_TO_UNDO = 10_000;
const MILLIS_BETWEEN_READS = 5_000;
const MILLIS_BETWEEN_SENDS = 15_000;
const MOST_REFUSED_SHOWN = 20;
const LOOK = "stadtkern-look";
const HERE = "/crew";

const language = document.documentElement.lang.slice(0, 2);
const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const hour = new Intl.DateTimeFormat(language, { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });

function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
  return seconds < 120 ? relative.format(-seconds, "second") : relative.format(-Math.floor(seconds / 60), "minute");
}

class StadtkernCrew extends HTMLElement {
  async connectedCallback() {
    if (this.texts || !isSecureContext) return;
    this.texts = JSON.parse(this.getAttribute("texts"));
    this.root = this.getAttribute("root");
    this.person = this.getAttribute("person") || owner();
    this.tourId = Number(/\/tours\/(\d+)$/.exec(location.pathname)?.[1]) || null;
    this.chosen = Number(new URLSearchParams(location.search).get("stop")) || null;
    this.lookAsWanted();
    if (!this.person) return this.part("nobody")?.removeAttribute("hidden");
    this.kept = await Kept.open(this.person);
    if (!location.pathname.startsWith(this.root)) await this.findScanned();
    this.lastAt = Math.max(0, ...(await this.kept.marks()).map(({ body }) => Date.parse(body.at)));
    this.makeParts();
    this.listen();
    const tour = this.tourId && (await this.kept.tour(this.tourId));
    this.restore(tour ?? {});
    await this.render();
    this.ready = true;
    await this.read();
    this.sending.wake();
    keepPage(this.getAttribute("shell"), (kept) => {
      this.opensOffline = kept;
      this.bar();
    });
    return undefined;
  }

  /** The stop whose QR code has opened this address, that of a tour under way before others. */
  async findScanned() {
    const page = location.pathname.slice(this.root.length - HERE.length);
    const tours = (await this.kept.tours()).map(({ tour }) => tour).filter(({ stops }) => stops.some((stop) => stop.page === page));
    const tour = tours.find(({ state }) => state === "RUNNING" || state === "PAUSED") ?? tours[0];
    this.tourId = tour?.id ?? null;
    this.chosen = tour?.stops.find((stop) => stop.page === page).number ?? null;
    this.part("unknown")?.toggleAttribute("hidden", Boolean(tour));
  }

  part(name) {
    return this.querySelector(`[data-sk="${name}"]`);
  }

  write(name, text) {
    const part = this.part(name);
    if (part && part.textContent !== text) part.textContent = text;
  }

  text(key, ...values) {
    return values.reduce((text, value, index) => text.replace(`{${index}}`, value), this.texts[key]);
  }

  makeParts() {
    this.sending = new Sending(this.kept, this.person, {
      root: this.root,
      clockNote: this.texts["clock.note"],
      settled: (kept, stored) => ({ ...kept, tour: stored.filter(({ type }) => type === "event").reduce((tour, { body }) => apply(tour, body), kept.tour) }),
      tell: () => this.bar(),
    });
    this.positions = new Positions((fix) => this.keepFix(fix), () => this.bar());
    this.awake = new Awake();
    this.querySelectorAll("[data-sk=switches], [data-sk=bar], [data-sk=voice]").forEach((one) => (one.hidden = false));
    this.part("voice")?.toggleAttribute("hidden", !Voice.isPossible());
  }

  listen() {
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("change", (event) => this.switched(event));
    document.body.addEventListener("sk:" + this.getAttribute("topic"), () => this.readSoon());
    addEventListener("online", () => this.readSoon());
    addEventListener("offline", () => this.bar());
    addEventListener("beforeunload", (event) => this.kept.unkept.length > 0 && event.preventDefault());
    setInterval(() => document.hidden || this.bar(), 10_000);
  }

  /* ---- what the person does ---- */

  /** What the tour cannot be kept of goes by the plain form. */
  async submitted(event) {
    if (!this.tour) return undefined;
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form, event.submitter);
    const kind = data.get("kind");
    const note = data.getAll("note").map((one) => one.trim()).filter(Boolean).join(" · ") || null;
    const file = data.get("photo");
    const evidence = file?.size > 0 ? [await photo(file)] : [];
    if (this.spoken && kind === "PROBLEM") evidence.push(this.spoken);
    if (kind === "PROBLEM" && !note && evidence.length === 0) return this.announce(this.texts["problem.empty"]);
    const stop = Number(data.get("stop")) || null;
    const found = data.has("level") ? { level: Number(data.get("level")), damaged: data.has("damaged"), litter: data.has("litter") } : null;
    await this.record(kind, { found, stop: /^(STOP|PROBLEM)/.test(kind) ? stop : null, note, amount: data.get("amount") ? Number(data.get("amount")) : null, evidence });
    form.reset();
    form.closest("details")?.removeAttribute("open");
    this.spoken = null;
    this.write("spoken", "");
    return undefined;
  }

  /** Keeps an event, and what shows it; sends it when it can. The time is now unless it is given. */
  async record(kind, { stop = null, note = null, amount = null, found = null, evidence = [], at = clock.now() } = {}) {
    this.forgetUndo(); // until this event is kept: the one before is not what a tap means now
    this.lastAt = Math.max(at, this.lastAt + 1);
    const id = crypto.randomUUID();
    const event = { id, at: new Date(this.lastAt).toISOString(), kind, stop, note, amount, found };
    const attached = evidence.map((one) => this.item("attachment", { event: id, ...one }));
    await this.kept.add([{ ...this.item("event", event), mark: 1 }, ...attached]);
    this.chosen = null;
    this.undoable = ["STOP_DONE", "STOP_LEFT"].includes(kind) ? stop : null;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.forgetUndo(), MILLIS_TO_UNDO);
    await this.render();
    this.announce(this.text("said." + kind, this.nameOf(stop)));
    this.obey();
    if (kind === "START") navigator.storage?.persist?.();
    this.sending.wake();
  }

  /** Keeps a position: of so many milliseconds ago, or of the time that is given. */
  async keepFix({ age = 0, time = clock.now() - age, ...rest }) {
    const fix = { speedKmh: null, headingDegrees: null, mode: null, ...rest, time: new Date(time).toISOString() };
    await this.kept.add([this.item("fix", fix)]);
    this.here = fix;
    this.hereAt = time;
    this.drawMap();
    this.sendingSoon ??= setTimeout(() => {
      this.sendingSoon = null;
      this.sending.wake();
    }, MILLIS_BETWEEN_SENDS);
  }

  item(type, body) {
    return { type, tour: this.tourId, body, kept: Date.now(), run: clock.started, jump: clock.jump() };
  }

  forgetUndo() {
    this.undoable = null;
    this.part("undo").hidden = true;
  }

  clicked(event) {
    const link = event.target.closest("a[data-stop]");
    if (link) {
      event.preventDefault();
      this.chosen = Number(link.dataset.stop);
      this.render().then(() => this.part("next").focus());
    }
    const act = event.target.closest("[data-do]")?.dataset.do;
    if (act === "undo" && this.undoable) this.record("STOP_OPEN", { stop: this.undoable });
    if (act === "send") this.readSoon();
    if (act === "speak") this.speak();
    if (act === "retry") this.kept.retry().then(() => this.sending.wake());
  }

  async speak() {
    if (this.voice) return this.voice.end();
    this.voice = new Voice();
    this.write("speak", this.texts["voice.end"]);
    const ended = (spoken) => {
      this.voice = null;
      this.spoken = spoken ?? null;
      this.write("speak", this.texts["voice.begin"]);
      this.write("spoken", this.texts[spoken ? "voice.kept" : "voice.refused"]);
    };
    return this.voice.begin(ended).catch(() => ended());
  }

  switched({ target }) {
    if (target.name === "look") {
      localStorage.setItem(LOOK, target.value);
      this.lookAsWanted();
    } else if (["gps", "awake", "mode"].includes(target.name)) {
      this.wanted[target.name] = target.type === "checkbox" ? target.checked : target.value;
      const wanted = { ...this.wanted };
      this.kept.changeTour(this.tourId, (kept) => ({ ...kept, wanted }));
      this.obey();
    }
  }

  restore({ wanted = { gps: false, awake: false, mode: "" } }) {
    this.wanted = wanted;
    for (const input of this.querySelectorAll("[data-sk=switches] [name]")) {
      if (input.name === "look") input.value = localStorage.getItem(LOOK) ?? "system";
      else if (input.type === "checkbox") input.checked = wanted[input.name];
      else input.value = wanted.mode;
    }
  }

  /** Nothing is recorded and nothing kept awake unless the tour runs and the person wants it. */
  obey() {
    const running = this.tour?.state === "RUNNING";
    this.positions.mode = this.wanted.mode;
    if (running && this.wanted.gps) this.positions.start();
    else this.positions.stop();
    this.awake.hold(running && this.wanted.awake);
    this.bar();
  }

  lookAsWanted() {
    const look = localStorage.getItem(LOOK);
    const root = document.documentElement;
    if (look && look !== "system") root.dataset.kernTheme = look;
    else delete root.dataset.kernTheme;
    const map = this.querySelector("sk-map");
    if (map?.map) map.draw();
  }

  /* ---- what the server says ---- */

  readSoon() {
    this.reading ??= setTimeout(async () => {
      this.reading = null;
      await this.read();
      this.sending.wake();
    }, Math.max(0, MILLIS_BETWEEN_READS - (Date.now() - (this.readAt ?? 0))));
  }

  async read() {
    this.readAt = Date.now();
    const answer = await this.fetch("/tours.json" + (this.tourId ? "?tour=" + this.tourId : ""));
    if (answer && String(answer.person) === this.person) {
      await this.kept.replaceTours(answer.tours).catch((failure) => {
        if (!isFull(failure)) throw failure;
        this.noRoom = true;
      });
      await this.render();
      this.obey();
    }
  }

  async fetch(path) {
    const answer = await fetch(this.root + path, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
    return answer?.ok && !answer.redirected ? answer.json() : null;
  }

  /* ---- what is shown ---- */

  announce(text) {
    this.write("said", text);
  }

  nameOf(stop) {
    const one = this.tour?.stops.find(({ number: candidate }) => candidate === stop);
    return one ? one.name || this.texts.unnamed : "";
  }

  async render() {
    const marks = await this.kept.marks();
    const tours = (await this.kept.tours()).map(({ tour }) =>
      marks.filter((item) => item.tour === tour.id).reduce((now, { body }) => apply(now, body), tour));
    this.tour = tours.find(({ id }) => id === this.tourId) ?? null;
    this.part("tours")?.toggleAttribute("hidden", this.tourId !== null);
    this.part("tour")?.toggleAttribute("hidden", this.tour === null);
    this.part("missing")?.toggleAttribute("hidden", this.tourId === null || this.tour !== null);
    if (this.tour) this.renderTour(this.tour);
    else if (this.tourId === null) this.renderTours(tours);
    await this.bar();
  }

  renderTours(tours) {
    this.part("none").hidden = tours.length > 0;
    this.part("rows").replaceChildren(...tours.map((tour) => {
      const row = this.part("row").content.cloneNode(true);
      const link = row.querySelector("a");
      link.textContent = tour.name;
      link.href = `${this.root}/tours/${tour.id}`;
      this.renderState(row.querySelector(".sk-state"), tour.state, tour.mark);
      row.querySelector("[data-row=progress]").textContent = this.progressOf(tour);
      const next = tour.stops.find(({ state }) => state === "OPEN");
      row.querySelector("[data-row=next]").textContent = next ? this.text("row.next", next.name || this.texts.unnamed) : "";
      return row;
    }));
  }

  renderState(element, state, mark) {
    element.className = "sk-state sk-state--" + mark;
    element.textContent = this.texts["state." + state];
  }

  progressOf(tour) {
    const { over, all, overMetres, allMetres } = progress(tour);
    return allMetres > 0
      ? this.text("progress", over, all, number.format(overMetres / 1000), number.format(allMetres / 1000))
      : this.text("progress.places", over, all);
  }

  renderTour(tour) {
    const heading = document.querySelector("main h1");
    heading.textContent = tour.name;
    this.renderState(this.part("state"), tour.state, tour.mark);
    this.write("progress", this.progressOf(tour));
    const { over, all } = progress(tour);
    Object.assign(this.part("meter"), { max: Math.max(1, all), value: over });
    const stop = tour.stops.find((one) => one.number === this.chosen) ?? tour.stops.find(({ state }) => state === "OPEN");
    const now = flags(tour, stop);
    const focused = document.activeElement;
    this.querySelectorAll("[data-when]").forEach((one) => (one.hidden = !now.has(one.dataset.when)));
    this.part("undo").hidden = !this.undoable;
    if (focused !== document.body && this.contains(focused) && focused.closest("[hidden]")) this.part("next").focus();
    this.write("which", this.texts[this.chosen ? "chosen" : "next"]);
    this.write("next", stop ? stop.name || this.texts.unnamed : this.texts["none.open"]);
    this.write("before", stop?.before ? this.text("before", stop.before.name) : "");
    this.write("more", stop ? this.stopText(stop) : "");
    this.write("open", this.text("finish.open", tour.stops.filter(({ state }) => state === "OPEN").length));
    this.querySelectorAll("input[name=stop]").forEach((input) => (input.value = stop?.number ?? ""));
    this.renderStops(tour, stop);
    this.renderRemarks(tour);
    this.drawMap();
  }

  stopText(stop) {
    const parts = [this.text("stop", stop.number), stop.place ? this.texts.place : Math.round(stop.metres) + " m"];
    return [...parts, this.texts["stop." + stop.state], stop.note].filter(Boolean).join(" · ");
  }

  renderStops(tour, current) {
    this.part("stops").replaceChildren(...tour.stops.map((stop) => {
      const row = this.part("stop").content.cloneNode(true);
      const link = row.querySelector("a");
      link.dataset.stop = stop.number;
      link.href = "?stop=" + stop.number;
      if (stop === current) link.setAttribute("aria-current", "true");
      link.querySelector("strong").textContent = stop.name || this.texts.unnamed;
      link.querySelector("[data-row=more]").textContent = (stop.before ? this.text("before", stop.before.name) + " · " : "") + this.stopText(stop);
      row.querySelector("li").className = "sk-list__item sk-list__item--" + { OPEN: "planned", DONE: "done", LEFT: "warning" }[stop.state];
      return row;
    }));
  }

  renderRemarks(tour) {
    this.part("remarks").hidden = tour.remarks.length === 0;
    this.part("remark-list").replaceChildren(...tour.remarks.map(({ at, text }) => this.listItem(hour.format(new Date(at)) + " " + text)));
  }

  /** At most once for every picture on the screen. */
  drawMap() {
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = null;
      this.drawMapNow();
    });
  }

  drawMapNow() {
    const map = this.querySelector("sk-map");
    if (!map || !this.tour) return;
    map.setAttribute("features", JSON.stringify(features(this.tour, this.here, (stop) => `${stop.name || this.texts.unnamed}, ${this.texts["stop." + stop.state]}`, this.texts.here)));
    if (map.map) map.features("features");
  }

  /** The connection, what waits, the receiver. */
  async bar() {
    if (!this.sending) return;
    const [oldest] = await this.kept.oldest(1);
    const waiting = oldest ? await this.kept.waiting() : 0;
    const state = navigator.onLine ? this.sending.state : SENDING.LOST;
    this.write("connection", this.texts["connection." + state]);
    this.part("connection").className = "sk-state sk-state--" + (state === SENDING.DONE ? "ok" : state === SENDING.BUSY ? "info" : "warning");
    this.write("waiting", waiting ? this.text("waiting", waiting, hour.format(oldest.kept)) : this.texts["waiting.none"]);
    this.part("sign-in").hidden = ![SENDING.SIGN_IN, SENDING.OTHER].includes(state);
    this.part("send").hidden = ![SENDING.LOST, SENDING.FAULT].includes(state) || waiting === 0;
    this.write("offline", this.texts[this.opensOffline ? "offline.ready" : "offline.not-ready"]);
    this.part("full").hidden = this.kept.unkept.length === 0 && !this.noRoom;
    if (this.part("gps")) this.write("gps", this.gpsText());
    await this.renderRefused();
  }

  gpsText() {
    const age = this.hereAt ? " · " + this.text("gps.last", ago(this.hereAt)) : "";
    return this.texts["gps." + this.positions.state] + (this.positions.state === GPS.OFF ? "" : age);
  }

  async renderRefused() {
    const refused = await this.kept.refused();
    this.part("refused").hidden = refused.length === 0;
    const lines = refused.slice(0, MOST_REFUSED_SHOWN).map(({ type, body, reason }) =>
      [this.texts[type], this.texts["kind." + body.kind], body.note, reason].filter(Boolean).join(" · "));
    if (refused.length > lines.length) lines.push(this.text("refused.more", refused.length - lines.length));
    this.part("refused-list").replaceChildren(...lines.map((line) => this.listItem(line)));
  }

  listItem(line) {
    const item = document.createElement("li");
    item.className = "sk-list__item";
    item.textContent = line;
    return item;
  }
}

customElements.define("sk-crew", StadtkernCrew);
