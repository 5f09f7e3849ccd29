/**
 * What this device keeps for somebody who works away from the network: the tours, and what is still to be sent. Every
 * person has a database of their own, so that nobody sees or sends what is another's. What is sent is deleted here.
 */
const OWNER = "stadtkern-kept";

/** The database of what somebody wrote without connection and is still to be sent; nobody's after a sign-out. */
export const DRAFTS = "stadtkern-drafts";

/** The number of the person whose things the pages show without connection; null after a sign-out. */
export function owner() {
  return localStorage.getItem(OWNER);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

/** Whether the device has no room for what is to be kept. */
export function isFull({ name }) {
  return name === "QuotaExceededError" || name === "UnknownError";
}

function changeIn(tours, id, change, always = false) {
  const request = tours.get(id);
  request.onsuccess = () => {
    if (request.result || always) tours.put(change(request.result));
  };
}

function nameOf(person) {
  return "stadtkern-kept-" + person;
}

/* Greater than every number of the database. */
const FIRST_UNKEPT = 2 ** 52;

export class Kept {
  /** What the full disk of the device did not take; lost when the page is closed before it is sent. */
  unkept = [];
  unkeptEver = 0;

  /** Opens what is kept for the person, who from now on is the owner of what is shown here without connection. */
  static async open(person) {
    const opening = indexedDB.open(nameOf(person), 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("tours", { keyPath: "id" });
      const outbox = opening.result.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
      outbox.createIndex("tour", "tour");
      /* Only events have a mark: positions are many, and photos large. */
      outbox.createIndex("mark", "mark");
      opening.result.createObjectStore("refused", { keyPath: "n" });
    };
    const kept = new Kept();
    kept.database = await answer(opening);
    kept.database.onversionchange = () => kept.database.close();
    localStorage.setItem(OWNER, person);
    return kept;
  }

  /* Written through to the disk: what is said to be kept survives a crash. */
  write(stores, work) {
    const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
    const end = committed(transaction);
    work(...stores.map((name) => transaction.objectStore(name)));
    return end;
  }

  read(store) {
    return this.database.transaction(store).objectStore(store);
  }

  tours() {
    return answer(this.read("tours").getAll());
  }

  tour(id) {
    return answer(this.read("tours").get(id));
  }

  refused() {
    return answer(this.read("refused").getAll());
  }

  async waiting() {
    return (await answer(this.read("outbox").count())) + this.unkept.length;
  }

  /** The oldest of what is to be sent, at most this many. */
  async oldest(most) {
    const items = await answer(this.read("outbox").getAll(null, most));
    return items.length > 0 ? items : this.unkept.slice(0, most);
  }

  /** The events among it, in order. */
  async marks() {
    const items = await answer(this.read("outbox").index("mark").getAll());
    return [...items, ...this.unkept.filter((item) => item.mark)].sort((a, b) => a.n - b.n);
  }

  /** Changes what is kept of a tour, if anything is. */
  changeTour(id, change) {
    return this.write(["tours"], (tours) => changeIn(tours, id, change));
  }

  /** What the server says; a tour that it no longer names goes, once nothing of it waits. */
  async replaceTours(fresh) {
    const gone = [];
    for (const { id } of await this.tours()) {
      const waits = await answer(this.read("outbox").index("tour").count(id));
      if (waits === 0 && fresh.every((tour) => tour.id !== id)) gone.push(id);
    }
    await this.write(["tours"], (tours) => {
      fresh.forEach((tour) => changeIn(tours, tour.id, (kept) => ({ ...kept, id: tour.id, tour }), true));
      gone.forEach((id) => tours.delete(id));
    });
  }

  /** Keeps the items after all others: on the disk, or in memory when the disk is full. */
  async add(items) {
    this.unkept.push(...items.map((item) => ({ ...item, n: FIRST_UNKEPT + this.unkeptEver++ })));
    await this.keepTheUnkept();
  }

  async keepTheUnkept() {
    const items = this.unkept;
    if (items.length === 0) return;
    try {
      await this.write(["outbox"], (outbox) => items.forEach(({ n, ...item }) => outbox.add(item)));
      this.unkept = this.unkept.filter((item) => !items.includes(item));
    } catch (failure) {
      if (!isFull(failure)) throw failure;
    }
  }

  async change(items) {
    const onDisk = items.filter((item) => item.n < FIRST_UNKEPT);
    await this.write(["outbox"], (outbox) => onDisk.forEach((item) => outbox.put(item)));
  }

  /** The server has them; the refused ones are kept apart with the reason, on a full disk without their content. */
  async settle(stored, refused, id, change) {
    const settled = new Set([...stored, ...refused].map((item) => item.n));
    const write = (some) => this.write(["outbox", "refused", "tours"], (outbox, apart, tours) => {
      settled.forEach((n) => outbox.delete(n));
      some.forEach((item) => apart.put(item));
      changeIn(tours, id, change);
    });
    await write(refused).catch((failure) => {
      if (!isFull(failure)) throw failure;
      return write(refused.map((item) => ({ ...item, body: { ...item.body, content: null } })));
    });
    this.unkept = this.unkept.filter((item) => !settled.has(item.n));
    await this.keepTheUnkept();
  }

  /** What was refused is to be sent again, after all others. */
  async retry() {
    const refused = await this.refused();
    await this.write(["outbox", "refused"], (outbox, apart) => {
      refused.forEach(({ n, reason, ...item }) => outbox.add(item));
      apart.clear();
    });
  }
}

/** Lets the browser keep a page without anybody's things, so that it opens without connection; tells whether it does. */
export async function keepPage(path, tell) {
  const registration = await navigator.serviceWorker?.ready;
  if (!registration) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => tell(data);
  registration.active.postMessage(path, [port2]);
}

/** Deletes what is kept of the person, but for what waits. */
async function leave(person, kept) {
  localStorage.removeItem(OWNER);
  if ((await kept.waiting()) + (await kept.refused()).length > 0) return kept.replaceTours([]);
  kept.database.close();
  return answer(indexedDB.deleteDatabase(nameOf(person)));
}

/* Signing out is asked for twice while something waits; then that stays, for the same person. */
async function signOut(form) {
  const { person, waits } = form.dataset;
  if (owner() === person && !(await mayLeave(person, waits))) return;
  await answer(indexedDB.deleteDatabase(DRAFTS));
  form.submit();
}

async function mayLeave(person, waits) {
  const kept = await Kept.open(person);
  const waiting = (await kept.waiting()) + (await kept.refused()).length;
  if (waiting > 0 && !confirm(waits.replace("{0}", waiting))) return false;
  await leave(person, kept);
  return true;
}

for (const form of document.querySelectorAll("form[data-person]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(form).catch(() => form.submit());
  });
}
