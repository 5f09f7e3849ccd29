/**
 * <sk-map label="…" grounds="/map/layers.json" streets="/streets/segments.geojson" features="/winter/situation.geojson"
 *     data-live="winter" moving="/operations/vehicles.geojson" moves="tracks">
 * A Leaflet map of the town with features above. It shows nothing that the list beside it does not say. The ground is
 * one of the maps that grounds offers; where there is none, the main streets. What belongs to this page alone stands in
 * features itself, as GeoJSON instead of an address. What moves is fetched apart from the rest, when its topic says so.
 * With lon and lat, the ids of two fields, a click fills them, and a pin stands where they say.
 */
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

const MILLIS_BETWEEN_FETCHES = 2000;

/* A page may let people choose; else the system says. */
function isDark() {
  return (document.documentElement.dataset.kernTheme ?? (dark.matches ? "dark" : "light")) === "dark";
}

/* At this zoom one sees on which side of a street something stands. */
const CLOSE = 17;

/* Width and height of a marker in pixels. */
const MARKER = 28;

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

/** Features of one address on the map, and those with an id by it. */
class Features {
  layer = null;
  byId = new Map();
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
    this.map = L.map(this.box, { preferCanvas: true, attributionControl: false, zoomAnimation: !still.matches, fadeAnimation: false });
    this.map.setView([49.44, 7.77], 13);
    this.map.on("zoomend", () => this.untangle());
    this.layers = { features: new Features(), moving: new Features() };
    this.offer = await this.fetchFeatures("grounds");
    if (this.offer?.layers.length > 0) this.grounds();
    await this.draw();
    if (this.hasAttribute("lon")) this.place();
    dark.addEventListener("change", () => this.draw());
    addEventListener("hashchange", () => this.showLinked(true));
    if (this.dataset.live) document.body.addEventListener("sk:" + this.dataset.live, () => this.features("features"));
    if (this.hasAttribute("moves")) document.body.addEventListener("sk:" + this.getAttribute("moves"), () => this.move());
  }

  place() {
    const [lat, lon] = ["lat", "lon"].map((name) => document.getElementById(this.getAttribute(name)));
    const pin = () => {
      const position = [lat, lon].map((field) => Number.parseFloat(field.value.replace(",", ".")));
      this.pin?.remove();
      this.pin = position.every(Number.isFinite) ? L.marker(position, { icon: icon("info"), keyboard: false }).addTo(this.map) : null;
    };
    this.map.on("click", ({ latlng }) => {
      lat.value = latlng.lat.toFixed(6);
      lon.value = latlng.lng.toFixed(6);
      pin();
    });
    [lat, lon].forEach((field) => field.addEventListener("change", pin));
    pin();
    if (this.pin) this.map.setView(this.pin.getLatLng(), CLOSE, { animate: false });
  }

  /** Fetches what moves, when the last time is long enough ago. */
  move() {
    this.next ??= setTimeout(() => {
      this.next = null;
      this.features("moving");
    }, MILLIS_BETWEEN_FETCHES);
  }

  find(id) {
    return this.layers.features.byId.get(id) ?? this.layers.moving.byId.get(id);
  }

  async draw() {
    if (this.tiles) {
      this.tiles.forEach((layer) => layer.setUrl(addressOf(layer.options.urls)));
    } else {
      this.ground?.remove();
      this.ground = await this.streets();
    }
    await this.features("features");
    await this.features("moving");
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
    this.fit(layer, !this.layers.features.layer);
    return layer;
  }

  async features(attribute) {
    const data = await this.fetchFeatures(attribute);
    if (!data) return;
    const old = this.layers[attribute];
    const open = this.openId;
    const focused = [...old.byId].find(([, layer]) => layer.getElement?.() === document.activeElement)?.[0];
    const shown = (this.layers[attribute] = new Features());
    const fresh = L.geoJSON(data, {
      style: (feature) => styleOf(feature.properties),
      onEachFeature: (feature, layer) => this.remember(feature, layer, shown),
      pointToLayer: (feature, position) => marker(feature, position),
    });
    old.layer?.remove();
    shown.layer = fresh.addTo(this.map);
    if (!this.fitted && data.features.length > 0) {
      this.fit(fresh, true);
      this.fitted = true;
    }
    if (open) shown.byId.get(open)?.openPopup();
    shown.byId.get(focused)?.getElement?.()?.focus({ preventScroll: true });
    this.untangle();
  }

  /** Markers that lie upon another one leave the tab order: they are no targets apart, and the list has them all. */
  untangle() {
    const apart = [];
    this.eachLayer((layer) => {
      const element = layer instanceof L.Marker && layer.getElement();
      if (!element) return;
      const point = this.map.latLngToContainerPoint(layer.getLatLng());
      const free = apart.every((other) => other.distanceTo(point) >= MARKER);
      element.tabIndex = free ? 0 : -1;
      if (free) apart.push(point);
    });
  }

  eachLayer(look) {
    Object.values(this.layers).forEach((shown) => shown.layer?.eachLayer(look));
  }

  remember(feature, layer, shown) {
    if (feature.geometry.type !== "Point" && feature.properties.label) layer.bindPopup(label(feature));
    const id = feature.properties.id;
    if (!id) return;
    shown.byId.set(id, layer);
    layer.on("popupopen", () => (this.openId = id));
    layer.on("popupclose", () => (this.openId = null));
  }

  /** A link of the list to #map-<id> shows the feature, and puts the keyboard on it. */
  showLinked(byPerson) {
    const layer = location.hash.startsWith("#map-") && this.find(decodeURIComponent(location.hash.slice(5)));
    if (!layer) return;
    this.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
    this.map.setView(layer.getLatLng?.() ?? layer.getBounds().getCenter(), 15, { animate: byPerson && !still.matches });
    layer.openPopup();
    (layer.getElement?.() ?? this.box).focus({ preventScroll: true });
  }

  async fetchFeatures(attribute) {
    const url = this.getAttribute(attribute);
    if (!url) return null;
    if (url.startsWith("{")) return JSON.parse(url);
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
  return urls.any ?? urls[isDark() ? "dark" : "light"];
}

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

