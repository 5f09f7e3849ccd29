package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the registers. */
@Component
class PlaceRegisterRows {

    private static final int BATCH = 2000;

    private static final String SELECT = """
            select r.id, r.municipality_id, r.name, r.file_name, r.person_name, r.changed_at,
                (select count(*) from address_entry e where e.register_id = r.id) as entries
            from address_register r
            """;

    private final JdbcTemplate template;
    private final JdbcClient client;

    PlaceRegisterRows(JdbcTemplate template) {
        this.template = template;
        this.client = JdbcClient.create(template);
    }

    List<Register> list(Collection<Long> municipalities) {
        return client.sql(SELECT + "where r.municipality_id = any(?) order by r.name, r.id")
                .param(municipalities.toArray(Long[]::new))
                .query(PlaceRegisterRows::register)
                .list();
    }

    Optional<Register> find(long id) {
        return client.sql(SELECT + "where r.id = ?")
                .param(id)
                .query(PlaceRegisterRows::register)
                .optional();
    }

    /** A register of the same name in the municipality is replaced, and keeps its id. */
    long replace(long municipality, String name, String fileName, String personName, List<RegisterEntry> entries) {
        long id = client.sql("""
                        insert into address_register (municipality_id, name, file_name, person_name)
                        values (?, ?, ?, ?)
                        on conflict (municipality_id, name) do update
                        set file_name = excluded.file_name, person_name = excluded.person_name, changed_at = now()
                        returning id""")
                .params(municipality, name, fileName, personName)
                .query(Long.class)
                .single();
        client.sql("delete from address_entry where register_id = ?").param(id).update();
        template.batchUpdate(
                "insert into address_entry (register_id, name, address, pt) values (?, ?, ?, ?)",
                entries,
                BATCH,
                (row, entry) -> {
                    row.setLong(1, id);
                    row.setString(2, entry.name());
                    row.setString(3, entry.address());
                    row.setObject(4, AddressRows.point(entry.position()));
                });
        return id;
    }

    List<RegisterEntry> entries(long id) {
        return client.sql("select name, address, pt from address_entry where register_id = ? order by name")
                .param(id)
                .query(PlaceRegisterRows::entry)
                .list();
    }

    void remove(long id) {
        client.sql("delete from address_register where id = ?").param(id).update();
    }

    private static Register register(ResultSet row, int number) throws SQLException {
        return new Register(
                row.getLong("id"),
                row.getLong("municipality_id"),
                row.getString("name"),
                row.getString("file_name"),
                row.getString("person_name"),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("entries"));
    }

    private static RegisterEntry entry(ResultSet row, int number) throws SQLException {
        PGpoint point = row.getObject("pt", PGpoint.class);
        return new RegisterEntry(
                row.getString("name"), row.getString("address"), Position.ofMicrodegrees(point.x, point.y));
    }
}
