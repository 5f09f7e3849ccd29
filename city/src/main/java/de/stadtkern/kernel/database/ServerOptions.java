package de.stadtkern.kernel.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every start tells the server, whatever its configuration files say: durable, and for this machine only. */
final class ServerOptions {

    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 1024;

    private ServerOptions() {}

    /** In MB: an eighth of the memory. */
    private static long sharedBuffers() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.clamp(system.getTotalMemorySize() / 8 / (1024 * 1024), LEAST_BUFFERS, MOST_BUFFERS);
    }

    static String onPort(int port) {
        return Stream.of(
                        "port=" + port,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "fsync=on",
                        "synchronous_commit=on",
                        "full_page_writes=on",
                        "max_connections=50",
                        "shared_buffers=" + sharedBuffers() + "MB",
                        "jit=off",
                        // Disks without moving heads: an index is worth it for few rows already.
                        "random_page_cost=1.1",
                        // Not in /dev/shm: small in containers, and systemd empties it when the account signs out.
                        "dynamic_shared_memory_type=mmap",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        // One file a day, overwritten after a week.
                        "logging_collector=on",
                        "log_directory=log",
                        "log_filename=postgres-%a.log",
                        "log_rotation_age=1d",
                        "log_rotation_size=0",
                        "log_truncate_on_rotation=on")
                .map(setting -> "-c " + setting)
                .collect(Collectors.joining(" "));
    }
}
