/**
 * <sk-map label="…" grounds="/map/layers.json" streets="/streets/segments.geojson" features="/winter/situation.geojson"
 *     data-live="winter">
 * A Leaflet map of the town with features above. It shows nothing that the list beside it does not say. The ground is
 * one of the maps that grounds offers; where there is none, the main streets.
 */
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/* Leaflet comes with the first map of a page, not with every page. */
let leaflet;
function load(element) {
  leaflet ??= new Promise((resolve, reject) => {
    const look = document.createElement("link");
    look.rel = "stylesheet";
    look.href = element.getAttribute("look");
    const script = document.createElement("script");
    script.src = element.getAttribute("leaflet");
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.prepend(look);
    document.head.append(script);
  });
  return leaflet;
}

class StadtkernMap extends HTMLElement {
  async connectedCallback() {
    if (this.box) return;
    this.box = document.createElement("div");
    this.box.className = "sk-map__box";
    this.box.setAttribute("role", "region");
    this.box.setAttribute("aria-label", this.getAttribute("label"));
    this.append(this.box);
    await load(this);
    const calm = !still.matches;
    this.map = L.map(this.box, { preferCanvas: true, attributionControl: false, zoomAnimation: calm, fadeAnimation: calm });
    this.map.setView([49.44, 7.77], 13);
    this.byId = new Map();
    this.offer = await this.fetchFeatures("grounds");
    if (this.offer?.layers.length > 0) this.grounds();
    await this.draw();
    dark.addEventListener("change", () => this.draw());
    addEventListener("hashchange", () => this.showLinked(true));
    if (this.dataset.live) document.body.addEventListener("sk:" + this.dataset.live, () => this.features());
  }

  async draw() {
    if (this.tiles) {
      this.tiles.forEach((layer) => layer.setUrl(addressOf(layer.options.urls)));
    } else {
      this.ground?.remove();
      this.ground = await this.streets();
    }
    await this.features();
    this.showLinked(false);
  }

  grounds() {
    this.tiles = this.offer.layers.map(({ urls, attribution, minZoom, maxZoom }) =>
      L.tileLayer(addressOf(urls), { urls, attribution: escaped(attribution).innerHTML, minZoom, maxNativeZoom: maxZoom, maxZoom: 19 }));
    this.tiles[0].addTo(this.map);
    L.control.attribution({ prefix: false }).addTo(this.map);
    if (this.tiles.length > 1) {
      const named = this.offer.layers.map(({ name }, i) => [escaped(name).innerHTML, this.tiles[i]]);
      L.control.layers(Object.fromEntries(named)).addTo(this.map);
    }
    if (this.offer.bounds) {
      const [west, south, east, north] = this.offer.bounds;
      this.map.fitBounds([[south, west], [north, east]], { animate: false });
    }
  }

  async streets() {
    const data = await this.fetchFeatures("streets");
    if (!data) return null;
    const layer = L.geoJSON(data, { interactive: false, style: (street) => streetStyle(street.properties.class) });
    layer.addTo(this.map).bringToBack();
    this.fit(layer, !this.shown);
    return layer;
  }

  async features() {
    const data = await this.fetchFeatures("features");
    if (!data) return;
    const open = this.openId;
    this.byId.clear();
    const fresh = L.geoJSON(data, {
      style: (feature) => lineStyle(feature.properties.state),
      onEachFeature: (feature, layer) => this.remember(feature, layer),
      pointToLayer: (feature, position) => marker(feature, position),
    });
    this.shown?.remove();
    this.shown = fresh.addTo(this.map);
    if (!this.fitted && data.features.length > 0) {
      this.fit(fresh, true);
      this.fitted = true;
    }
    if (open) this.byId.get(open)?.openPopup();
  }

  remember(feature, layer) {
    if (feature.geometry.type === "LineString") layer.bindPopup(escaped(feature.properties.label));
    const id = feature.properties.id;
    if (!id) return;
    this.byId.set(id, layer);
    layer.on("popupopen", () => (this.openId = id));
    layer.on("popupclose", () => (this.openId = null));
  }

  /** A link of the list to #map-<id> shows the feature, and puts the keyboard on it. */
  showLinked(byPerson) {
    const layer = location.hash.startsWith("#map-") && this.byId.get(decodeURIComponent(location.hash.slice(5)));
    if (!layer) return;
    this.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
    this.map.setView(layer.getLatLng?.() ?? layer.getBounds().getCenter(), 15, { animate: byPerson && !still.matches });
    layer.openPopup();
    (layer.getElement?.() ?? this.box).focus({ preventScroll: true });
  }

  async fetchFeatures(attribute) {
    const url = this.getAttribute(attribute);
    if (!url) return null;
    const answer = await fetch(url, { headers: { Accept: "application/geo+json" } }).catch(() => null);
    const isData = answer?.ok && answer.headers.get("Content-Type")?.includes("json");
    return isData ? answer.json() : null;
  }

  fit(layer, wanted) {
    const bounds = layer.getBounds();
    if (wanted && bounds.isValid()) this.map.fitBounds(bounds, { padding: [24, 24], maxZoom: 15, animate: false });
  }
}

function addressOf(urls) {
  return urls.any ?? urls[dark.matches ? "dark" : "light"];
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
  const name = { done: "--sk-done", info: "--sk-info" }[state] ?? "--sk-running";
  return { color: color(name), weight: 6, opacity: 0.85, dashArray: dashed };
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
