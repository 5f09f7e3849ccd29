package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Containers by name, place, owner and note. */
@Component
class ContainerSearch implements Searchable {

    private final JdbcClient jdbc;

    ContainerSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String textKey() {
        return "containers.register";
    }

    @Override
    public Permission permission() {
        return Permission.SEE_OPERATIONS;
    }

    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return jdbc.sql("""
            select id, kind, name, place from container
            where municipality_id in (:municipalities)
              and concat_ws(' ', name, place, owner, note) ilike all (:patterns)
            order by name limit :limit\
            """)
                .param("municipalities", municipalities)
                .param("patterns", words.patterns())
                .param("limit", limit)
                .query((rs, n) -> new Hit(
                        ContainersPage.HERE + "/" + rs.getLong("id"),
                        List.of("containers.kind." + rs.getString("kind")),
                        rs.getString("name"),
                        rs.getString("place")))
                .list();
    }
}
