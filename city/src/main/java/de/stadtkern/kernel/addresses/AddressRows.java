package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Areas.Surroundings;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.Gazetteer.Crossing;
import de.stadtkern.kernel.addresses.Gazetteer.Entry;
import de.stadtkern.kernel.addresses.Gazetteer.Street;
import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.geometric.PGpath;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the addresses. */
@Component
class AddressRows {

    private static final int BATCH = 2000;
    /** One percent too small, so that the square around a centre never misses a corner of the circle. */
    private static final double METRES_PER_DEGREE = 110_000;

    private final JdbcTemplate template;
    private final JdbcClient client;

    AddressRows(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
    }

    /** What was read last, and in which way. */
    record Imported(long id, String sha256, int reading) {}

    /** Changes whenever something else may be found. */
    record Version(long extract, String registers) {}

    /** A house, and the street it belongs to. */
    record HouseOfStreet(long streetId, House house) {}

    /** A line of a street. */
    record LineOfStreet(long streetId, List<Position> course) {}

    Optional<Imported> findImported() {
        return client.sql("select id, sha256, reading from address_extract order by id desc limit 1")
                .query(Imported.class)
                .optional();
    }

    Version version() {
        return client.sql("""
                        select (select coalesce(max(id), 0) from address_extract) as extract,
                            (select count(*) || ' ' || coalesce(max(changed_at)::text, '') from address_register)
                                as registers""").query(Version.class).single();
    }

    /** Belongs into a transaction; whoever reads sees the old addresses until its end. */
    void replace(String sha256, int reading, Gazetteer gazetteer) {
        client.sql("lock table address_place in share row exclusive mode").update();
        for (String table : List.of("address_crossing", "address_house", "address_line", "address_place")) {
            client.sql("delete from " + table).update();
        }
        List<Street> streets = gazetteer.streets();
        List<Entry> entries =
                new ArrayList<>(streets.stream().map(Street::entry).toList());
        entries.addAll(gazetteer.others());
        long first = reserve(entries.size());
        insertEntries(entries, first);
        List<LineOfStreet> lines = new ArrayList<>();
        List<HouseOfStreet> houses = new ArrayList<>();
        for (int i = 0; i < streets.size(); i++) {
            long id = first + i;
            streets.get(i).lines().forEach(course -> lines.add(new LineOfStreet(id, course)));
            streets.get(i).houses().forEach(house -> houses.add(new HouseOfStreet(id, house)));
        }
        insertLines(lines);
        insertHouses(houses);
        insertCrossings(gazetteer.crossings(), first);
        client.sql("insert into address_extract (sha256, reading) values (?, ?)")
                .params(sha256, reading)
                .update();
        client.sql("analyze address_place, address_house, address_line, address_crossing")
                .update();
    }

    private long reserve(int count) {
        return client.sql("select setval('address_place_id', nextval('address_place_id') + ?) - ?")
                .params(count, count)
                .query(Long.class)
                .single();
    }

