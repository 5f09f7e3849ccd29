/** What the events of a crew make of its tour, as the server will see it once it has them. */
const LINE = { OPEN: "planned", DONE: "done", LEFT: "info" };

const STATES = { START: ["DISPATCHED", "RUNNING", "running"], PAUSE: ["RUNNING", "PAUSED", "warning"], RESUME: ["PAUSED", "RUNNING", "running"] };

function isUnderWay({ state }) {
  return state === "RUNNING" || state === "PAUSED";
}

/** The tour after the event; the same when the event does not apply. */
export function apply(tour, { kind, stop, note }) {
  if (STATES[kind]) {
    const [from, state, mark] = STATES[kind];
    return tour.state === from ? { ...tour, state, mark } : tour;
  }
  if (!isUnderWay(tour)) return tour;
  if (kind === "FINISH") return { ...tour, state: "DONE", mark: "done" };
  const state = { STOP_DONE: "DONE", STOP_LEFT: "LEFT", STOP_OPEN: "OPEN" }[kind];
  const applies = (one) => one.number === stop && one.state !== state && !(one.state === "DONE" && state === "LEFT");
  const change = (one) => (applies(one) ? { ...one, state, note } : one);
  return state ? { ...tour, stops: tour.stops.map(change) } : tour;
}

/** What can be done now; names as in data-when, and in CabTour.java. */
export function flags(tour, stop) {
  const now = new Set();
  const underWay = isUnderWay(tour);
  if (tour.state === "DISPATCHED") now.add(tour.waits ? "waits" : "start");
  if (tour.state === "RUNNING") now.add("pause");
  if (tour.state === "PAUSED") now.add("resume");
  if (underWay) now.add("under-way");
  if (underWay && stop) now.add(stop.state === "OPEN" ? "open" : "marked");
  if (underWay && stop?.state === "OPEN") now.add(stop.looked ? "found" : "done");
  now.add(["DONE", "BROKEN_OFF"].includes(tour.state) ? "over" : "not-over");
  return now;
}

export function progress({ stops }) {
  const over = stops.filter(({ state }) => state !== "OPEN");
  const metres = (some) => some.reduce((sum, stop) => sum + stop.metres, 0);
  return { over: over.length, all: stops.length, overMetres: metres(over), allMetres: metres(stops) };
}

/** GeoJSON for the map: the stops, where the vehicle is filled or emptied before them, and where it is. */
export function features(tour, here, label, hereText) {
  const shown = tour.stops.map((stop) => ({
    type: "Feature",
    geometry: stop.course.length > 1 ? { type: "LineString", coordinates: stop.course } : { type: "Point", coordinates: stop.course[0] },
    properties: { id: "stop-" + stop.number, state: LINE[stop.state], label: label(stop) },
  }));
  for (const { number, before } of tour.stops.filter((stop) => stop.before && stop.state === "OPEN")) {
    const geometry = { type: "Point", coordinates: before.place };
    shown.push({ type: "Feature", geometry, properties: { id: "before-" + number, state: "info", label: before.name } });
  }
  if (here) {
    const geometry = { type: "Point", coordinates: [here.lon, here.lat] };
    shown.push({ type: "Feature", geometry, properties: { id: "here", state: "running", label: hereText } });
  }
  return { type: "FeatureCollection", features: shown };
}
