package de.stadtkern.bench.observations;

import java.util.Arrays;
import java.util.Locale;

/** What happened between two moments: answers, errors, latencies, and the CPU it took. */
final class Measurement {

    private final Cpu cpu;
    private final double clientAtStart;
    private final double serverAtStart;
    private final long start = System.nanoTime();
    private long[] nanos = new long[1 << 16];
    private int answers;
    private long bytes;
    private long errors;
    private String firstError = "";
    private long end = start;
    private double clientSeconds;
    private double serverSeconds;

    Measurement(Cpu cpu) {
        this.cpu = cpu;
        this.clientAtStart = Cpu.client();
        this.serverAtStart = cpu.server();
    }

    void answered(long sentAt, long size) {
        if (answers == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * answers);
        }
        end = System.nanoTime();
        nanos[answers++] = end - sentAt;
        bytes += size;
    }

    void failed(String why) {
        if (errors++ == 0) {
            firstError = why;
        }
    }

    /** Freezes the CPU times. */
    Measurement close() {
        clientSeconds = Cpu.client() - clientAtStart;
        serverSeconds = cpu.server() - serverAtStart;
        Arrays.sort(nanos, 0, answers);
        return this;
    }

    int answers() {
        return answers;
    }

    double seconds() {
        return Math.max(1e-9, (end - start) / 1e9);
    }

    /** As a line of the table; {@code rows} is the number of observations in one request. */
    Line line(String work, int connections, int rows, String remark) {
        double rate = answers / seconds();
        return new Line(
                work,
                connections,
                rate,
                rate * rows,
                milliseconds(0.50),
                milliseconds(0.99),
                errors,
                answers == 0 ? 0 : bytes / answers,
                microseconds(clientSeconds),
                microseconds(serverSeconds),
                (remark + " " + firstError).strip());
    }

    private double milliseconds(double share) {
        return answers == 0 ? Double.NaN : nanos[(int) Math.min(answers - 1, (long) (answers * share))] / 1e6;
    }

    private double microseconds(double seconds) {
        return answers == 0 ? Double.NaN : seconds * 1e6 / answers;
    }

    /** A line of the table; the CPU times are microseconds a request. An error answer is no result. */
    record Line(
            String work,
            int connections,
            double requests,
            double rows,
            double p50,
            double p99,
            long errors,
            long bytes,
            double clientCpu,
            double serverCpu,
            String remark) {

        static final String MARKDOWN_HEAD = """
                | work | connections | requests/s | observations/s | p50 ms | p99 ms | errors | bytes/answer | client µs/request | server µs/request | remark |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|""";
        static final String CSV_HEAD =
                "work,connections,requests_per_s,observations_per_s,p50_ms,p99_ms,errors,bytes_per_answer,client_us,server_us,remark";

        String markdown() {
            return "| %s | %d | %s | %s | %s | %s | %d | %d | %.0f | %.0f | %s |"
                    .formatted(
                            work,
                            connections,
                            figure(requests),
                            rows == 0 ? "" : figure(rows),
                            figure(p50),
                            figure(p99),
                            errors,
                            bytes,
                            clientCpu,
                            serverCpu,
                            remark.replace('|', '/').replaceAll("\\s+", " "));
        }

        String csv() {
            return String.format(
                    Locale.ROOT,
                    "\"%s\",%d,%.1f,%.1f,%.3f,%.3f,%d,%d,%.1f,%.1f,\"%s\"",
                    work.replace("\"", "\"\""),
                    connections,
                    requests,
                    rows,
                    p50,
                    p99,
                    errors,
                    bytes,
                    clientCpu,
                    serverCpu,
                    remark.replace("\"", "\"\"").replaceAll("\\s+", " "));
        }

        private static String figure(double value) {
            return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
        }
    }
}
