/**
 * <sk-push key="…" add="…" refused="…" failed="…" unable="…">: a button with which this browser is told of new messages. It asks
 * the browser for an address at its push service, and sends it by the form in it.
 */
const BROWSERS = ["Edg", "Firefox", "Chrome", "Safari"];
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux"];

function base64(buffer) {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function first(names) {
  return names.find((name) => navigator.userAgent.includes(name))?.replace("Edg", "Edge") ?? "";
}

customElements.define("sk-push", class extends HTMLElement {
  connectedCallback() {
    this.said = document.createElement("p");
    this.said.className = "kern-body";
    this.said.setAttribute("role", "status");
    if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
      this.append(this.button());
    } else {
      this.say("unable");
    }
    this.append(this.said);
  }

  button() {
    const button = document.createElement("button");
    const label = document.createElement("span");
    button.type = "button";
    button.className = "kern-btn kern-btn--secondary";
    label.className = "kern-label";
    label.textContent = this.getAttribute("add");
    button.append(label);
    button.addEventListener("click", () => this.subscribe().catch(() => this.say("failed")));
    return button;
  }

  async subscribe() {
    if ((await Notification.requestPermission()) !== "granted") return this.say("refused");
    const worker = await navigator.serviceWorker.ready;
    const subscription = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: this.getAttribute("key"),
    });
    const form = this.querySelector("form");
    form.elements.endpoint.value = subscription.endpoint;
    form.elements.key.value = base64(subscription.getKey("p256dh"));
    form.elements.secret.value = base64(subscription.getKey("auth"));
    form.elements.label.value = first(BROWSERS) + ", " + first(SYSTEMS);
    form.requestSubmit();
  }

  say(what) {
    this.said.textContent = this.getAttribute(what);
  }
});
