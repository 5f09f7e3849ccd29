package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Places as lines of {@code latitude;longitude;name;minutes;demand}; minutes and demand may be missing. Fields are apart
 * by semicolons or tabs, or by commas when there are neither; a first line without numbers is a heading.
 */
final class PointList {

    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_DEMAND = 1_000_000;
    private static final int LONGEST_NAME = 200;
    private static final Pattern BREAK = Pattern.compile("\\R");

    private PointList() {}

    /** The places as jobs without numbers yet. */
    static List<Job> read(String text, String field) {
        List<Job> jobs = new ArrayList<>();
        int number = 0;
        for (String line : BREAK.split(text.replace("\uFEFF", ""), -1)) {
            number++;
            boolean heading = number == 1 && !line.matches(".*\\d.*");
            if (!line.isBlank() && !heading) {
                jobs.add(job(line, number, field));
            }
        }
        if (jobs.isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-point").at(field);
        }
        return jobs;
    }

    private static Job job(String line, int number, String field) {
        boolean commas = line.indexOf(';') < 0 && line.indexOf('\t') < 0;
        String[] parts = line.split(commas ? "," : "[;\t]", -1);
        try {
            double lat = Fields.number(field, part(parts, 0), -90, 90);
            double lon = Fields.number(field, part(parts, 1), -180, 180);
            String name = part(parts, 2).replaceAll("\\p{Cntrl}", " ");
            double minutes = part(parts, 3).isEmpty() ? 0 : Fields.number(field, part(parts, 3), 0, MOST_MINUTES);
            double demand = part(parts, 4).isEmpty() ? 0 : Fields.number(field, part(parts, 4), 0, MOST_DEMAND);
            return new Job(
                    0,
                    name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                    null,
                    List.of(new Position(lon, lat)),
                    true,
                    0,
                    minutes * 60,
                    demand);
        } catch (Refusal refusal) {
            throw Refusal.badInput("planning.refusal.point", number, line.strip())
                    .at(field);
        }
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].strip().replaceAll("^\"|\"$", "") : "";
    }
}
