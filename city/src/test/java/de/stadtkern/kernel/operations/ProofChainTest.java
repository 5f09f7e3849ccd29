package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import de.stadtkern.kernel.backup.Backup;
import de.stadtkern.kernel.backup.Restore;
import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import de.stadtkern.kernel.database.TestDatabase;
import de.stadtkern.kernel.operations.ProofVerification.Chain;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Every change is really made in PostgreSQL, with the triggers off, as the owner of the database could. */
class ProofChainTest {

    private static final Instant NOW = Instant.parse("2026-10-25T00:30:00.123456789Z");
    private static final long HERE = 1;
    private static final long THERE = 2;

    @TempDir
    Path folder;

    private final HikariDataSource source = new HikariDataSource();
    private JdbcClient sql;
    private TransactionTemplate transaction;
    private ProofChain chain;

    @BeforeEach
    void make() {
        source.setJdbcUrl(url("proof_chain_test"));
        sql = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        fresh(sql, "proof_chain_test");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:de/stadtkern/**/*.sql")
                .load()
                .migrate();
        sql.sql("insert into municipality (key, name) values ('h', 'Hier'), ('d', 'Dort')")
                .update();
        chain = chain(NOW);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void everyMunicipalityHasItsOwnUnbrokenChain() {
        fill(5);

        assertThat(verify()).extracting(Chain::broken).containsOnlyNulls();
        assertThat(verify()).extracting(Chain::entries).containsExactly(5L, 5L);
        assertThat(head()).matches("5:[0-9a-f]{64}");
    }

    @Test
    void manyAtOnceGetEachNumberOnce() throws Exception {
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            writers.add(() -> append(number % 4 == 0 ? THERE : HERE, "{\"n\": %d}".formatted(number)));
        }
        List<Long> numbers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Long> one : threads.invokeAll(writers)) {
                numbers.add(one.get());
            }
        }

        assertThat(numbers).hasSize(40);
        assertThat(verify()).extracting(Chain::broken).containsOnlyNulls();
        assertThat(verify()).extracting(Chain::entries).containsExactly(30L, 10L);
    }

    @Test
    void anEntryThatIsRolledBackLeavesNoGap() {
        fill(1);
        transaction.executeWithoutResult(status -> {
            chain.append(entry(HERE, "{}"));
            status.setRollbackOnly();
        });
        append(HERE, "{}");

        assertThat(verify()).extracting(Chain::broken).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update proof set content = content || '{\"n\": 3.0000001}' where id = 5",
                "update proof set content = '{}' where id = 5",
                "update proof set made_at = made_at + interval '1 microsecond' where id = 5",
                "update proof set source = 'sweeping' where id = 5",
                "update proof set kind = 'TOUR' where id = 5",
                "update proof set tour_id = 7 where id = 5",
                "update proof set corrects = 1 where id = 5",
                "update proof set municipality_id = 2 where id = 5",
                "update proof_link set content_hash = repeat('0', 64) where proof_id = 5",
                "update proof_link set hash = repeat('0', 64) where proof_id = 5"
            })
    void whateverIsChangedTheFirstBrokenEntryIsNamed(String change) {
        fill(5);
        tamper(change);

        assertThat(verify().getFirst().broken()).contains("entry 3 (proof 5)");
        assertThat(verify().getLast().broken()).isNull();
    }

    @Test
    void anEntryOfADecisionIsChained() {
        fill(2);
        tamper(
                "alter table proof drop constraint proof_decision_id_fkey; update proof set decision_id = 1 where id = 3");

        assertThat(verify().getFirst().broken()).isEqualTo("entry 2 (proof 3) was changed");
    }

    @Test
    void anotherIdIsFound() {
        fill(5);
        tamper("update proof set id = 500 where id = 5");

        assertThat(verify().getFirst().broken()).isEqualTo("entry 3 (proof 5) was removed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from proof_link where proof_id = 5; delete from proof where id = 5",
                "update proof_link set number = 50 where proof_id = 5",
                "update proof_link set municipality_id = 2, number = 50 where proof_id = 5"
            })
    void aGapIsNamed(String change) {
        fill(5);
        tamper(change);

        assertThat(verify().getFirst().broken()).isEqualTo("entry 3 is missing: after 2 comes 4");
    }

    @Test
    void aMissingProofIsNamed() {
        fill(5);
        tamper("delete from proof where id = 5");

        assertThat(verify().getFirst().broken()).isEqualTo("entry 3 (proof 5) was removed");
    }

    @Test
    void anEntryPutInIsNamedWhetherItHasALinkOrNot() {
        fill(5);
        tamper("insert into proof select 99, decision_id, municipality_id, source, made_at, content, kind, tour_id,"
                + " corrects from proof where id = 5");
        assertThat(verify().getFirst().broken()).startsWith("proof 99 is in no chain");

        tamper("update proof_link set number = number + 1000 where municipality_id = 1 and number > 3;"
                + " update proof_link set number = number - 999 where municipality_id = 1 and number > 1000;"
                + " insert into proof_link select 1, 4, 99, content_hash, hash from proof_link where proof_id = 5");
        assertThat(verify().getFirst().broken()).isEqualTo("entry 4 (proof 99): its link was changed");
    }

    @Test
    void whoKnowsTheNewestFindsOutThatTheEndWasCutOff() {
        fill(5);
        String known = head();
        tamper("delete from proof_link where municipality_id = 1 and number > 3;"
                + " delete from proof where municipality_id = 1 and id > 5");

        assertThat(verify()).extracting(Chain::broken).containsOnlyNulls();
        assertThat(ProofVerification.isThere(source, known)).isFalse();
        append(HERE, "{}");
        append(HERE, "{}");
        assertThat(ProofVerification.isThere(source, known)).isFalse();
        assertThat(ProofVerification.isThere(source, head())).isTrue();
    }

    @Test
    void proofsOfAVersionWithoutChainAreChainedOnceAndBeforeAnyNewOne() {
        tamper("insert into proof (municipality_id, source, kind, made_at, content)"
                + " select 1, 'winter', 'DECISION', now(), jsonb_build_object('n', 1.50) from generate_series(1, 3)");
        assertThat(verify().getFirst().broken()).startsWith("proof 1 is in no chain");

        assertThat(append(HERE, "{}")).isEqualTo(4);
        chain.chainWhatIsOlder();
        assertThat(verify().getFirst().broken()).isNull();

        tamper("insert into proof (municipality_id, source, kind, made_at, content)"
                + " values (1, 'winter', 'DECISION', now(), '{}')");
        chain.chainWhatIsOlder();
        assertThat(verify().getFirst().broken()).startsWith("proof 5 is in no chain");
    }

    @Test
    void theChainOutlivesBackupAndRestore() {
        fill(4);
        Path file = folder.resolve("town.zip");
        try (Database town = database("proof_chain_test");
                Database copy = database("proof_chain_copy")) {
            fresh(JdbcClient.create(copy.source()), "proof_chain_copy");
            new Backup(town, line -> {}).writeTo(file);
            try (Restore restore = Restore.of(file, line -> {})) {
                restore.into(copy);
            }

            assertThat(ProofVerification.of(copy.source())).isEqualTo(verify());
            assertThat(ProofVerification.isThere(copy.source(), head())).isTrue();
        }
    }

    @Test
    void whatIsKeptTooLongGoesAndTheChainStillHolds() {
        Instant old = NOW.minusSeconds(4000L * 86_400);
        ProofChain then = chain(old);
        for (String kind : List.of("winter", "winter", "sweeping")) {
            transaction.executeWithoutResult(status -> then.append(new ProofChain.NewEntry(
                    HERE, ProofEntry.Kind.DECISION, null, null, null, kind, Map.of("person", "Erika"))));
        }
        transaction.executeWithoutResult(status -> chain.append(new ProofChain.NewEntry(
                HERE, ProofEntry.Kind.CORRECTION, null, null, 1L, "winter", Map.of("person", "Erika"))));
        append(HERE, "{\"person\": \"Max\"}");
        String known = head();

        retention().deleteWhatIsOver();
        retention().deleteWhatIsOver();

        assertThat(sql.sql("select string_agg(kind || ' ' || source, ', ' order by id) from proof")
                        .query(String.class)
                        .single())
                .isEqualTo("DECISION sweeping, DECISION winter, DELETION winter");
        assertThat(sql.sql("select count(*) from proof where content::text like '%Erika%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        Chain now = verify().getFirst();
        assertThat(now.broken()).isNull();
        assertThat(now.entries()).isEqualTo(6);
        assertThat(now.deleted()).isEqualTo(3);
        assertThat(ProofVerification.isThere(source, known)).isTrue();

        tamper("delete from proof where source = 'sweeping'");
        assertThat(verify().getFirst().broken()).isEqualTo("entry 3 (proof 3) was removed");
    }

    @Test
    void nobodyDeletesByMistake() {
        fill(1);

        for (String change :
                List.of("delete from proof", "delete from proof_link", "update proof_link set hash = ''")) {
            assertThatThrownBy(() -> sql.sql(change).update()).hasMessageContaining("only ever added to");
        }
    }

    private ProofRetention retention() {
        ProofSettings settings = new ProofSettings(Period.ofYears(20), Map.of("winter", Period.ofYears(10)));
        return new ProofRetention(
                sql, chain, settings, Clock.fixed(NOW, ZoneOffset.UTC), new JdbcTransactionManager(source));
    }

    private ProofChain chain(Instant at) {
        return new ProofChain(
                sql, new JsonMapper(), Clock.fixed(at, ZoneOffset.UTC), new JdbcTransactionManager(source));
    }

    /** Ids are odd here and even there. */
    private void fill(int each) {
        for (int i = 1; i <= each; i++) {
            String content = "{\"n\": %d.50, \"tiny\": 1e-7, \"text\": \"Süßen \\u0001 \\\"x\\\"\", \"none\": null}"
                    .formatted(i);
            append(HERE, content);
            append(THERE, content);
        }
    }

    private long append(long municipality, String content) {
        return transaction
                .execute(status -> chain.append(entry(municipality, content)))
                .number();
    }

    private static ProofChain.NewEntry entry(long municipality, String content) {
        return new ProofChain.NewEntry(
                municipality, ProofEntry.Kind.DECISION, null, null, null, "winter", new JsonMapper().readTree(content));
    }

    private void tamper(String change) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table proof disable trigger user; alter table proof_link disable trigger user; "
                    + change + "; alter table proof enable trigger user; alter table proof_link enable trigger user");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Chain> verify() {
        return ProofVerification.of(source);
    }

    private String head() {
        return chain.heads(List.of(HERE)).getFirst().toString();
    }

    private static Database database(String schema) {
        return new DatabaseSettings(url(schema), Path.of("unused"), null).open();
    }

    private static String url(String schema) {
        return TestDatabase.url() + "&currentSchema=" + schema;
    }

    private static void fresh(JdbcClient sql, String schema) {
        sql.sql("drop schema if exists " + schema + " cascade").update();
        sql.sql("create schema " + schema).update();
    }
}
