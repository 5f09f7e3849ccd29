/**
 * Who draws on the map of the page writes into its field "course": a click is one more position of the line. What
 * stands in the field is drawn. Without a pointer one writes the positions.
 */
const field = document.querySelector("textarea[name=course]");
const element = document.querySelector("sk-map");

function lines() {
  return field.value
    .split(/\n\s*\n/)
    .map((course) => course.split("\n").map((line) => line.split(/[,; ]+/).map(Number)).filter((at) => at.length === 2 && at.every(Number.isFinite)));
}

function begin(map) {
  let drawn;
  const draw = () => {
    drawn?.remove();
    const color = getComputedStyle(document.body).getPropertyValue("--sk-running").trim();
    drawn = L.polyline(lines(), { color, weight: 6, interactive: false }).addTo(map);
  };
  map.on("click", ({ latlng }) => {
    const before = field.value === "" || field.value.endsWith("\n") ? field.value : field.value + "\n";
    field.value = `${before}${latlng.lat.toFixed(6)}, ${latlng.lng.toFixed(6)}`;
    draw();
  });
  field.addEventListener("input", draw);
  draw();
}

/* The map makes itself when its library is there. */
function wait() {
  if (element.map) begin(element.map);
  else setTimeout(wait, 200);
}

if (field && element) customElements.whenDefined("sk-map").then(wait);
