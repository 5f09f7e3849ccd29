/**
 * One stream of server-sent events per page. Each event becomes a DOM event "sk:<topic>" on the body, to which htmx
 * attributes (hx-trigger="sk:operations from:body") and <sk-map live="operations"> listen.
 */
const topics = new Set([...document.querySelectorAll("[data-live]")].map((element) => element.dataset.live));

if (topics.size > 0) {
  const stream = new EventSource("/live");
  for (const topic of topics) {
    stream.addEventListener(topic, () => document.body.dispatchEvent(new CustomEvent("sk:" + topic)));
  }
  stream.addEventListener("open", () => document.body.classList.remove("sk-offline"));
  stream.addEventListener("error", () => document.body.classList.add("sk-offline"));
}
