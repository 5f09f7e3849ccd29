/**
 * <sk-tour said="…" tour="…">: the rows of the table in it can be dragged to another place of the tour, or on to a link of another
 * tour ([data-tour]). It fills in and sends the form below the table, which works without.
 */
customElements.define("sk-tour", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.move = this.querySelector("button[value=MOVE]");
    if (!this.move) return;
    const hint = document.createElement("p");
    hint.className = "kern-body";
    hint.textContent = this.getAttribute("said");
    this.prepend(hint);
    this.rows = [...this.querySelectorAll("tr[data-job]")];
    this.rows.forEach((row, index) => this.prepare(row, index));
    document.querySelectorAll("a[data-tour]").forEach((link) => this.target(link, () => this.send(link.dataset.tour, "")));
  }

  prepare(row, index) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      this.dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.job);
    });
    row.addEventListener("dragend", () => (this.dragged = null));
    this.target(row, () => this.send(this.getAttribute("tour"), index + 1));
  }

  target(element, drop) {
    element.addEventListener("dragover", (event) => {
      if (!this.dragged || element === this.dragged) return;
      event.preventDefault();
      element.classList.add("sk-drop");
    });
    element.addEventListener("dragleave", () => element.classList.remove("sk-drop"));
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      element.classList.remove("sk-drop");
      if (this.dragged) drop();
    });
  }

  send(tour, position) {
    this.form.elements.job.value = this.dragged.dataset.job;
    this.form.elements.tour.value = tour;
    this.form.elements.position.value = position;
    this.form.requestSubmit(this.move);
  }
});
