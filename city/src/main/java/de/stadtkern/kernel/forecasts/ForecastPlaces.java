package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The places of the municipalities. */
@Component
class ForecastPlaces {

    static final String SURFACE = "http://vocab.nerc.ac.uk/standard_name/surface_temperature/";
    private static final int LONGEST_NAME = 100;
    private static final int SUGGESTIONS = 3;

    private final JdbcClient jdbc;
    private final ForecastRows rows;
    private final Observations observations;
    private final Addresses addresses;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;

    ForecastPlaces(
            JdbcClient jdbc,
            ForecastRows rows,
            Observations observations,
            Addresses addresses,
            Municipalities municipalities,
            Access access,
            AuditLog auditLog) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.observations = observations;
        this.addresses = addresses;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** All for which forecasts are kept: those to choose from, and the road-weather stations. */
    List<Place> listAll() {
        List<Place> places = new ArrayList<>(listShown());
        listStations()
                .forEach(one -> places.add(new Place(
                        "station-" + one.id(), one.municipalityId(), one.name(), one.position(), null, null)));
        return places;
    }

    /**
     * Those to choose from, for everybody: the ones that were set, and for each municipality without one the middle of its
     * road-weather stations.
     */
    List<Place> listShown() {
        List<Place> places = new ArrayList<>(listSet());
        Set<Long> set = places.stream().map(Place::municipalityId).collect(Collectors.toSet());
        Map<Long, List<Station>> stations =
                listStations().stream().collect(Collectors.groupingBy(Station::municipalityId));
        for (Municipality municipality : municipalities.list()) {
            List<Station> its = stations.getOrDefault(municipality.id(), List.of());
            if (!its.isEmpty() && !set.contains(municipality.id())) {
                places.add(new Place(
                        "municipality-" + municipality.id(),
                        municipality.id(),
                        municipality.name(),
                        middle(its),
                        null,
                        null));
            }
        }
        return places;
    }

    private List<Station> listStations() {
        return observations.listStations(List.of(SURFACE));
    }

    private static Position middle(List<Station> stations) {
        return new Position(
                stations.stream()
                        .mapToDouble(one -> one.position().lon())
                        .average()
                        .orElseThrow(),
                stations.stream()
                        .mapToDouble(one -> one.position().lat())
                        .average()
                        .orElseThrow());
    }

    /** Those that the signed-in administrator looks after. */
    List<Place> listKept() {
        Set<Long> municipalities = access.requireAnywhere(Permission.ADMINISTER);
        return listSet().stream()
                .filter(place -> municipalities.contains(place.municipalityId()))
                .toList();
    }

    /** Makes a place, or changes the one that has the name. */
    @Transactional
    void put(UnaryOperator<String> field) {
        long owner = municipality(field.apply("municipality"));
        String name = field.apply("name").strip();
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("forecasts.refusal.name", name, LONGEST_NAME).at("name");
        }
        Position position = find(field.apply("place").strip());
        String road = station(Product.ROAD, "road", field);
        String weather = station(Product.WEATHER, "weather", field);
        jdbc.sql("""
            insert into forecast_place (municipality_id, name, pt, road_station, weather_station)
            values (:municipality, :name, point(:lon, :lat), :road, :weather)
            on conflict (municipality_id, name) do update set pt = excluded.pt,
                road_station = excluded.road_station, weather_station = excluded.weather_station\
            """)
                .param("municipality", owner)
                .param("name", name)
                .param("lon", position.microLon())
                .param("lat", position.microLat())
                .param("road", road)
                .param("weather", weather)
                .update();
        auditLog.record(access.person(), owner, "forecast-place.put", name);
    }

    /** Refused with 404 when it is none of the signed-in administrator's. */
    @Transactional
    void delete(long id) {
        Place place = listKept().stream()
                .filter(one -> one.key().equals(Place.SET + id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        jdbc.sql("delete from forecast_place where id = ?").param(id).update();
        auditLog.record(access.person(), place.municipalityId(), "forecast-place.deleted", place.name());
    }

    private long municipality(String chosen) {
        Set<Long> kept = access.requireAnywhere(Permission.ADMINISTER);
        return kept.stream()
                .filter(id -> chosen.isBlank() || chosen.strip().equals(Long.toString(id)))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private Position find(String text) {
        List<FoundAddress> found = addresses.find(text, Optional.empty(), SUGGESTIONS);
        if (found.isEmpty() || found.getFirst().trust() != FoundAddress.Trust.SURE) {
            String suggestions = found.stream().map(FoundAddress::label).collect(Collectors.joining("; "));
            throw Refusal.badInput(
                            found.isEmpty() ? "forecasts.refusal.place" : "forecasts.refusal.place-unsure",
                            text,
                            suggestions)
                    .at("place");
        }
        return found.getFirst().position();
    }

    private @Nullable String station(Product product, String name, UnaryOperator<String> field) {
        String id = field.apply(name).strip();
        if (id.isEmpty()) {
            return null;
        }
        if (rows.listStations(product).stream().noneMatch(one -> one.id().equals(id))) {
            throw Refusal.badInput("forecasts.refusal.station", id).at(name);
        }
        return id;
    }

    private List<Place> listSet() {
        return jdbc.sql("select * from forecast_place order by lower(name), id")
                .query((rs, row) -> {
                    PGpoint at = rs.getObject("pt", PGpoint.class);
                    return new Place(
                            Place.SET + rs.getLong("id"),
                            rs.getLong("municipality_id"),
                            rs.getString("name"),
                            Position.ofMicrodegrees(at.x, at.y),
                            rs.getString("road_station"),
                            rs.getString("weather_station"));
                })
                .list();
    }
}
