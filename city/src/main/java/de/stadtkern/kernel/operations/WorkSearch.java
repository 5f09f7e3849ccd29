package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proposals, orders and proofs in the search, by place, measure, reason and who decided. */
@Configuration
class WorkSearch {

    @Bean
    Searchable proposalSearch(JdbcClient jdbc) {
        return new Work(jdbc, "operations.search.proposals", "/operations/proposals/", """
                select p.id, p.headline as key, p.place, '' as note from proposal p
                where p.municipality_id in (:municipalities) and concat_ws(' ', p.id, p.place) ilike all (:patterns)
                order by p.id desc limit :limit""");
    }

    @Bean
    Searchable orderSearch(JdbcClient jdbc) {
        return new Work(jdbc, "operations.search.orders", "/operations/orders/", """
                select w.id, d.measure as key, p.place, d.reason as note
                from work_order w join decision d on d.id = w.decision_id join proposal p on p.id = d.proposal_id
                where w.municipality_id in (:municipalities)
                  and concat_ws(' ', w.id, p.place, d.reason, d.person_name) ilike all (:patterns)
                order by w.id desc limit :limit""");
    }

    @Bean
    Searchable proofSearch(JdbcClient jdbc) {
        return new Work(jdbc, "operations.search.proofs", "/operations/proofs/", """
                select f.id, d.measure as key, p.place, d.reason as note
                from proof f join decision d on d.id = f.decision_id join proposal p on p.id = d.proposal_id
                where f.municipality_id in (:municipalities)
                  and concat_ws(' ', f.id, p.place, d.reason, d.person_name) ilike all (:patterns)
                order by f.id desc limit :limit""");
    }

    private record Work(JdbcClient jdbc, String textKey, String path, String sql) implements Searchable {

        @Override
        public Permission permission() {
            return Permission.SEE_OPERATIONS;
        }

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
