package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proposals, orders and proofs in the search, by place, reason and who decided; and the notes of the shifts, by their words. */
@Configuration
class WorkSearch {

    @Bean
    Searchable proposalSearch(JdbcClient jdbc) {
        return new Work(jdbc, Permission.SEE_OPERATIONS, "desk.search.proposals", "/operations/proposals/", """
                select p.id, p.headline as key, p.place, '' as note from proposal p
                where p.municipality_id in (:municipalities) and concat_ws(' ', p.id, p.place) ilike all (:patterns)
                order by p.id desc limit :limit""");
    }

    @Bean
    Searchable orderSearch(JdbcClient jdbc) {
        return new Work(jdbc, Permission.SEE_OPERATIONS, "desk.search.orders", "/operations/orders/", """
                select w.id, d.measure as key, d.place, d.reason as note
                from work_order w join decision d on d.id = w.decision_id join proposal p on p.id = d.proposal_id
                where w.municipality_id in (:municipalities)
                  and concat_ws(' ', w.id, p.place, d.reason, d.person_name) ilike all (:patterns)
                order by w.id desc limit :limit""");
    }

    @Bean
    Searchable proofSearch(JdbcClient jdbc) {
        return new Work(jdbc, Permission.SEE_OPERATIONS, "desk.search.proofs", "/operations/proofs/", """
                select f.id, d.measure as key, p.place, d.reason as note
                from proof f join decision d on d.id = f.decision_id join proposal p on p.id = d.proposal_id
                where f.municipality_id in (:municipalities)
                  and concat_ws(' ', f.id, p.place, d.reason, d.person_name) ilike all (:patterns)
                order by f.id desc limit :limit""");
    }

    @Bean
    Searchable handoverSearch(JdbcClient jdbc) {
        return new Work(jdbc, Permission.DECIDE, "desk.search.handover", "/operations/handover/", """
                select id, 'desk.handover.note' as key, person_name as place, left(note, 200) as note from desk_note
                where municipality_id in (:municipalities) and concat_ws(' ', person_name, note) ilike all (:patterns)
                order by id desc limit :limit""");
    }

    private record Work(JdbcClient jdbc, Permission permission, String textKey, String path, String sql)
            implements Searchable {

        @Override
        public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
            return jdbc.sql(sql)
                    .param("municipalities", municipalities)
                    .param("patterns", words.patterns())
                    .param("limit", limit)
                    .query((rs, n) -> new Hit(
                            path + rs.getLong("id"),
                            List.of(rs.getString("key")),
                            rs.getString("place"),
                            rs.getString("note")))
                    .list();
        }
    }
}
