package de.stadtkern.kernel.containers.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gate of reference/waste.md: each emptying after 11 July is forecast from those before it. */
class EdinburghFillsTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Instant COUNTS =
            LocalDate.of(2016, 7, 11).atStartOfDay(ZONE).toInstant();

    @Test
    void forecastsOfEdinburghAreAsGoodAsTheGateAsks() throws IOException {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path file = Path.of(shared, "data/waste/edinburgh_litter_bin_collections_2016.csv");
        assumeTrue(Files.exists(file), file.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        FillForecasts forecasts = new FillForecasts(ZONE, Occasions.NONE);
        Map<Long, Instant> last = new HashMap<>();
        Map<Long, Integer> spans = new HashMap<>();
        int count = 0;
        double error = 0;
        int covered = 0;
        double brier = 0;
        int full = 0;
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            Instant at = LocalDateTime.parse(cells[0]).atZone(ZONE).toInstant();
            long bin = Long.parseLong(cells[1]);
            double share = Double.parseDouble(cells[6]) / 100;
            Instant before = last.put(bin, at);
            if (before != null && Duration.between(before, at).toHours() < 240) {
                int known = spans.merge(bin, 1, Integer::sum) - 1;
                if (!at.isBefore(COUNTS) && known >= 5) {
                    Forecast forecast = forecasts.at(bin, at);
                    double happened = share >= 1 ? 1 : 0;
                    count++;
                    error += Math.abs(forecast.middle() - share);
                    covered += share >= forecast.low() && share <= forecast.high() ? 1 : 0;
                    brier += Math.pow(forecast.fullProbability() - happened, 2);
                    full += (int) happened;
                }
            }
            forecasts.register(bin, List.of(cells[3]));
            forecasts.add(bin, Finding.emptied(at, share, 0));
        }
        double base = (double) full / count;
        assertThat(count).isEqualTo(4903);
        assertThat(error / count).isLessThan(0.122);
        assertThat((double) covered / count).isBetween(0.77, 0.83);
        assertThat(1 - brier / count / (base * (1 - base))).isGreaterThan(0.13);
    }
}
