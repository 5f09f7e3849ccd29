package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Containers.Shown;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.geo.Feature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open data: where bins are and how full in quarters, by the hour. What people report is not in it, nor who looks after a
 * bin.
 */
@RestController
@RequestMapping("/waste")
class OpenBins {

    private static final List<String> COLUMNS =
            List.of("id", "name", "kind", "fraction", "place", "lon", "lat", "litres", "levelQuarter", "state", "asOf");

    private final Containers containers;
    private final WasteSettings settings;

    OpenBins(Containers containers, WasteSettings settings) {
        this.containers = containers;
        this.settings = settings;
    }

    /** A GeoJSON collection that says under which licence it stands. */
    record Licensed(String type, String license, List<Feature> features) {}

    @GetMapping(path = "/containers.geojson", produces = "application/geo+json")
    ResponseEntity<Licensed> geoJson() {
        List<Feature> features = list().stream()
                .map(one -> {
                    Map<String, Object> properties = new LinkedHashMap<>(values(one));
                    properties.remove("lon");
                    properties.remove("lat");
                    return Feature.point(one.container().position(), properties);
                })
                .toList();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, licenceLink())
                .body(new Licensed("FeatureCollection", settings.licence().toString(), features));
    }

    @GetMapping(path = "/containers.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> csv() {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord(COLUMNS);
            for (Shown one : list()) {
                Map<String, Object> values = values(one);
                List<Object> cells = new ArrayList<>();
                COLUMNS.forEach(column -> cells.add(values.getOrDefault(column, "")));
                printer.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok().header(HttpHeaders.LINK, licenceLink()).body(text.toString());
    }

    private List<Shown> list() {
        return containers.listShown(EnumSet.complementOf(EnumSet.of(Container.Kind.GRIT_BIN)));
    }

    private String licenceLink() {
        return "<" + settings.licence() + ">; rel=\"license\"";
    }

    private static Map<String, Object> values(Shown shown) {
        Container one = shown.container();
        Level level = shown.level();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", one.id());
        values.put("name", one.name());
        values.put("kind", one.kind().name());
        values.put("fraction", one.fraction().name());
        values.put("place", one.place());
        values.put("lon", one.position().lon());
        values.put("lat", one.position().lat());
        values.put("litres", one.litres());
        values.put("state", level.state().name());
        if (level.share() != null && level.at() != null) {
            values.put("levelQuarter", Math.clamp((int) (level.share() * 4) + 1, 1, 4));
            values.put("asOf", level.at().truncatedTo(ChronoUnit.HOURS).toString());
        }
        return values;
    }
}
