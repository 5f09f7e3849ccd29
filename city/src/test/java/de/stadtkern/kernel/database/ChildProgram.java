package de.stadtkern.kernel.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Stadtkern in a process of its own, so that it can be killed. */
final class ChildProgram implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildProgram(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProgram start(Class<?> program, Path folder) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), program, folder);
    }

    /** Starts it as another account: with these words before the command and from this class path. */
    static ChildProgram start(List<String> prefix, String classPath, Class<?> program, Path folder) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                program.getName(),
                folder.toString()));
        return start(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Starts it on a machine that has these commands only. */
    static ChildProgram startWithCommands(Path commands, Class<?> program, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString());
        builder.environment().put("PATH", commands.toString());
        return start(builder);
    }

    private static ChildProgram start(ProcessBuilder builder) throws IOException {
        return new ChildProgram(builder.redirectErrorStream(true).start());
    }

    long pid() {
        return process.pid();
    }

    ChildProgram awaitReady() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("ready")) {
                return this;
            }
        }
        throw new AssertionError("the child ended before it was ready:\n" + said);
    }

    String awaitFailure() throws IOException, InterruptedException {
        String said = output.readAllAsString();
        if (process.waitFor() == 0) {
            throw new AssertionError("the child did not fail:\n" + said);
        }
        return said;
    }

    /** The signal TERM, as a service manager sends it. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** The signal KILL: no code of the child runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A normal end: the child waits for the end of its input. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