function color(name) {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

function styleOf({ tour, heat, state }) {
  if (tour) return tourStyle(tour);
  return heat ? heatStyle(heat) : lineStyle(state);
}

/* Areas by heat, 1 to 5: the more, the denser. */
function heatStyle(heat) {
  return { color: color("--sk-tour-5"), weight: 1, opacity: 0.9, fillOpacity: 0.1 + 0.15 * (heat - 1) };
}

function lineStyle(state) {
  const dashed = state === "planned" ? "2 8" : null;
  const name = { done: "--sk-done", info: "--sk-info" }[state] ?? "--sk-running";
  return { color: color(name), weight: 6, opacity: 0.85, dashArray: dashed };
}

/* Tours are told apart by colour, and by dashes when there are more of them than colours. */
function tourStyle(tour) {
  return { color: color("--sk-tour-" + (((tour - 1) % 6) + 1)), weight: 5, opacity: 0.9, dashArray: tour > 6 ? "10 6" : null };
}

function streetStyle(roadClass) {
  const weight = { motorway: 5, trunk: 5, primary: 4, secondary: 3.5, tertiary: 2.5 }[roadClass] ?? 1.5;
  return { color: color("--sk-street"), weight };
}

function icon(state) {
  return L.divIcon({ className: "sk-marker sk-marker--" + state, iconSize: [MARKER, MARKER] });
}

function marker(feature, position) {
  const { state, label: title } = feature.properties;
  return L.marker(position, { icon: icon(state), title, alt: title, keyboard: true }).bindPopup(label(feature));
}

function label(feature) {
  const { label: words, href } = feature.properties;
  const text = document.createElement(href ? "a" : "span");
  text.textContent = words;
  if (href) text.href = href;
  return text;
}

customElements.define("sk-map", StadtkernMap);
