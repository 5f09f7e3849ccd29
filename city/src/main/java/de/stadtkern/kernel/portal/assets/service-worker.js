/**
 * Keeps the shell of the pages (styles, fonts, scripts) and the offline page. Pages and data are never kept: what is
 * shown is either live or says that it is not, and nothing of one person stays for the next. The offline page is
 * fetched without cookies, so it knows nobody.
 */
const SHELL = "stadtkern-__VERSION__";
const OFFLINE = { "": "/offline", "/en": "/en/offline", "/leicht": "/leicht/offline" };
const KEPT = [...Object.values(OFFLINE), ...__ASSETS__];

self.addEventListener("install", (event) => {
  const fetched = KEPT.map((url) => new Request(url, { credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(fetched)).then(() => self.skipWaiting()));
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
    event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE[language])));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});
