package de.stadtkern.kernel.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own, in memory, that can be as small or as read-only as a test needs it. */
record Mount(Path folder) implements AutoCloseable {

    static Mount ofMegabytes(int megabytes, Path folder) throws IOException, InterruptedException {
        assumeTrue(new UnixSystem().getUid() == 0, "needs root: mounts a disk of its own");
        Files.createDirectories(folder);
        boolean allowed = new ProcessBuilder(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "mode=755,size=" + megabytes + "m",
                                "tmpfs",
                                folder.toString())
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(allowed, "needs to mount a disk: that is forbidden here");
        return new Mount(folder);
    }

    void makeReadOnly() throws IOException, InterruptedException {
        Shell.run("mount", "-o", "remount,ro", folder.toString());
    }

    /** Takes all the room that is left. */
    Path fill() throws IOException {
        Path ballast = folder.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Shell.run("umount", "--lazy", folder.toString());
    }
}
