package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The road network as open data. */
@RestController
class SegmentsApi {

    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Streets streets;
    private final SegmentRows rows;

    SegmentsApi(Streets streets, SegmentRows rows) {
        this.streets = streets;
        this.rows = rows;
    }

    @GetMapping("/streets/segments.geojson")
    void segments(
            @RequestParam(defaultValue = "") List<String> classes,
            @RequestParam(defaultValue = "false") boolean details,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        Set<RoadClass> chosen = classes.isEmpty() ? RoadClass.MAIN_ROADS : roadClasses(classes);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE.getHeaderValue());
        if (!request.checkNotModified(version(chosen, details))) {
            response.setContentType(SegmentsGeoJson.MEDIA_TYPE);
            SegmentsGeoJson.write(attribution(), streets.listOfClasses(chosen), details, response.getOutputStream());
        }
    }

    private String attribution() {
        return rows.findExtract().map(Extract::attribution).orElse("");
    }

    /** Places where people cross a road, as far as the extract says. */
    @GetMapping(path = "/streets/crossings.geojson", produces = SegmentsGeoJson.MEDIA_TYPE)
    Feature.Collection crossings() {
        return Feature.Collection.of(streets.listCrossings().stream()
                .map(crossing -> Feature.point(
                        crossing.position(),
                        Map.of("node", crossing.node(), "kind", crossing.kind(), "kerb", crossing.kerb())))
                .toList());
    }

    private String version(Set<RoadClass> classes, boolean details) {
        return rows.findExtract().map(Extract::sha256).orElse("empty") + "-" + rows.reading() + "-"
                + words(classes, "-") + (details ? "-details" : "");
    }

    static RoadClass roadClass(String word) {
        return RoadClass.find(word).orElseThrow(() -> unknown(word));
    }

    private static Set<RoadClass> roadClasses(List<String> words) {
        return words.stream()
                .map(SegmentsApi::roadClass)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RoadClass.class)));
    }

    private static Refusal unknown(String word) {
        return Refusal.badInput("streets.refusal.class", words(Arrays.asList(RoadClass.values()), ", "), word);
    }

    private static String words(Iterable<RoadClass> classes, String separator) {
        StringBuilder words = new StringBuilder();
        classes.forEach(each -> words.append(words.isEmpty() ? "" : separator).append(each.osmValue()));
        return words.toString();
    }
}
