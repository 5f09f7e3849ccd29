package de.stadtkern.kernel.monitoring;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which program this is; for administrators also what it runs on. */
@RestController
class VersionApi {

    private final BuildProperties build;
    private final JdbcClient jdbc;
    private final Access access;

    VersionApi(BuildProperties build, JdbcClient jdbc, Access access) {
        this.build = build;
        this.jdbc = jdbc;
        this.access = access;
    }

    @GetMapping("/version")
    Map<String, String> version() {
        Map<String, String> version = new LinkedHashMap<>();
        version.put("version", String.valueOf(build.getVersion()));
        version.put("commit", String.valueOf(build.get("commit")));
        version.put("committed", String.valueOf(build.get("committed")));
        boolean administrator = access.findPerson()
                .filter(person ->
                        !person.municipalitiesWith(Permission.ADMINISTER).isEmpty())
                .isPresent();
        if (administrator) {
            version.put(
                    "schema",
                    text(
                            "select version from flyway_schema_history where success order by installed_rank desc limit 1"));
            version.put("java", Runtime.version().toString());
            version.put("postgresql", text("show server_version"));
        }
        return version;
    }

    private String text(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
