package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The places where vehicles stand. */
@Component
class Depots {

    private static final int SUGGESTIONS = 3;

    private final JdbcClient jdbc;
    private final Addresses addresses;
    private final Access access;
    private final AuditLog auditLog;

    Depots(JdbcClient jdbc, Addresses addresses, Access access, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.access = access;
        this.auditLog = auditLog;
    }

    /**
     * Such a place.
     *
     * @param address as it was found or written
     * @param vehicles how many stand there
     */
    record Place(long id, long municipalityId, String name, String address, Position position, int vehicles) {}

    /** Of the municipalities whose fleet the signed-in person keeps, by name. */
    List<Place> list() {
        return list(access.requireAnywhere(Permission.KEEP_FLEET));
    }

    List<Place> list(Collection<Long> municipalities) {
        return jdbc.sql("""
            select d.*, (select count(*) from fleet_vehicle v where v.depot_id = d.id) as vehicles
            from fleet_depot d where municipality_id = any(:municipalities) order by name, id""")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query((rs, row) -> {
                    PGpoint at = rs.getObject("pt", PGpoint.class);
                    return new Place(
                            rs.getLong("id"),
                            rs.getLong("municipality_id"),
                            rs.getString("name"),
                            rs.getString("address"),
                            Position.ofMicrodegrees(at.x, at.y),
                            rs.getInt("vehicles"));
                })
                .list();
    }

    /** Makes a place, or moves the one that has the name. */
    @Transactional
    void put(Form form) {
        Fields fields = new Fields(form);
        long municipality = fields.municipality(access.requireAnywhere(Permission.KEEP_FLEET));
        String name = fields.text("name");
        FoundAddress found = find(fields.text("place"));
        jdbc.sql("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (:municipality, :name, :address, point(:lon, :lat))
            on conflict (municipality_id, name) do update set address = excluded.address, pt = excluded.pt""")
                .param("municipality", municipality)
                .param("name", name)
                .param("address", found.label())
                .param("lon", found.position().microLon())
                .param("lat", found.position().microLat())
                .update();
        auditLog.record(access.person(), municipality, "depot.put", name + ", " + found.label());
    }

    /** Refused while vehicles stand there. */
    @Transactional
    void delete(long id) {
        Place place = list().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        if (place.vehicles() > 0) {
            throw Refusal.conflict("fleet.refusal.depot-used", place.name(), place.vehicles());
        }
        jdbc.sql("delete from fleet_depot where id = :id").param("id", id).update();
        auditLog.record(access.person(), place.municipalityId(), "depot.deleted", place.name());
    }

    private FoundAddress find(String text) {
        List<FoundAddress> found = addresses.find(text, Optional.empty(), SUGGESTIONS);
        if (found.isEmpty()) {
            throw Refusal.badInput("fleet.refusal.place", text).at("place");
        }
        if (found.getFirst().trust() != FoundAddress.Trust.SURE) {
            String suggestions = found.stream().map(FoundAddress::label).collect(Collectors.joining("; "));
            throw Refusal.badInput("fleet.refusal.place-unsure", text, suggestions)
                    .at("place");
        }
        return found.getFirst();
    }
}
