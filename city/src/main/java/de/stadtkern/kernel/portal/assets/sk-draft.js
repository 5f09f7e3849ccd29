/**
 * Without connection a form stays on the device, and says so, until it can be sent. Whoever is signed in when it is sent
 * is who wrote it, or nobody: what another person wrote is deleted, and what nobody wrote is sent only when nobody is
 * signed in, or by a press of the button. A sign-out deletes everything (sk-kept.js).
 */
const version = new URL(import.meta.url).search;
const { DRAFTS, keepPage } = await import(`./sk-kept.js${version}`);

const LONGEST_ANSWER = 8_000;

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function drafts(mode, work) {
  const opening = indexedDB.open(DRAFTS, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("drafts", { keyPath: "token" });
  const database = await answer(opening);
  try {
    return await answer(work(database.transaction("drafts", mode).objectStore("drafts")));
  } finally {
    database.close();
  }
}

function fetched(url, options) {
  return fetch(url, { ...options, signal: AbortSignal.timeout(LONGEST_ANSWER) });
}

/* One tab sends at a time. */
function alone(work) {
  return navigator.locks ? navigator.locks.request("stadtkern-drafts", work) : work();
}

async function isReached() {
  return fetched("/version", { cache: "no-store" }).then(({ ok }) => ok, () => false);
}

function randomToken() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* What belongs to the session of the page does not outlive it. */
function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "_csrf" && !(value instanceof File && value.size === 0));
}

class Draft extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.person = this.getAttribute("person");
    keepPage(this.getAttribute("offline"), (kept) => this.toggleAttribute("kept", kept));
    for (const form of document.querySelectorAll("form[data-draft]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit(form);
      });
    }
    addEventListener("online", () => this.look());
    this.look();
  }

  async submit(form) {
    const token = form.elements.token;
    token.value ||= randomToken();
    if (await isReached()) {
      if (form.elements._csrf) form.submit();
      else await this.keep(form).then(() => this.look());
      return;
    }
    await this.keep(form);
    this.show(await this.mine());
  }

  async keep(form) {
    const fields = fieldsOf(form);
    const draft = { token: form.elements.token.value, person: this.person, fields };
    await drafts("readwrite", (store) => store.put(draft));
    form.reset();
    form.elements.token.value = randomToken();
  }

  /** What waits for whoever is signed in; what is another's goes. */
  async mine() {
    const all = await drafts("readonly", (store) => store.getAll());
    for (const { token, person } of all) {
      if (person && person !== this.person) await this.forget(token);
    }
    return all.filter(({ person }) => !person || person === this.person);
  }

  forget(token) {
    return drafts("readwrite", (store) => store.delete(token));
  }

  async look() {
    let waiting = await this.mine();
    if (waiting.length > 0 && (await isReached())) {
      await alone(async () => {
        for (const draft of await this.mine()) {
          if (draft.person === this.person) await this.send(draft).catch(() => {});
        }
      });
      waiting = await this.mine();
    }
    this.show(waiting);
  }

  async csrf() {
    const page = new DOMParser().parseFromString(await (await fetched(this.getAttribute("send"))).text(), "text/html");
    return page.querySelector("main input[name=_csrf]").value;
  }

  async send(draft) {
    const body = new FormData();
    draft.fields.forEach(([name, value]) => body.append(name, value));
    body.append("_csrf", await this.csrf());
    const response = await fetched(this.getAttribute("send"), { method: "POST", body });
    if (response.ok && response.url.includes("/sent?")) {
      await this.forget(draft.token);
      this.sent = response.url;
    } else if (response.status === 400 || response.status === 413) {
      this.refused = true;
    }
  }

  show(waiting) {
    this.replaceChildren();
    this.classList.toggle("sk-draft", waiting.length > 0 || Boolean(this.sent));
    if (this.sent) this.link(this.getAttribute("sent"), this.sent);
    for (const draft of waiting) {
      const words = document.createElement("p");
      words.className = "kern-body";
      const text = draft.fields.find(([name]) => name === "description")?.[1] ?? "";
      words.textContent = this.getAttribute(this.refused ? "refused" : "waits") + " „" + text.slice(0, 80) + "“";
      this.append(words);
      this.button(this.getAttribute("show"), () => this.open(draft));
      this.button(this.getAttribute("discard"), () => this.forget(draft.token).then(() => this.look()));
    }
  }

  link(text, href) {
    const link = document.createElement("a");
    Object.assign(link, { className: "kern-link", href, textContent: text });
    this.append(link);
  }

  button(text, act) {
    const button = document.createElement("button");
    const label = document.createElement("span");
    Object.assign(button, { type: "button", className: "kern-btn kern-btn--secondary" });
    Object.assign(label, { className: "kern-label", textContent: text });
    button.append(label);
    button.addEventListener("click", act);
    this.append(button);
  }

  /** Sends it as a page does, so that whatever is wrong is shown with what was written. */
  async open(draft) {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: this.getAttribute("send"), enctype: "multipart/form-data", hidden: true });
    for (const [name, value] of [...draft.fields, ["_csrf", await this.csrf()]]) {
      const input = document.createElement("input");
      input.name = name;
      if (value instanceof File) {
        const files = new DataTransfer();
        files.items.add(value);
        input.type = "file";
        input.files = files.files;
      } else {
        input.value = value;
      }
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }
}

/** A button that asks the device where it is, and fills two fields with it. */
class Here extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation || this.firstChild) return;
    const button = document.createElement("button");
    const label = document.createElement("span");
    const words = document.createElement("span");
    Object.assign(button, { type: "button", className: "kern-btn kern-btn--secondary" });
    Object.assign(label, { className: "kern-label", textContent: this.getAttribute("label") });
    words.className = "kern-body";
    words.setAttribute("role", "status");
    button.append(label);
    button.addEventListener("click", () => {
      words.textContent = this.getAttribute("busy");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.fill("lat", coords.latitude);
          this.fill("lon", coords.longitude);
          words.textContent = "";
        },
        () => (words.textContent = this.getAttribute("fails")),
        { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
      );
    });
    this.append(button, words);
  }

  fill(name, value) {
    const field = document.getElementById(this.getAttribute(name));
    field.value = value.toFixed(6);
    field.dispatchEvent(new Event("change"));
  }
}

customElements.define("sk-here", Here);
customElements.define("sk-draft", Draft);