    private void insertEntries(List<Entry> entries, long first) {
        List<Object[]> rows = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Surroundings around = entry.surroundings();
            rows.add(new Object[] {
                first + i,
                entry.kind().name(),
                entry.names().toArray(String[]::new),
                entry.category(),
                entry.weight(),
                around.town(),
                around.district(),
                around.nearby(),
                entry.postcodes().toArray(String[]::new),
                point(entry.position())
            });
        }
        insert("""
                insert into address_place
                    (id, kind, names, category, weight, town, district, nearby, postcodes, pt)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    private void insertLines(List<LineOfStreet> lines) {
        insert(
                "insert into address_line (street_id, course) values (?, ?)",
                lines.stream()
                        .map(line -> new Object[] {line.streetId, path(line.course)})
                        .toList());
    }

    private void insertHouses(List<HouseOfStreet> houses) {
        insert(
                "insert into address_house (street_id, number, until, letter, postcode, pt) values (?, ?, ?, ?, ?, ?)",
                houses.stream()
                        .map(each -> new Object[] {
                            each.streetId,
                            each.house.number().number(),
                            each.house.number().until(),
                            each.house.number().letter(),
                            each.house.postcode(),
                            point(each.house.position())
                        })
                        .toList());
    }

    private void insertCrossings(List<Crossing> crossings, long first) {
        insert(
                "insert into address_crossing (street_id, other_id, pt) values (?, ?, ?)",
                crossings.stream()
                        .map(each -> new Object[] {first + each.street(), first + each.other(), point(each.position())})
                        .toList());
    }

    private void insert(String sql, List<Object[]> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            template.batchUpdate(sql, rows.subList(from, Math.min(from + BATCH, rows.size())));
        }
    }

    /** Everything that is found by a name: what the extract holds, and the entries of all registers. */
    List<Known> listKnown() {
        return client.sql("""
                        select id, kind, names, category, weight, town, district, nearby, postcodes, pt
                        from address_place
                        union all
                        select -1, 'REGISTER', array[e.name], r.name, 2, '', '', e.address, '{}', e.pt
                        from address_entry e join address_register r on r.id = e.register_id""").query(AddressRows::known).list();
    }

    /** Houses of these streets whose numbers are so near that they tell where the house asked for is. */
    Map<Long, List<House>> listHouses(Collection<Long> streetIds, HouseNumber asked) {
        Map<Long, List<House>> houses = new HashMap<>();
        client.sql("""
                        select street_id, number, until, letter, postcode, pt from address_house
                        where street_id = any(?) and number <= ? and until >= ? order by number, letter""")
                .params(
                        streetIds.toArray(Long[]::new),
                        asked.number() + House.FARTHEST_NEIGHBOUR,
                        asked.number() - House.FARTHEST_NEIGHBOUR)
                .query(AddressRows::house)
                .list()
                .forEach(each -> houses.computeIfAbsent(each.streetId, id -> new ArrayList<>())
                        .add(each.house));
        return houses;
    }

    /** Where any of these streets meets any of the others, by both their ids. */
    Map<List<Long>, List<Position>> listCrossings(Collection<Long> streetIds, Collection<Long> otherIds) {
        Map<List<Long>, List<Position>> crossings = new HashMap<>();
        client.sql("""
                        select street_id, other_id, pt from address_crossing
                        where street_id = any(?) and other_id = any(?)""")
                .params(streetIds.toArray(Long[]::new), otherIds.toArray(Long[]::new))
                .query(row -> {
                    crossings
                            .computeIfAbsent(
                                    List.of(row.getLong("street_id"), row.getLong("other_id")),
                                    pair -> new ArrayList<>())
                            .add(position(row));
                });
        return crossings;
    }

    /** The streets that meet both. */
    List<Long> listBetween(long oneId, long otherId) {
        return client.sql("""
                        select street_id from address_crossing where other_id = ?
                        intersect select street_id from address_crossing where other_id = ? order by 1""")
                .params(oneId, otherId)
                .query((row, number) -> row.getLong("street_id"))
                .list();
    }

    List<HouseOfStreet> listHousesAround(Position centre, double metres) {
        return around(
                        "select street_id, number, until, letter, postcode, pt from address_house where pt <@ ",
                        centre,
                        metres)
                .query(AddressRows::house)
                .list();
    }

    List<LineOfStreet> listLinesAround(Position centre, double metres) {
        return around("select street_id, course from address_line where bbox && ", centre, metres)
                .query((row, number) -> new LineOfStreet(row.getLong("street_id"), course(row)))
                .list();
    }

    List<LineOfStreet> listLines(long streetId) {
        return client.sql("select street_id, course from address_line where street_id = ?")
                .param(streetId)
                .query((row, number) -> new LineOfStreet(row.getLong("street_id"), course(row)))
                .list();
    }

    private JdbcClient.StatementSpec around(String sql, Position centre, double metres) {
        double north = 1e6 * metres / METRES_PER_DEGREE;
        double east = north / Math.max(0.01, Math.cos(Math.toRadians(centre.lat())));
        return client.sql(sql + "box(point(?, ?), point(?, ?))")
                .params(
                        centre.microLon() - east,
                        centre.microLat() - north,
                        centre.microLon() + east,
                        centre.microLat() + north);
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getLong("id"),
                new Entry(
                        Kind.valueOf(row.getString("kind")),
                        List.of((String[]) row.getArray("names").getArray()),
                        row.getString("category"),
                        row.getInt("weight"),
                        new Surroundings(row.getString("town"), row.getString("district"), row.getString("nearby")),
                        List.of((String[]) row.getArray("postcodes").getArray()),
                        position(row)));
    }

    private static HouseOfStreet house(ResultSet row, int rowNumber) throws SQLException {
        HouseNumber number = new HouseNumber(row.getInt("number"), row.getInt("until"), row.getString("letter"));
        return new HouseOfStreet(row.getLong("street_id"), new House(number, row.getString("postcode"), position(row)));
    }

    static PGpoint point(Position position) {
        return new PGpoint(position.microLon(), position.microLat());
    }

    private static Position position(ResultSet row) throws SQLException {
        PGpoint point = row.getObject("pt", PGpoint.class);
        return Position.ofMicrodegrees(point.x, point.y);
    }

    private static PGpath path(List<Position> course) {
        return new PGpath(course.stream().map(AddressRows::point).toArray(PGpoint[]::new), true);
    }

    private static List<Position> course(ResultSet row) throws SQLException {
        return Arrays.stream(row.getObject("course", PGpath.class).points)
                .map(point -> Position.ofMicrodegrees(point.x, point.y))
                .toList();
    }
}
