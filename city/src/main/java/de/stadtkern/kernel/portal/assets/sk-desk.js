/**
 * <sk-desk>: who is in one of its lists or tables moves with the arrow keys, and with single letters unless they are
 * switched off; x ticks a row. Enter opens, as with any link.
 */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const LETTERS = { j: 1, k: -1 };
const KEPT = "sk-letters";
const ITEM = ".sk-list__item, tbody tr";
const LINK = "h3 a, th a";

customElements.define("sk-desk", class extends HTMLElement {
  connectedCallback() {
    this.letters = this.querySelector("#letters");
    this.letters.parentElement.hidden = false;
    this.letters.checked = localStorage.getItem(KEPT) !== "off";
    this.letters.addEventListener("change", () => localStorage.setItem(KEPT, this.letters.checked ? "on" : "off"));
    this.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    const within = event.target.closest(ITEM);
    if (!within || event.ctrlKey || event.altKey || event.metaKey) return;
    const links = [...this.querySelectorAll(".sk-list__item h3 a, tbody th a")];
    const at = links.indexOf(within.querySelector(LINK));
    if (this.letters.checked && event.key === "x") within.querySelector("input[type=checkbox]")?.click();
    const step = STEPS[event.key] ?? (this.letters.checked ? LETTERS[event.key] : undefined);
    const next = step ? links[at + step] : this.letters.checked && event.key === "n" && this.nextPart(links, at);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  nextPart(links, at) {
    const part = (link) => link.closest("section");
    return links.slice(at).find((link) => part(link) !== part(links[at])) ?? links[0];
  }
});
