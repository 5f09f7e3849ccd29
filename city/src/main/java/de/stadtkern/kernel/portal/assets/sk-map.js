/**
 * <sk-map label="…" streets="/streets/segments.geojson" features="/winter/situation.geojson" data-live="winter">
 * A Leaflet map of the town's own streets with features above. It shows nothing that the list beside it does not say.
 */
class StadtkernMap extends HTMLElement {
  connectedCallback() {
    const box = document.createElement("div");
    box.className = "sk-map__box";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", this.getAttribute("label"));
    this.append(box);
    this.map = L.map(box, { zoomControl: true, attributionControl: false, preferCanvas: true });
    this.map.setView([49.44, 7.77], 13);
    this.streets();
    this.features();
    if (this.dataset.live) {
      document.body.addEventListener("sk:" + this.dataset.live, () => this.features());
    }
  }

  async streets() {
    const data = await this.fetchFeatures("streets");
    if (data) {
      const layer = L.geoJSON(data, { interactive: false, style: (street) => streetStyle(street.properties.class) });
      layer.addTo(this.map).bringToBack();
      this.fit(layer, !this.shown);
    }
  }

  async features() {
    const data = await this.fetchFeatures("features");
    if (!data) return;
    const fresh = L.geoJSON(data, {
      style: (feature) => lineStyle(feature.properties.state),
      onEachFeature: (feature, layer) => feature.geometry.type === "LineString" && layer.bindPopup(escaped(feature.properties.label)),
      pointToLayer: (feature, position) => marker(feature, position),
    });
    if (this.shown) this.shown.remove();
    this.shown = fresh.addTo(this.map);
    if (!this.fitted && data.features.length > 0) {
      this.fit(fresh, true);
      this.fitted = true;
    }
  }

  async fetchFeatures(attribute) {
    const url = this.getAttribute(attribute);
    if (!url) return null;
    const answer = await fetch(url, { headers: { Accept: "application/geo+json" } });
    return answer.ok ? answer.json() : null;
  }

  fit(layer, wanted) {
    const bounds = layer.getBounds();
    if (wanted && bounds.isValid()) this.map.fitBounds(bounds, { padding: [24, 24], maxZoom: 15 });
  }
}

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

function color(name) {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

function lineStyle(state) {
  const dashed = state === "planned" ? "2 8" : null;
  return { color: color(state === "done" ? "--sk-done" : "--sk-running"), weight: 6, opacity: 0.85, dashArray: dashed };
}

function streetStyle(roadClass) {
  const weight = { motorway: 5, trunk: 5, primary: 4, secondary: 3.5, tertiary: 2.5 }[roadClass] ?? 1.5;
  return { color: color("--sk-street"), weight };
}

function marker(feature, position) {
  const { state, label, href } = feature.properties;
  const icon = L.divIcon({ className: "sk-marker sk-marker--" + state, iconSize: [28, 28] });
  const one = L.marker(position, { icon, title: label, alt: label, keyboard: true });
  const text = document.createElement(href ? "a" : "span");
  text.textContent = label;
  if (href) text.href = href;
  return one.bindPopup(text);
}

customElements.define("sk-map", StadtkernMap);
