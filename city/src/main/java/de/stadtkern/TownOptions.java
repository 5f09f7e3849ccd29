package de.stadtkern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a running town. Each is also a configuration key and an environment variable of the same word. */
final class TownOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "where people and devices come in by HTTP (8080; 0: any free port)")
    @Nullable
    Integer port;

    @Option(
            names = "--mqtt-port",
            paramLabel = "N",
            description = "where devices come in by MQTT (1883; 0: any free port; -1: not at all)")
    @Nullable
    Integer mqttPort;

    @Option(names = "--data", paramLabel = "DIR", description = "directory that holds everything the town keeps")
    @Nullable
    Path data;

    @Option(names = "--db", paramLabel = "JDBC_URL", description = "a PostgreSQL server from 15 on, instead of our own")
    @Nullable
    String db;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with further settings")
    @Nullable
    Path config;

    @Option(names = "--admin-password-file", paramLabel = "FILE", description = "first password of the login admin")
    @Nullable
    Path adminPasswordFile;

    @Option(names = "--osm", paramLabel = "FILE", description = "OpenStreetMap extract with the town's streets")
    @Nullable
    Path osm;

    @Option(
            names = "--sensorthings-open",
            description = "for conformance tests: anybody on this machine writes by SensorThings, on an empty database")
    boolean sensorThingsOpen;

    /** As Spring reads them; options win over environment and file. A file that is named must be there. */
    List<String> asArguments() {
        requireFile("--config", config);
        requireFile("--admin-password-file", adminPasswordFile);
        requireFile("--osm", osm);
        List<String> arguments = new ArrayList<>();
        add(arguments, "stadtkern.port", port);
        add(arguments, "stadtkern.mqtt-port", mqttPort);
        add(arguments, "stadtkern.data", data);
        add(arguments, "stadtkern.db", db);
        add(arguments, "stadtkern.admin-password-file", adminPasswordFile);
        add(arguments, "stadtkern.osm", osm);
        add(arguments, "stadtkern.config", config);
        if (sensorThingsOpen) {
            add(arguments, "stadtkern.sensorthings.open", true);
        }
        return arguments;
    }

    private void requireFile(String option, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), option + " " + file + " does not exist or cannot be read");
        }
    }

    private static void add(List<String> arguments, String key, @Nullable Object value) {
        if (value != null) {
            arguments.add("--" + key + "=" + value);
        }
    }
}
