package de.stadtkern;

import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.streets.Progress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import osm}: the town's streets and its map from an OpenStreetMap extract. */
@Command(
        name = "osm",
        description = "the streets and the map from an OpenStreetMap extract; as often as there is a newer one",
        mixinStandardHelpOptions = true)
final class ImportOsm implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "the extract: .osm.pbf, .osm or .osm.gz")
    @SuppressWarnings("NullAway.Init")
    Path file;

    @Override
    public Integer call() {
        DatabaseOptions.requireFile(spec, "FILE", file);
        try (Database database = options.settings(spec).visit()) {
            System.out.println(BaseMap.in(database.source()).importExtract(file, ImportOsm::tell));
        }
        return ExitCode.OK;
    }

    private static void tell(Progress.Step step, int count) {
        String done = switch (step) {
            case READ -> "%,d segments of roads read";
            case WRITTEN -> "%,d segments of roads compared";
            case DRAWN -> "%,d features of the map written";
        };
        System.out.println(String.format(Locale.ROOT, done, count));
    }
}
