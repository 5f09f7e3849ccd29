/**
 * For setting up devices on site; the fields work without.
 * <sk-scan field="qr" camera="…" photo="…" aim="…" none="…">: reads a QR code with the camera or from a photo, where the
 *     browser knows how, and sends the form.
 * <sk-place lon="lon" lat="lat" label="…" accuracy="… {0} m" failed="…">: fills two fields with where the person stands.
 */
const CAMERA_MILLIS = 60_000;

function button(label, onClick) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "kern-btn kern-btn--secondary";
  const text = document.createElement("span");
  text.className = "kern-label";
  text.textContent = label;
  one.append(text);
  one.addEventListener("click", onClick);
  return one;
}

function notice(element) {
  const area = document.createElement("p");
  area.className = "kern-body";
  area.setAttribute("role", "status");
  element.append(area);
  return area;
}

customElements.define("sk-scan", class extends HTMLElement {
  async connectedCallback() {
    const known = await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => []);
    if (this.said || !known?.includes("qr_code")) return;
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    if (navigator.mediaDevices?.getUserMedia) {
      this.append(button(this.getAttribute("camera"), () => this.film().catch(() => this.fail())));
    }
    const file = document.createElement("input");
    file.type = "file";
    file.accept = "image/*";
    file.hidden = true;
    file.addEventListener("change", () => this.look(file.files[0]).catch(() => this.fail()));
    this.append(button(this.getAttribute("photo"), () => file.click()), file);
    this.said = notice(this);
  }

  disconnectedCallback() {
    this.stop();
  }

  async look(photo) {
    const [found] = await this.detector.detect(await createImageBitmap(photo));
    if (found) this.take(found.rawValue);
    else this.fail();
  }

  async film() {
    this.stop();
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    this.video = document.createElement("video");
    this.video.className = "sk-scan__video";
    this.video.playsInline = true;
    this.video.muted = true;
    this.video.srcObject = this.stream;
    this.append(this.video);
    this.said.textContent = this.getAttribute("aim");
    await this.video.play();
    const until = Date.now() + CAMERA_MILLIS;
    while (this.stream && Date.now() < until) {
      const [found] = await this.detector.detect(this.video);
      if (found) return this.take(found.rawValue);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    if (this.stream) this.fail();
  }

  take(code) {
    this.stop();
    const field = document.getElementById(this.getAttribute("field"));
    field.value = code;
    field.form.requestSubmit();
  }

  fail() {
    this.stop();
    this.said.textContent = this.getAttribute("none");
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video?.remove();
  }
});

customElements.define("sk-place", class extends HTMLElement {
  connectedCallback() {
    if (this.said || !navigator.geolocation) return;
    this.append(button(this.getAttribute("label"), () => this.ask()));
    this.said = notice(this);
  }

  ask() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.getElementById(this.getAttribute("lon")).value = coords.longitude.toFixed(6);
        const lat = document.getElementById(this.getAttribute("lat"));
        lat.value = coords.latitude.toFixed(6);
        lat.dispatchEvent(new Event("change"));
        this.said.textContent = this.getAttribute("accuracy").replace("{0}", Math.ceil(coords.accuracy));
      },
      () => (this.said.textContent = this.getAttribute("failed")),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  }
});
