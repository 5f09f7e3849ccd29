package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people reported. */
@Component
class BinReportRows {

    private final JdbcClient jdbc;

    BinReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(Container container, BinReports.Kind kind, Instant at) {
        return jdbc.sql("""
            insert into waste_report (municipality_id, container_id, kind, at)
            values (:municipality, :container, :kind, :at) returning id\
            """)
                .param("municipality", container.municipalityId())
                .param("container", container.id())
                .param("kind", kind.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    int countSince(long container, BinReports.Kind kind, Instant since) {
        return jdbc.sql("""
            select count(*) from waste_report
            where container_id = :container and kind = :kind and at > :since\
            """)
                .param("container", container)
                .param("kind", kind.name())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
