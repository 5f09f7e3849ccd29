package de.stadtkern.kernel.operations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads all proofs of a database and says where a chain is broken. Needs neither program nor rights but the database. */
public final class ProofVerification {

    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;

    private ProofVerification(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What became of the chain of a municipality.
     *
     * @param deleted how many entries were deleted because their time was over
     * @param newest null when nothing is chained
     * @param broken what is wrong, with the number or id of the first row where it is; null when all is well
     */
    public record Chain(
            String municipality,
            long entries,
            long deleted,
            @Nullable ChainHead newest,
            @Nullable String broken) {}

    /** An entry beside what holds it; no entry when it is gone. */
    private record Held(ProofLink link, @Nullable ProofEntry entry) {}

    /** Of every municipality that has proofs, by name. */
    public static List<Chain> of(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        boolean chained = jdbc.sql("select to_regclass('proof_link') is not null")
                .query(Boolean.class)
                .single();
        if (!chained) {
            throw new IllegalStateException(
                    "The proofs of this database come from a version without chain: start the town once with this version.");
        }
        return new ProofVerification(jdbc).all();
    }

    /** A line for each municipality that has proofs, to be written down: with the newest entry of its chain. */
    public static List<String> newest(DataSource database) {
        return JdbcClient.create(database)
                .sql("""
                        select distinct on (m.id) m.name, l.number, l.hash
                        from proof_link l join municipality m on m.id = l.municipality_id order by m.id, l.number desc""")
                .query((rs, row) -> "Proofs of %s: %d:%s".formatted(rs.getString(1), rs.getLong(2), rs.getString(3)))
                .list();
    }

    /** Whether an entry of this number and hash is in some chain, as {@link ChainHead} writes it. */
    public static boolean isThere(DataSource database, String head) {
        return JdbcClient.create(database)
                .sql("select exists (select from proof_link where number || ':' || hash = :head)")
                .param("head", head)
                .query(Boolean.class)
                .single();
    }

    private List<Chain> all() {
        Map<Long, String> municipalities = new TreeMap<>();
        jdbc.sql("""
                        select m.municipality_id, (select name from municipality where id = m.municipality_id) as name
                        from (select municipality_id from proof union select municipality_id from proof_link) m""").query(rs -> {
            municipalities.put(rs.getLong(1), String.valueOf(rs.getString(2)));
        });
        List<Chain> chains = new ArrayList<>();
        municipalities.forEach((id, name) -> chains.add(chain(id, name)));
        return chains;
    }

    private Chain chain(long municipality, String name) {
        Map<Long, Long> gone = new TreeMap<>();
        Set<Long> deleted = new HashSet<>();
        ChainHead head = new ChainHead(municipality, 0, ProofLink.BEGIN);
        for (List<Held> some = after(head); !some.isEmpty(); some = after(head)) {
            for (Held one : some) {
                String broken = broken(one, head);
                if (broken != null) {
                    return new Chain(name, head.number(), deleted.size(), head, broken);
                }
                if (one.entry == null) {
                    gone.put(one.link.number(), one.link.proofId());
                } else if (one.entry.kind() == ProofEntry.Kind.DELETION) {
                    JsonNode numbers = CanonicalJson.parse(one.entry.content()).path("numbers");
                    numbers.forEach(number -> deleted.add(number.asLong()));
                }
                head = new ChainHead(municipality, one.link.number(), one.link.hash());
            }
        }
        return new Chain(
                name,
                head.number(),
                deleted.size(),
                head.number() == 0 ? null : head,
                missing(municipality, gone, deleted));
    }

    private static @Nullable String broken(Held held, ChainHead before) {
        ProofLink link = held.link;
        if (link.number() != before.number() + 1) {
            return "entry %d is missing: after %d comes %d"
                    .formatted(before.number() + 1, before.number(), link.number());
        }
        if (!link.follows(before.hash(), before.number())) {
            return "entry %d (proof %d): its link was changed".formatted(link.number(), link.proofId());
        }
        if (held.entry != null && !held.entry.contentHash().equals(link.contentHash())) {
            return "entry %d (proof %d) was changed".formatted(link.number(), link.proofId());
        }
        return null;
    }

    private @Nullable String missing(long municipality, Map<Long, Long> gone, Set<Long> deleted) {
        for (Map.Entry<Long, Long> one : gone.entrySet()) {
            if (!deleted.contains(one.getKey())) {
                return "entry %d (proof %d) was removed".formatted(one.getKey(), one.getValue());
            }
        }
        return jdbc.sql("""
                        select min(id) from proof p where municipality_id = :municipality
                        and not exists (select from proof_link l where l.proof_id = p.id)""")
                .param("municipality", municipality)
                .query((rs, row) -> rs.getObject(1, Long.class))
                .optional()
                .map("proof %d is in no chain: it was put in, or comes from a version without chain"::formatted)
                .orElse(null);
    }

    private List<Held> after(ChainHead head) {
        return jdbc.sql("""
                        select l.municipality_id as in_chain_of, l.number, l.proof_id, l.content_hash, l.hash, p.*
                        from (select * from proof_link where municipality_id = :municipality and number > :number
                              order by number limit :limit) l
                        left join proof p on p.id = l.proof_id order by l.number""")
                .param("municipality", head.municipalityId())
                .param("number", head.number())
                .param("limit", AT_ONCE)
                .query((rs, row) -> new Held(
                        new ProofLink(
                                rs.getLong("in_chain_of"),
                                rs.getLong("number"),
                                rs.getLong("proof_id"),
                                rs.getString("content_hash"),
                                rs.getString("hash")),
                        rs.getObject("id") == null ? null : ProofEntry.read(rs)))
                .list();
    }
}
