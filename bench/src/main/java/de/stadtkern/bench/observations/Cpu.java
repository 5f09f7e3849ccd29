package de.stadtkern.bench.observations;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Seconds of CPU: of this program, and of the server's processes with all that they started (Linux). */
public record Cpu(List<Long> processes) {

    private static final double TICKS_PER_SECOND = 100;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static double client() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** Those that have ended are counted as long as their parent lives and has waited for them. */
    public double server() {
        return processes.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .mapToDouble(process -> seconds(process.pid()))
                .sum();
    }

    /** Resident memory in MB, open files and threads of the first process: what a leak would show. */
    String size() {
        if (processes.isEmpty()) {
            return "";
        }
        Path process = Path.of("/proc", processes.getFirst().toString());
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<Path> threads = Files.list(process.resolve("task"))) {
            long pages =
                    Long.parseLong(Files.readString(process.resolve("statm")).split(" ")[1]);
            return "%d MB resident, %d open files, %d threads".formatted(pages / 256, files.count(), threads.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int user = 11; user < 15; user++) {
                ticks += Long.parseLong(fields[user]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
