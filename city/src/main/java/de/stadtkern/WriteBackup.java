package de.stadtkern;

import de.stadtkern.kernel.backup.Backup;
import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.operations.ProofVerification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: all rows of a town in one file, whether the town runs or not. */
@Command(
        name = "backup",
        description = "writes all rows of a town into one file, also while it runs",
        mixinStandardHelpOptions = true)
final class WriteBackup implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "the backup, for instance town.zip; must not exist yet")
    @SuppressWarnings("NullAway.Init")
    Path file;

    @Override
    public Integer call() {
        try (Database database = options.settings(spec).visit()) {
            System.out.println("Written " + new Backup(database, System.out::println).writeTo(file));
            ProofVerification.newest(database.source()).forEach(System.out::println);
        }
        return ExitCode.OK;
    }
}
