package de.stadtkern.bench.streets;

import com.sun.management.OperatingSystemMXBean;
import de.stadtkern.kernel.streets.ImportReport;
import de.stadtkern.kernel.streets.Streets;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/** What an import takes of this process; the database works in its own. */
final class ImportFigures {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Streets streets;

    ImportFigures(Streets streets) {
        this.streets = streets;
    }

    void print(Path extract) {
        System.out.println("## Import\n");
        System.out.println("| | seconds | CPU seconds | segments | km |\n|---|---|---|---|---|");
        print("first time", extract);
        print("the same again", extract);
        System.out.println();
    }

    private void print(String what, Path extract) {
        long wall = System.nanoTime();
        long cpu = MACHINE.getProcessCpuTime();
        ImportReport report = streets.importExtract(extract, (count, step) -> {});
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %,d | %,.0f |",
                what,
                (System.nanoTime() - wall) / 1e9,
                (MACHINE.getProcessCpuTime() - cpu) / 1e9,
                report.segments(),
                report.lengthMetres() / 1000));
    }
}
