package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** A street by its name, as page and in the search. */
@Controller
@RequestMapping("/streets")
class StreetPage implements Searchable {

    private final Streets streets;
    private final JdbcClient jdbc;

    StreetPage(Streets streets, JdbcClient jdbc) {
        this.streets = streets;
        this.jdbc = jdbc;
    }

    @GetMapping("/street")
    ModelAndView show(Page page, @RequestParam String name) {
        List<Segment> segments = segments(name);
        return page.view("kernel/streets/street")
                .addObject("name", name)
                .addObject("features", page.url("/streets/street.geojson?name=" + encoded(name)))
                .addObject("stretches", segments.size())
                .addObject(
                        "metres",
                        segments.stream().mapToDouble(Segment::lengthMetres).sum());
    }

    @GetMapping(path = "/street.geojson", produces = SegmentsGeoJson.MEDIA_TYPE)
    @ResponseBody
    Feature.Collection map(@RequestParam String name) {
        return Feature.Collection.of(segments(name).stream()
                .map(segment -> Feature.line(segment.course(), Map.of("state", Mark.INFO.key(), "label", name)))
                .toList());
    }

    private List<Segment> segments(String name) {
        List<Long> ids = jdbc.sql("select id from segment where name = :name and removed_at is null order by id")
                .param("name", name)
                .query((rs, n) -> rs.getLong("id"))
                .list();
        if (ids.isEmpty()) {
            throw Refusal.notFound("streets.refusal.unknown", name);
        }
        return streets.listByIds(ids);
    }

    @Override
    public String textKey() {
        return "streets.streets";
    }

    @Override
    public @Nullable Permission permission() {
        return null;
    }

    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return jdbc
                .sql("""
                        select name from segment where name <> '' and removed_at is null and name ilike all (:patterns)
                        group by name order by length(name), name limit :limit""")
                .param("patterns", words.patterns())
                .param("limit", limit)
                .query((rs, n) -> rs.getString("name"))
                .list()
                .stream()
                .map(name -> new Hit("/streets/street?name=" + encoded(name), List.of(), name, ""))
                .toList();
    }

    private static String encoded(String name) {
        return UriUtils.encode(name, StandardCharsets.UTF_8);
    }
}
