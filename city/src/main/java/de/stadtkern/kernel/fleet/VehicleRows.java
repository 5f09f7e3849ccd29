package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Vehicle.Energy;
import de.stadtkern.kernel.fleet.Vehicle.Equipment;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.fleet.Vehicle.Running;
import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables fleet_vehicle and fleet_outage. */
@Component
class VehicleRows {

    private static final String SELECT = """
        select v.*, d.name as depot_name, d.pt from fleet_vehicle v join fleet_depot d on d.id = v.depot_id
        """;

    private final JdbcClient jdbc;

    VehicleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A time in which a vehicle cannot be used.
     *
     * @param end null when nobody knows yet
     */
    record Outage(
            long id,
            long vehicleId,
            Instant begin,
            @Nullable Instant end,
            String reason,
            String personName) {

        boolean overlaps(Instant from, Instant until) {
            return begin.isBefore(until) && (end == null || from.isBefore(end));
        }
    }

    /** By name. */
    List<Vehicle> list(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + "where v.municipality_id = any(:municipalities) order by v.name, v.id")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query(VehicleRows::vehicle)
                .list();
    }

    List<Vehicle> get(Collection<Long> ids) {
        return jdbc.sql(SELECT + "where v.id = any(:ids) order by v.name, v.id")
                .param("ids", ids.toArray(Long[]::new))
                .query(VehicleRows::vehicle)
                .list();
    }

    Optional<Vehicle> find(long id) {
        return get(List.of(id)).stream().findFirst();
    }

    Optional<Vehicle> findByKey(long municipality, String telematicsKey) {
        return jdbc.sql(SELECT + "where v.municipality_id = :municipality and v.telematics_key = :key")
                .param("municipality", municipality)
                .param("key", telematicsKey)
                .query(VehicleRows::vehicle)
                .optional();
    }

    /** Active, in service, and at this moment the municipality's to use: its own, or lent to it. */
    List<Vehicle> listUsable(long municipality, Instant at) {
        return jdbc.sql(SELECT + """
            where v.active
              and not exists (select from fleet_outage o where o.vehicle_id = v.id and o.starts_at <= :at
                  and (o.ends_at is null or o.ends_at > :at))
              and :municipality = coalesce(
                  (select l.borrower_id from fleet_loan l where l.vehicle_id = v.id
                      and l.accepted_at is not null and l.starts_at <= :at and l.ends_at > :at),
                  v.municipality_id)
            order by v.name, v.id""")
                .param("municipality", municipality)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(VehicleRows::vehicle)
                .list();
    }

    /** Empty when another vehicle of the municipality has the name or the key. */
    Optional<Long> insert(Vehicle vehicle) {
        return write("""
            insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity,
                capacity_unit, euros_per_km, euros_per_hour, energy, grams_co2_per_km, plate, telematics_key, active)
            values (:municipality, :name, :kind, :equipment, :needs, :depot, :capacity,
                :unit, :perKm, :perHour, :energy, :co2, :plate, :key, :active)
            returning id""", vehicle);
    }

    /** Empty when another vehicle of the municipality has the name or the key. */
    Optional<Long> update(Vehicle vehicle) {
        return write("""
            update fleet_vehicle set name = :name, kind = :kind, equipment = :equipment, needs = :needs,
                depot_id = :depot, capacity = :capacity, capacity_unit = :unit, euros_per_km = :perKm,
                euros_per_hour = :perHour, energy = :energy, grams_co2_per_km = :co2, plate = :plate,
                telematics_key = :key, active = :active
            where id = :id returning id""", vehicle);
    }

    /** Nobody else lends, breaks or changes the vehicle until the transaction ends. */
    void lock(long id) {
        jdbc.sql("select id from fleet_vehicle where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** Those that touch the time, latest first. */
    List<Outage> listOutages(Collection<Long> vehicles, Instant from, Instant until) {
        return jdbc.sql("""
            select * from fleet_outage where vehicle_id = any(:vehicles) and starts_at < :until
                and (ends_at is null or ends_at > :from)
            order by starts_at desc, id""")
                .param("vehicles", vehicles.toArray(Long[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(VehicleRows::outage)
                .list();
    }

    void insertOutage(Outage outage) {
        jdbc.sql("""
            insert into fleet_outage (vehicle_id, starts_at, ends_at, reason, person_name)
            values (:vehicle, :begin, :end, :reason, :person)""")
                .param("vehicle", outage.vehicleId())
                .param("begin", outage.begin().atOffset(ZoneOffset.UTC))
                .param("end", outage.end() == null ? null : outage.end().atOffset(ZoneOffset.UTC))
                .param("reason", outage.reason())
                .param("person", outage.personName())
                .update();
    }

    /** Ends those that run at this moment, and drops those that have not begun. */
    int endOutages(long vehicle, Instant now) {
        int dropped = jdbc.sql("delete from fleet_outage where vehicle_id = :vehicle and starts_at >= :now")
                .param("vehicle", vehicle)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return dropped
                + jdbc.sql("""
                    update fleet_outage set ends_at = :now
                    where vehicle_id = :vehicle and (ends_at is null or ends_at > :now)""")
                        .param("vehicle", vehicle)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
    }

    void forgetOutagesBefore(Instant time) {
        jdbc.sql("delete from fleet_outage where ends_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<Long> write(String sql, Vehicle vehicle) {
        Running running = vehicle.running();
        try {
            return jdbc.sql(sql)
                    .param("id", vehicle.id())
                    .param("municipality", vehicle.municipalityId())
                    .param("name", vehicle.name())
                    .param("kind", vehicle.kind().name())
                    .param("equipment", names(vehicle.equipment()))
                    .param("needs", names(vehicle.needs()))
                    .param("depot", vehicle.depotId())
                    .param("capacity", vehicle.capacity())
                    .param("unit", vehicle.unit())
                    .param("perKm", running.eurosPerKilometre())
                    .param("perHour", running.eurosPerHour())
                    .param("energy", running.energy().name())
                    .param("co2", running.gramsCo2PerKilometre())
                    .param("plate", vehicle.plate())
                    .param("key", vehicle.telematicsKey())
                    .param("active", vehicle.active())
                    .query(Long.class)
                    .optional();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    private static Vehicle vehicle(ResultSet rs, int row) throws SQLException {
        PGpoint depot = rs.getObject("pt", PGpoint.class);
        return new Vehicle(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                Kind.valueOf(rs.getString("kind")),
                values(rs, "equipment", Equipment::valueOf),
                Position.ofMicrodegrees(depot.x, depot.y),
                rs.getObject("capacity", Double.class),
                rs.getString("plate"),
                rs.getBoolean("active"),
                rs.getString("capacity_unit"),
                rs.getLong("depot_id"),
                rs.getString("depot_name"),
                new Running(
                        rs.getObject("euros_per_km", Double.class),
                        rs.getObject("euros_per_hour", Double.class),
                        Energy.valueOf(rs.getString("energy")),
                        rs.getObject("grams_co2_per_km", Double.class)),
                rs.getString("telematics_key"),
                values(rs, "needs", Qualification::valueOf));
    }

    private static Outage outage(ResultSet rs, int row) throws SQLException {
        OffsetDateTime end = rs.getObject("ends_at", OffsetDateTime.class);
        return new Outage(
                rs.getLong("id"),
                rs.getLong("vehicle_id"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                end == null ? null : end.toInstant(),
                rs.getString("reason"),
                rs.getString("person_name"));
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static <E> Set<E> values(ResultSet rs, String column, Function<String, E> of) throws SQLException {
        return Arrays.stream((String[]) rs.getArray(column).getArray()).map(of).collect(Collectors.toSet());
    }
}
