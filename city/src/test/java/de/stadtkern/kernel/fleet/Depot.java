package de.stadtkern.kernel.fleet;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A depot with what stands and works there, straight in the tables. */
final class Depot {

    private final JdbcClient jdbc;
    private final long municipality;
    private final long id;

    Depot(JdbcClient jdbc, long municipality) {
        this.jdbc = jdbc;
        this.municipality = municipality;
        this.id = insert(
                "insert into fleet_depot (municipality_id, name, address, pt) values (%d, '%s', '', point(7770000, 49440000))"
                        .formatted(municipality, unique("Bauhof")));
    }

    static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    long id() {
        return id;
    }

    /** Of every vehicle here, and of none elsewhere. */
    String plate() {
        return "KL-XY " + municipality;
    }

    long spreader(String name) {
        return insert("""
            insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity,
                capacity_unit, energy, plate)
            values (%d, '%s', 'SPREADER', '{PLOUGH,SPREADER}', '{LICENCE_C}', %d, 3000, 'kg', 'DIESEL', '%s')""".formatted(municipality, name, id, plate()));
    }

    long driver(String name) {
        long member = insert(
                "insert into fleet_member (municipality_id, name) values (%d, '%s')".formatted(municipality, name));
        jdbc.sql("insert into fleet_qualification values (:m, 'LICENCE_CE', null), (:m, 'WINTER_INSTRUCTION', null)")
                .param("m", member)
                .update();
        return member;
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
