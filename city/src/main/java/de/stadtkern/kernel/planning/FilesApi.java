package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tours to take along: all of a plan, or one. */
@RestController
@RequestMapping("/planning" + PlanPage.ONE)
class FilesApi {

    private static final String TOUR = "/tours/{vehicle:[0-9]{1,9}}";

    private final Plans plans;
    private final TourFiles files;
    private final DriverSheets sheets;

    FilesApi(Plans plans, TourFiles files, DriverSheets sheets) {
        this.plans = plans;
        this.files = files;
        this.sheets = sheets;
    }

    @GetMapping("/tours.gpx")
    ResponseEntity<byte[]> gpx(@PathVariable long id) {
        Plan plan = plans.get(id);
        return file(
                "plan-" + id + ".gpx",
                "application/gpx+xml",
                files.gpx(plan, plan.solution().tours()));
    }

    @GetMapping("/tours.csv")
    ResponseEntity<byte[]> csv(@PathVariable long id) {
        Plan plan = plans.get(id);
        return file(
                "plan-" + id + ".csv",
                "text/csv;charset=UTF-8",
                files.csv(plan, plan.solution().tours()));
    }

    @GetMapping(path = "/tours.geojson", produces = "application/geo+json")
    Feature.Collection geoJson(@PathVariable long id) {
        Plan plan = plans.get(id);
        return files.geoJson(plan, plan.solution().tours());
    }

    @GetMapping(TOUR + "/tour.gpx")
    ResponseEntity<byte[]> gpx(@PathVariable long id, @PathVariable long vehicle) {
        Plan plan = plans.get(id);
        List<Tour> one = List.of(PlanPage.tour(plan, vehicle));
        return file("plan-" + id + "-" + vehicle + ".gpx", "application/gpx+xml", files.gpx(plan, one));
    }

    @GetMapping(path = TOUR + "/sheet.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    byte[] sheet(Page page, @PathVariable long id, @PathVariable long vehicle) {
        Plan plan = plans.get(id);
        return sheets.pdf(page, plan, PlanPage.tour(plan, vehicle));
    }

    private static ResponseEntity<byte[]> file(String name, String type, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
