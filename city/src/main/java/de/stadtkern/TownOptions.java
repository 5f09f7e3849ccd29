package de.stadtkern;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--admin-password-file", paramLabel = "FILE", description = "first password of the login admin")
    @Nullable
    Path adminPasswordFile;

    @Option(names = "--osm", paramLabel = "FILE", description = "OpenStreetMap extract with the town's streets")
    @Nullable
    Path osm;

    /** As Spring reads them; options win over environment and file. A file that is named must be there. */
    List<String> asArguments() {
        DatabaseOptions.requireFile(spec, "--admin-password-file", adminPasswordFile);
        DatabaseOptions.requireFile(spec, "--osm", osm);
        List<String> arguments = database.asArguments(spec);
        DatabaseOptions.add(arguments, "stadtkern.port", port);
        DatabaseOptions.add(arguments, "stadtkern.mqtt-port", mqttPort);
        DatabaseOptions.add(arguments, "stadtkern.admin-password-file", adminPasswordFile);
        DatabaseOptions.add(arguments, "stadtkern.osm", osm);
        return arguments;
    }
}
