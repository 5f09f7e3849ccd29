package de.stadtkern.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.database.RestoreMark;
import de.stadtkern.kernel.database.TestDatabase;
import de.stadtkern.kernel.database.TownServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path folder;

    @Test
    void everyTableAndEverySequenceComesBackAsItWas() throws Exception {
        Path file = folder.resolve("town.zip");
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source");
                Town copy = Town.empty(TestDatabase.url(), "backup_target")) {
            Backup.Written written = town.backupTo(file);
            copy.restore(file);
            assertThat(copy.contents()).isEqualTo(town.contents()).containsKey("backup_test_reading_2026_11");
            assertThat(copy.count("backup_test_reading")).isEqualTo(500);
            assertThat(copy.count("spring_session")).isZero();
            for (Town one : List.of(town, copy)) {
                assertThat(one.sql()
                                .sql(
                                        "insert into thing (municipality_id, name, description) values (1, '', '') returning id")
                                .query(Long.class)
                                .single())
                        .isEqualTo(3);
            }
            assertThat(written.bytes()).isEqualTo(Files.size(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> copy.sql().sql("delete from audit_entry").update())
                    .hasMessageContaining("only ever added to");
        }
    }

    @Test
    void goesIntoPostgresFifteenAndBack() throws Exception {
        assumeTrue(Files.isDirectory(TownServer.PROGRAMS), "needs PostgreSQL 15 in " + TownServer.PROGRAMS);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path there = folder.resolve("there.zip");
        Path back = folder.resolve("back.zip");
        try (TownServer fifteen = TownServer.start(folder);
                Town town = Town.furnished(TestDatabase.url(), "backup_source");
                Town older = Town.empty(fifteen.url("geheim"), "stadtkern");
                Town again = Town.empty(TestDatabase.url(), "backup_target")) {
            town.backupTo(there);
            older.restore(there);
            older.backupTo(back);
            again.restore(back);
            assertThat(older.contents()).isEqualTo(town.contents());
            assertThat(again.contents()).isEqualTo(town.contents());
            assertThat(manifest(back).tables()).isEqualTo(manifest(there).tables());
            assertThat(manifest(back).sequences()).isEqualTo(manifest(there).sequences());
        }
    }

    @Test
    void allTablesAreOfOneMoment() throws Exception {
        Path file = folder.resolve("town.zip");
        AtomicBoolean enough = new AtomicBoolean();
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    town.sql()
                            .sql("with a as (insert into audit_entry (action, detail) values ('pair', ''))"
                                    + " insert into sensor (municipality_id, name, description, encoding_type, metadata)"
                                    + " values (1, '', '', '', '')")
                            .update();
                }
            });
            town.backupTo(file);
            enough.set(true);
            writer.join();
        }
        assertThat(rows(file, "audit_entry") - 2).isEqualTo(rows(file, "sensor") - 1);
    }

    @Test
    void aDamagedFileIsRefusedWhateverIsDamaged() throws Exception {
        Path file = folder.resolve("town.zip");
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            town.backupTo(file);
        }
        byte[] sound = Files.readAllBytes(file);
        Manifest manifest = manifest(file);
        Random random = new Random(1);
        for (int damage = 0; damage < 300; damage++) {
            byte[] flipped = sound.clone();
            flipped[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefusedOrHarmless(flipped, manifest);
            assertRefused(Arrays.copyOf(sound, random.nextInt(sound.length)));
        }
    }

    @Test
    void aForeignFileIsRefused() throws IOException {
        assertRefused("Das ist kein Backup.".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Restore.of(folder.resolve("nix.zip"), line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("nix.zip does not exist");
        assertThatThrownBy(() -> Restore.of(zip("hello.txt", "x"), line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("no entry manifest.json");
        assertThatThrownBy(() -> Restore.of(zip("manifest.json", "{\"format\": \"x\"}"), line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("cannot be understood");
    }

    @Test
    void aFileOfANewerProgramIsRefused() throws IOException {
        Manifest newer = new Manifest(1, "9.9", "20.1", Instant.EPOCH, List.of("29991231.2359"), List.of(), List.of());
        assertThatThrownBy(() -> Restore.of(zip("manifest.json", newer.write()), line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("written by Stadtkern 9.9, which is newer")
                .hasMessageContaining("29991231.2359");
        Manifest format = new Manifest(2, "9.9", "20.1", Instant.EPOCH, List.of(), List.of(), List.of());
        assertThatThrownBy(() -> Restore.of(zip("manifest.json", format.write()), line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("has the format 2")
                .hasMessageContaining("Restore it with Stadtkern 9.9.");
    }

    @Test
    void aDatabaseWithTablesIsLeftAlone() throws Exception {
        Path file = folder.resolve("town.zip");
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            town.backupTo(file);
            var before = town.contents();
            assertThatThrownBy(() -> town.restore(file))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("The database is not empty")
                    .hasMessageContaining("--data");
            assertThat(town.contents()).isEqualTo(before);
        }
    }

    @Test
    void aFileThatExistsIsNotOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("town.zip"), "kept");
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            assertThatThrownBy(() -> town.backupTo(file))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("exists already");
            assertThat(file).hasContent("kept");
            assertThatThrownBy(() -> town.backupTo(folder.resolve("no/town.zip")))
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining(folder.resolve("no").toString());
        }
    }

    @Test
    void whatAnInterruptedRestoreLeftIsClearedAway() throws Exception {
        Path file = folder.resolve("town.zip");
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source");
                Town copy = Town.furnished(TestDatabase.url(), "backup_target")) {
            town.backupTo(file);
            try (Connection connection = copy.database().source().getConnection()) {
                RestoreMark.set(connection);
            }
            assertThatThrownBy(() -> copy.backupTo(folder.resolve("half.zip")))
                    .hasMessageContaining("A restore into this database runs or was interrupted");
            copy.restore(file);
            assertThat(copy.contents()).isEqualTo(town.contents());
        }
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("damaged.zip"), content);
        assertThatThrownBy(() -> Restore.of(file, line -> {}))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("damaged.zip")
                .hasMessageContaining("Nothing was changed.");
    }

    /** A bit in the time of an entry, for instance, matters to nobody. */
    private void assertRefusedOrHarmless(byte[] content, Manifest original) throws IOException {
        Path file = Files.write(folder.resolve("flipped.zip"), content);
        try {
            assertThat(manifest(file)).isEqualTo(original);
        } catch (BackupFailure refused) {
            assertThat(refused).hasMessageContaining("flipped.zip is damaged");
        }
    }

    private static Manifest manifest(Path file) {
        try (BackupFile backup = BackupFile.verified(file, new Progress(line -> {}))) {
            return backup.manifest();
        }
    }

    private static long rows(Path file, String table) {
        return manifest(file).tables().stream()
                .filter(content -> content.table().name().equals(table))
                .findAny()
                .orElseThrow()
                .rows();
    }

    private Path zip(String entry, String content) throws IOException {
        return zip(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    private Path zip(String entry, byte[] content) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return file;
    }
}
