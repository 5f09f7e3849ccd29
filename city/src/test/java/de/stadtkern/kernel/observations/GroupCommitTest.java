package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.observations.NewObservation.Result;
import de.stadtkern.kernel.observations.ObservationWriter.Stored;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class GroupCommitTest {

    @Autowired
    GroupCommit commits;

    @Autowired
    Devices devices;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    private long datastream;
    private long other;
    private long municipality;

    @BeforeEach
    void setUp() throws Exception {
        Devices.Station station = devices.station("Station " + UUID.randomUUID());
        datastream = station.air();
        other = station.surface();
        municipality = jdbc.sql("select municipality_id from thing where id = :id")
                .param("id", station.thing())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsAnsweredIsStoredInItsOrder() {
        List<CompletableFuture<Stored>> all = commits.storeAll(IntStream.range(0, 2_500)
                .mapToObj(i -> submission(datastream, result(i), null))
                .toList());

        List<Long> ids = all.stream().map(one -> commits.await(one).id()).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(results())
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_500).asDoubleStream().boxed().toList());
    }

    /** As no reader lets it through: only the database can refuse it. */
    @Test
    void whatTheDatabaseRefusesFailsAloneAmongItsNeighbours() {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean bad = i == 77 || i == 400;
            Result result = bad ? new Result(null, "{not json", -1) : result(i);
            submissions.add(submission(i % 2 == 0 ? datastream : other, result, null));
        }

        List<CompletableFuture<Stored>> all = commits.storeAll(submissions);

        for (int i = 0; i < all.size(); i++) {
            CompletableFuture<Stored> one = all.get(i);
            if (i == 77 || i == 400) {
                assertThatThrownBy(() -> commits.await(one)).isInstanceOf(Refusal.class);
            } else {
                assertThat(commits.await(one).fresh()).isTrue();
            }
        }
        assertThat(results()).hasSize(249);
    }

    @Test
    void anUnknownAndAForeignDatastreamFailAlone() {
        Submission foreign =
                new Submission(submission(datastream, result(1), null).observation(), -1, true);

        List<CompletableFuture<Stored>> all = commits.storeAll(
                List.of(submission(-5, result(1), null), foreign, submission(datastream, result(2), null)));

        assertThatThrownBy(() -> commits.await(all.get(0))).hasMessageContaining("unknown");
        assertThatThrownBy(() -> commits.await(all.get(1))).hasMessageContaining("unknown");
        assertThat(commits.await(all.get(2)).fresh()).isTrue();
    }

    @Test
    void aTokenIsStoredOnceAlsoWithinOneCommit() {
        List<CompletableFuture<Stored>> all = commits.storeAll(List.of(
                submission(datastream, result(1), "t"),
                submission(datastream, result(2), "t"),
                submission(datastream, result(3), "u")));
        List<Stored> stored = all.stream().map(commits::await).toList();
        Stored later = commits.await(commits.store(submission(datastream, result(4), "t")));

        assertThat(stored).extracting(Stored::fresh).containsExactly(true, false, true);
        assertThat(stored.get(1).id()).isEqualTo(stored.get(0).id());
        assertThat(later)
                .extracting(Stored::id, Stored::fresh)
                .containsExactly(stored.get(0).id(), false);
        assertThat(results()).containsExactly(1.0, 3.0);
    }

    @Test
    void theNewestValueAndTheNumberOfValuesAreKeptInTheSameCommit() {
        commits.storeAll(List.of(
                        submission(datastream, result(1), null),
                        submission(datastream, result(2), null),
                        submission(datastream, result(3), null)))
                .forEach(commits::await);

        assertThat(jdbc.sql("select result from last_observation where datastream_id = :id")
                        .param("id", datastream)
                        .query(Double.class)
                        .single())
                .isEqualTo(3);
        assertThat(jdbc.sql("select observations from datastream_extent where datastream_id = :id")
                        .param("id", datastream)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void theNumberOfObservationsIsKnownWithoutCounting() throws Exception {
        commits.storeAll(List.of(submission(datastream, result(1), null), submission(datastream, result(2), null)))
                .forEach(commits::await);
        String path = Devices.ROOT + "Datastreams(%d)/Observations".formatted(datastream);
        assertThat(answer(path + "/$count")).isEqualTo("2");
        long id = jdbc.sql("select max(id) from observation where datastream_id = :id")
                .param("id", datastream)
                .query(Long.class)
                .single();

        devices.delete("Observations(%d)".formatted(id));

        assertThat(answer(path + "/$count")).isEqualTo("1");
        assertThat(answer(path + "?$count=true&$top=1")).contains("\"@iot.count\":1,");
    }

    private String answer(String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse().getContentAsString();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z",
        "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
        "2024-02-29T23:59:59.000001Z, 2024-02-29T23:59:59.000001Z",
    })
    void momentsAreReadAsTheyAreMeant(String text, Instant expected) {
        assertThat(Moments.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T12:00:00Z",
                "2026-01-31T24:00:01Z",
                "2026-01-31T12:00:0xZ",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31 12:00:00Z",
                "Z",
                ""
            })
    void whatIsNoMomentIsRefused(String text) {
        assertThatThrownBy(() -> Moments.read(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void whenTooManyWaitTheNextOneWaitsThenIsRefusedAndNothingIsLost() throws SQLException {
        List<CompletableFuture<Stored>> waiting;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table observation in exclusive mode");
            waiting = commits.storeAll(IntStream.range(0, 20_000)
                    .mapToObj(i -> submission(i % 2 == 0 ? datastream : other, result(i), null))
                    .toList());

            assertThatThrownBy(() -> commits.store(submission(datastream, result(-1), null)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            connection.rollback();
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        assertThat(results()).hasSize(10_000).doesNotContain(-1.0);
    }

    @Test
    void withoutDatabaseNothingIsAnsweredAsStored() {
        Submission unstorable = new Submission(
                new NewObservation(datastream, null, null, null, new Result(null, null, -1), null, null, null, null),
                municipality,
                true);

        assertThatThrownBy(() -> commits.store(unstorable).join()).isInstanceOf(CompletionException.class);
        assertThat(results()).isEmpty();
    }

    private Submission submission(long to, Result result, @Nullable String token) {
        return new Submission(
                new NewObservation(to, token, null, null, result, null, null, null, null), municipality, true);
    }

    private static Result result(double number) {
        return new Result(number, null, -1);
    }

    private List<Double> results() {
        return jdbc.sql("select result from observation where datastream_id = :id order by id")
                .param("id", datastream)
                .query((row, number) -> row.getDouble("result"))
                .list();
    }
}
