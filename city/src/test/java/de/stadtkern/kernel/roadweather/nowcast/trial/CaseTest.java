package de.stadtkern.kernel.roadweather.nowcast.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.roadweather.nowcast.Sample;
import de.stadtkern.kernel.roadweather.nowcast.Site;
import de.stadtkern.kernel.roadweather.nowcast.trial.Score.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTest {

    private static final Instant START = Instant.parse("2026-01-15T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void seriesAtOnePositionAreOneRecordingInWhichEachMomentCountsOnce() throws IOException {
        Path observations = file("observations", """
            case,time_utc,air_temp_c,road_surface_temp_c,other
            a,2026-01-15T00:20:00Z,,2.5,1
            a,2026-01-15T00:00:00Z,1.5,3,0
            b,2026-01-15T00:20:00Z,9,9,0
            b,2026-01-15T00:40:00Z,NaN,2,
            b,2026-01-15T01:00:00Z,1,,0
            c,2026-01-15T00:00:00Z,1,1,0
            """);
        Path stations = file("stations", """
            case,station,lat,lon
            a,"Hof, Nord",50.3,11.9
            b,"Hof, Nord",50.30,11.9
            """);

        List<Recording> recordings = Recording.read(observations, stations);

        assertThat(recordings).hasSize(2);
        assertThat(recordings.getFirst().site()).isEqualTo(new Site(50.3, 11.9));
        assertThat(recordings.getFirst().samples())
                .containsExactly(
                        new Sample(START, 3, 1.5),
                        new Sample(START.plus(Duration.ofMinutes(20)), 2.5, null),
                        new Sample(START.plus(Duration.ofMinutes(40)), 2, null));
        assertThat(recordings.getLast().site()).isNull();
    }

    @Test
    void aRowWithoutTimeIsNamed() throws IOException {
        Path observations = file("observations", "case,road_surface_temp_c\na,3\n");

        assertThatThrownBy(() -> Recording.read(observations, null)).hasMessageContaining("no time_utc");
    }

    @Test
    void anHourLaterCountsWhatCameUntilTheNearestSample() {
        List<Case> cases = Case.of(List.of(recording(4, 3, 2, 1, -1, 2)));

        assertThat(cases).hasSize(2);
        assertThat(cases.getFirst().now().surface()).isEqualTo(2);
        assertThat(cases.getFirst().change()).isEqualTo(-3);
        assertThat(cases.getFirst().outcomes()).containsExactly(new Case.Outcome(2, true), null, null);
    }

    @Test
    void aFreezingIsHitByAWarningBeforeIt() {
        List<Recording> recordings = List.of(recording(4, 3, 2, 1, 0, -1));
        List<Case> cases = Case.of(recordings);

        Score warned = Score.of(recordings, cases, 1, one -> Answer.plain(true, 0));
        Score silent = Score.of(recordings, cases, 1, one -> Answer.plain(false, 0));

        assertThat(warned.contingency().hits()).isEqualTo(2);
        assertThat(warned.eventsHit()).isEqualTo(1);
        assertThat(warned.leadMinutes()).isEqualTo(40);
        assertThat(warned.meanError()).isEqualTo(1);
        assertThat(silent.contingency().misses()).isEqualTo(2);
        assertThat(silent.eventsHit()).isZero();
        assertThat(silent.events()).isEqualTo(1);
    }

    private static Recording recording(double... surfaces) {
        return new Recording(
                "one",
                null,
                IntStream.range(0, surfaces.length)
                        .mapToObj(i -> new Sample(START.plus(Duration.ofMinutes(20L * i)), surfaces[i], null))
                        .toList());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
