package de.stadtkern;

import de.stadtkern.kernel.database.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the rows of a town lie. Each option is also a configuration key and an environment variable of the same word. */
final class DatabaseOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "directory that holds everything the town keeps")
    @Nullable
    Path data;

    @Option(names = "--db", paramLabel = "JDBC_URL", description = "a PostgreSQL server from 15 on, instead of our own")
    @Nullable
    String db;

    @Option(
            names = "--postgres-binaries",
            paramLabel = "DIR",
            description =
                    "programs of a PostgreSQL from 15 on that run our own database, instead of those we bring along")
    @Nullable
    Path postgresBinaries;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with further settings")
    @Nullable
    Path config;

    /** As Spring reads them. A file that is named must be there. */
    List<String> asArguments(CommandSpec command) {
        requireFile(command, "--config", config);
        List<String> arguments = new ArrayList<>();
        add(arguments, "stadtkern.data", data);
        add(arguments, "stadtkern.db", db);
        add(arguments, "stadtkern.postgres-binaries", postgresBinaries);
        add(arguments, "stadtkern.config", config);
        return arguments;
    }

    /** The options together with what environment and file say, for a command that does not run the town. */
    DatabaseSettings settings(CommandSpec command) {
        try (var context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .run(asArguments(command).toArray(String[]::new))) {
            return context.getBean(DatabaseSettings.class);
        }
    }

    static void requireFile(CommandSpec command, String option, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new ParameterException(
                    command.commandLine(), option + " " + file + " does not exist or cannot be read");
        }
    }

    static void add(List<String> arguments, String key, @Nullable Object value) {
        if (value != null) {
            arguments.add("--" + key + "=" + value);
        }
    }

    @EnableConfigurationProperties(DatabaseSettings.class)
    private static final class Settings {}
}
