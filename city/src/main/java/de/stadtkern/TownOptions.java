package de.stadtkern;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a running town. Each is also a configuration key and an environment variable of the same word. */
final class TownOptions {

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

    /** As Spring reads them; options win over environment and file. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "stadtkern.port", port);
        add(arguments, "stadtkern.mqtt-port", mqttPort);
        add(arguments, "stadtkern.data", data);
        add(arguments, "stadtkern.db", db);
        add(arguments, "stadtkern.admin-password-file", adminPasswordFile);
        add(arguments, "stadtkern.osm", osm);
        add(arguments, "spring.config.additional-location", config);
        return arguments;
    }

    private static void add(List<String> arguments, String key, @Nullable Object value) {
        if (value != null) {
            arguments.add("--" + key + "=" + value);
        }
    }
}
