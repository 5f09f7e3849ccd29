/**
 * <sk-pixelate>: who draws a rectangle over the photo fills the next empty row of number fields, in percent. What stands in
 * the fields is drawn. Without a pointer one writes the numbers.
 */
const SIDES = ["left", "top", "width", "height"];
/* A click is no rectangle. */
const SMALLEST = 0.5;

function number(field) {
  return Number.parseFloat(field.value.replace(",", "."));
}

customElements.define("sk-pixelate", class extends HTMLElement {
  connectedCallback() {
    this.picture = this.querySelector(".sk-pixelate__picture");
    this.rows = [...this.querySelectorAll("fieldset")].map((row) => this.row(row));
    this.said = Object.assign(document.createElement("p"), { className: "kern-body", role: "status" });
    this.picture.after(this.said);
    this.picture.addEventListener("pointerdown", (event) => this.begin(event));
    this.picture.addEventListener("pointermove", (event) => this.from && this.stretch(event));
    for (const end of ["pointerup", "pointercancel"]) this.picture.addEventListener(end, () => (this.from = null));
    this.addEventListener("input", () => this.draw());
    this.draw();
  }

  row(fieldset) {
    const fields = [...fieldset.querySelectorAll("input")];
    const name = fieldset.querySelector("legend").textContent.trim();
    const clear = document.createElement("button");
    Object.assign(clear, { type: "button", className: "kern-btn kern-btn--tertiary", textContent: `${name} ${this.getAttribute("clear")}` });
    clear.addEventListener("click", () => this.fill({ fields }, ["", "", "", ""]));
    fieldset.append(clear);
    const box = this.picture.appendChild(Object.assign(document.createElement("div"), { className: "sk-pixelate__box" }));
    box.setAttribute("aria-hidden", "true");
    return { fields, box };
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.current = this.rows.find(({ fields }) => fields.every((field) => field.value === ""));
    this.said.textContent = this.current ? "" : this.getAttribute("full");
    if (!this.current) return;
    this.picture.setPointerCapture(event.pointerId);
    this.from = this.at(event);
  }

  stretch(event) {
    const to = this.at(event);
    const [left, top] = [0, 1].map((axis) => Math.min(this.from[axis], to[axis]));
    const [width, height] = [0, 1].map((axis) => Math.abs(this.from[axis] - to[axis]));
    const wanted = Math.min(width, height) < SMALLEST ? ["", "", "", ""] : [left, top, width, height].map((share) => share.toFixed(1));
    this.fill(this.current, wanted);
  }

  at({ clientX, clientY }) {
    const { left, top, width, height } = this.picture.getBoundingClientRect();
    const share = (distance, whole) => Math.min(100, Math.max(0, Math.floor((1000 * distance) / whole) / 10));
    return [share(clientX - left, width), share(clientY - top, height)];
  }

  fill({ fields }, values) {
    fields.forEach((field, i) => (field.value = values[i]));
    this.draw();
  }

  draw() {
    this.rows.forEach(({ fields, box }) => {
      const shares = fields.map(number);
      box.hidden = !shares.every(Number.isFinite);
      if (!box.hidden) SIDES.forEach((side, i) => (box.style[side] = `${shares[i]}%`));
    });
  }
});
