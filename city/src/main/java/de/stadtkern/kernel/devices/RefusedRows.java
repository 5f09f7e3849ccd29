package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that were refused before a device was known: one row for each reason, so that they cannot fill anything. */
@Component
class RefusedRows {

    private static final int LONGEST_SAMPLE = 1_000;
    private static final int LONGEST_ARGUMENT = 200;

    private final JdbcClient jdbc;

    RefusedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was refused for one reason.
     *
     * @param reason key of its text
     * @param arguments of the last one
     * @param sample how the last one begins
     */
    record Refused(String reason, List<String> arguments, long count, Instant first, Instant last, String sample) {}

    /** Notes a message that no other input could have brought in. Being overloaded is no fault of the message. */
    void note(long municipalityId, Refusal refusal, byte[] body) {
        if (refusal.isCorrectable()) {
            jdbc.sql("""
                            insert into device_refused (municipality_id, reason, arguments, sample)
                            values (:municipality, :reason, :arguments, :sample)
                            on conflict (municipality_id, reason) do update set arguments = excluded.arguments,
                                sample = excluded.sample, count = device_refused.count + 1, last_at = now()""")
                    .param("municipality", municipalityId)
                    .param("reason", refusal.textKey())
                    .param(
                            "arguments",
                            refusal.arguments().stream()
                                    .map(one -> printable(one.toString(), LONGEST_ARGUMENT))
                                    .toArray(String[]::new))
                    .param("sample", printable(beginning(body), LONGEST_SAMPLE))
                    .update();
        }
    }

    List<Refused> list(Set<Long> municipalities) {
        return jdbc.sql("select * from device_refused where municipality_id in (:municipalities) order by last_at desc")
                .param("municipalities", municipalities)
                .query((rs, n) -> new Refused(
                        rs.getString("reason"),
                        List.of((String[]) rs.getArray("arguments").getArray()),
                        rs.getLong("count"),
                        DeviceRows.getInstant(rs, "first_at"),
                        DeviceRows.getInstant(rs, "last_at"),
                        rs.getString("sample")))
                .list();
    }

    private static String beginning(byte[] body) {
        return new String(body, 0, Math.min(body.length, LONGEST_SAMPLE), StandardCharsets.UTF_8);
    }

    private static String printable(String text, int most) {
        String shown = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
        return shown.length() <= most ? shown : shown.substring(0, most);
    }
}
