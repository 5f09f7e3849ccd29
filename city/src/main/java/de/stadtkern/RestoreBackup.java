package de.stadtkern;

import de.stadtkern.kernel.backup.Restore;
import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: a backup becomes an empty database's rows. */
@Command(
        name = "restore",
        description = "brings a backup into an empty folder or an empty database",
        mixinStandardHelpOptions = true)
final class RestoreBackup implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "a file that the command backup wrote")
    @SuppressWarnings("NullAway.Init")
    Path file;

    @Option(
            names = "--tombstones",
            paramLabel = "FILE",
            description = "those whom the backup must not bring back (the file tombstones beside it)")
    @Nullable
    Path tombstones;

    @Override
    public Integer call() {
        DatabaseSettings settings = options.settings(spec);
        DatabaseOptions.requireFile(spec, "--tombstones", tombstones);
        try (Restore restore = tombstones == null
                        ? Restore.of(file, System.out::println)
                        : Restore.of(file, tombstones, System.out::println);
                Database database = settings.open()) {
            restore.into(database);
        }
        return ExitCode.OK;
    }
}
