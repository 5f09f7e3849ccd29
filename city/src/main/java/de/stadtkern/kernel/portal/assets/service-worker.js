/**
 * Keeps the shell of the pages (styles, fonts, scripts) and the offline page. Pages and data are never kept: what is
 * shown is either live or says that it is not, and nothing of one person stays for the next. The offline pages are
 * fetched without cookies, so they know nobody. A part of the program may have an offline page of its own; it is kept
 * once a page of that part has asked for it, and again by every new version.
 */
const SHELL = "stadtkern-__VERSION__";
const OFFLINE = { "": "/offline", "/en": "/en/offline", "/leicht": "/leicht/offline" };
const KEPT = [...Object.values(OFFLINE), ...__ASSETS__];
const PARTS = __PARTS__;

/** The page in every language, and what it needs. */
function filesOf(page) {
  const assets = PARTS.filter((part) => part.page === page).flatMap((part) => part.assets);
  return [...Object.keys(OFFLINE).map((prefix) => prefix + page), ...assets];
}

async function keep(urls) {
  const cache = await caches.open(SHELL);
  await cache.addAll(urls.map((url) => new Request(url, { credentials: "omit" })));
}

async function install() {
  await keep(KEPT);
  for (const page of new Set(PARTS.map((part) => part.page))) {
    if (await caches.match(page)) await keep(filesOf(page));
  }
}

self.addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));

/* The page that asks hears through the port whether its part can now be opened without connection. */
self.addEventListener("message", (event) => {
  if (!PARTS.some(({ page }) => page === event.data)) return;
  const kept = caches.open(SHELL).then((cache) => cache.match(event.data));
  const ready = kept.then((page) => page ?? keep(filesOf(event.data)));
  event.waitUntil(ready.then(() => event.ports[0].postMessage(true), () => event.ports[0].postMessage(false)));
});

self.addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name !== SHELL);
  event.waitUntil(caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    const language = Object.keys(OFFLINE).find((prefix) => prefix && (url.pathname + "/").startsWith(prefix + "/")) ?? "";
    event.respondWith(fetch(event.request).catch(() => offline(language, url.pathname.slice(language.length))));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});

async function offline(language, path) {
  const part = PARTS.find(({ below }) => (path + "/").startsWith(below + "/"));
  return (part && (await caches.match(language + part.page))) ?? caches.match(OFFLINE[language]);
}

/* A push says that there is something new, and where; it holds nothing else. */
self.addEventListener("push", (event) => {
  const { title, url } = event.data.json();
  const look = { tag: "inbox", renotify: true, icon: "/assets/stadtkern-192.png", data: { url } };
  event.waitUntil(self.registration.showNotification(title, look));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
