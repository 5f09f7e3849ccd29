/**
 * One stream of server-sent events per tab. Each event becomes a DOM event "sk:<topic>" on the body, to which htmx
 * attributes (hx-trigger="sk:operations from:body") and <sk-map data-live="operations"> listen. <sk-live> shows the age,
 * pauses, and says at most twice a minute that something is new.
 */
const SECONDS_BETWEEN_ANNOUNCEMENTS = 30;
const SLOWEST_RETRY = 60_000;
const MILLIS_UNTIL_LOST = 5_000;

const topics = [...new Set([...document.querySelectorAll("[data-live]")].flatMap((element) => element.dataset.live.split(" ")))];
const waiting = new Set();
let paused = false;
let retry = 2000;
let renewedAt = Date.now();
let announcedAt = Date.now();
let lost = null;

function renew(topic) {
  if (paused) {
    waiting.add(topic);
    return;
  }
  document.body.dispatchEvent(new CustomEvent("sk:" + topic));
  renewedAt = Date.now();
  if (renewedAt - announcedAt > SECONDS_BETWEEN_ANNOUNCEMENTS * 1000) {
    announcedAt = renewedAt;
    announce(document.querySelector("sk-live")?.getAttribute("renewed") ?? "");
  }
}

function announce(text) {
  const area = document.getElementById("live-notices");
  if (area) area.textContent = text;
}

function connect() {
  const stream = new EventSource("/live?topics=" + topics.map(encodeURIComponent).join(","));
  for (const topic of topics) stream.addEventListener(topic, () => renew(topic));
  stream.addEventListener("open", () => {
    retry = 2000;
    document.body.classList.remove("sk-offline");
    if (lost) {
      clearTimeout(lost);
      lost = null;
      topics.forEach(renew);
    }
    tick();
  });
  stream.addEventListener("error", () => {
    lost ??= setTimeout(sayLost, MILLIS_UNTIL_LOST);
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(connect, retry);
      retry = Math.min(retry * 2, SLOWEST_RETRY);
    }
  });
}

function sayLost() {
  document.body.classList.add("sk-offline");
  tick();
}

const language = document.documentElement.lang.slice(0, 2);
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });

function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
  if (seconds < 120) return relative.format(-seconds, "second");
  if (seconds < 7200) return relative.format(-Math.floor(seconds / 60), "minute");
  return seconds < 172800 ? relative.format(-Math.floor(seconds / 3600), "hour") : relative.format(-Math.floor(seconds / 86400), "day");
}

function tick() {
  for (const age of document.querySelectorAll("time.sk-age")) age.textContent = ago(Date.parse(age.dateTime));
  for (const live of document.querySelectorAll("sk-live")) live.show();
}

class StadtkernLive extends HTMLElement {
  connectedCallback() {
    this.text = document.createElement("span");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "sk-live__button";
    this.button.addEventListener("click", () => this.toggle());
    this.replaceChildren(this.text, this.button);
    this.show();
  }

  toggle() {
    paused = !paused;
    if (!paused) {
      const missed = [...waiting];
      waiting.clear();
      missed.forEach(renew);
    }
    this.show();
  }

  show() {
    const lost = document.body.classList.contains("sk-offline");
    this.text.textContent = this.getAttribute(lost ? "lost" : "fresh").replace("{0}", ago(renewedAt));
    this.button.textContent = this.getAttribute(paused ? "resume" : "pause");
  }
}

customElements.define("sk-live", StadtkernLive);

if (topics.length > 0) connect();
setInterval(tick, 10_000);

/* The session has ended: the answer is the sign-in page. Loading this page again leads there, and back here afterwards. */
document.addEventListener("htmx:before:response", (event) => {
  const answer = event.detail.ctx.response.raw;
  const signIn = answer.redirected && new URL(answer.url).pathname.endsWith("/sign-in");
  if (signIn || answer.status === 401) {
    event.preventDefault();
    location.reload();
  }
});

if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("/service-worker.js");
