package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.Streets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Routes for everybody, matrices for those who work with them, as JSON. Positions are {@code [lon, lat]}. */
@RestController
@RequestMapping("/route/api")
class RouteApi {

    private static final int MOST_ENDS = 1500;

    private final Questions questions;
    private final Routing routing;
    private final Streets streets;
    private final Access access;

    RouteApi(Questions questions, Routing routing, Streets streets, Access access) {
        this.questions = questions;
        this.routing = routing;
        this.streets = streets;
        this.access = access;
    }

    /** Whom a map of it must name, and the routes, the best first. */
    record Answer(String attribution, List<Found> routes) {}

    /** A route. */
    record Found(
            String profile,
            double seconds,
            double metres,
            List<double[]> course,
            List<Told> steps,
            List<Warned> cautions) {}

    /** A step, in words of the language asked for as well. */
    record Told(String turn, String text, String street, int exit, double metres, double seconds, double[] position) {}

    /** A stretch to mind. */
    record Warned(String kind, boolean known, String text, String street, double metres, List<double[]> course) {}

    /** Row by row; null where there is no way. */
    record Rows(List<List<@Nullable Double>> seconds, List<List<@Nullable Double>> metres) {}

    @GetMapping("/routes")
    Answer routes(Page page, Form form) {
        String wanted = form.value("alternatives");
        if (!wanted.matches("[0-2]?")) {
            throw Refusal.badInput("routing.refusal.alternatives", wanted).at("alternatives");
        }
        List<Route> routes = questions.routes(form::value, wanted.isEmpty() ? 0 : Integer.parseInt(wanted));
        return new Answer(
                streets.findExtract().map(Extract::attribution).orElse(""),
                routes.stream().map(route -> found(page, route)).toList());
    }

    /** {@code {"profile": "truck", "ends": [[7.77, 49.44], [7.77, 49.44, 7.771, 49.441]]}}. */
    @PostMapping("/matrix")
    Rows matrix(@RequestBody JsonNode body) {
        access.requireAnywhere(Permission.SEE_OPERATIONS);
        questions.requireRoads();
        Profile profile = Questions.profile(field -> body.path(field).asString(""));
        List<End> ends = ends(body.path("ends"));
        Matrix matrix = routing.matrix(profile, ends);
        List<List<@Nullable Double>> seconds = new ArrayList<>();
        List<List<@Nullable Double>> metres = new ArrayList<>();
        for (int from = 0; from < matrix.size(); from++) {
            List<@Nullable Double> secondsOfRow = new ArrayList<>();
            List<@Nullable Double> metresOfRow = new ArrayList<>();
            for (int to = 0; to < matrix.size(); to++) {
                secondsOfRow.add(finite(matrix.seconds(from, to)));
                metresOfRow.add(finite(matrix.metres(from, to)));
            }
            seconds.add(secondsOfRow);
            metres.add(metresOfRow);
        }
        return new Rows(seconds, metres);
    }

    private static List<End> ends(JsonNode given) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_ENDS) {
            throw Refusal.badInput("routing.refusal.ends", MOST_ENDS).at("ends");
        }
        List<End> ends = new ArrayList<>();
        for (JsonNode end : given) {
            Position position = position(end, 0);
            ends.add(end.size() == 4 ? new End(position, position(end, 2)) : End.of(position));
        }
        return ends;
    }

    private static Position position(JsonNode end, int at) {
        JsonNode lon = end.path(at);
        JsonNode lat = end.path(at + 1);
        boolean fit = (end.size() == 2 || end.size() == 4)
                && lon.isNumber()
                && lat.isNumber()
                && Math.abs(lon.asDouble()) <= 180
                && Math.abs(lat.asDouble()) <= 90;
        if (!fit) {
            throw Refusal.badInput("routing.refusal.end", end.toString()).at("ends");
        }
        return new Position(lon.asDouble(), lat.asDouble());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Math.round(value * 100) / 100.0 : null;
    }

    private static Found found(Page page, Route route) {
        return new Found(
                route.profile().key(),
                rounded(route.seconds()),
                rounded(route.metres()),
                coordinates(route.course()),
                route.steps().stream()
                        .map(step -> new Told(
                                step.turn().key(),
                                Wording.step(page, step),
                                step.street(),
                                step.exit(),
                                rounded(step.metres()),
                                rounded(step.seconds()),
                                coordinate(step.position())))
                        .toList(),
                route.cautions().stream()
                        .map(caution -> new Warned(
                                caution.kind().key(),
                                caution.kind().isKnown(),
                                Wording.caution(page, caution.kind()),
                                caution.street(),
                                rounded(caution.metres()),
                                coordinates(caution.course())))
                        .toList());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static List<double[]> coordinates(List<Position> course) {
        return course.stream().map(RouteApi::coordinate).toList();
    }

    private static double[] coordinate(Position position) {
        return new double[] {position.microLon() / 1e6, position.microLat() / 1e6};
    }
}
