package de.stadtkern.bench.nowcast;

import de.stadtkern.kernel.roadweather.nowcast.Coefficients;
import de.stadtkern.kernel.roadweather.nowcast.Horizon;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import de.stadtkern.kernel.roadweather.nowcast.Site;
import de.stadtkern.kernel.roadweather.nowcast.trial.Case;
import de.stadtkern.kernel.roadweather.nowcast.trial.Fitting;
import de.stadtkern.kernel.roadweather.nowcast.trial.Recording;
import de.stadtkern.kernel.roadweather.nowcast.trial.Score;
import de.stadtkern.kernel.roadweather.nowcast.trial.Score.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
        name = "bench/run nowcast",
        mixinStandardHelpOptions = true,
        description = "Says how good the nowcast is on recorded stations, beside simple methods, as Markdown.")
final class Main implements Callable<Integer> {

    /** SHA-256 of the observations that the shipped coefficients were fitted on. */
    private static final String FITTED_ON = "3c8c9bd9f9ba976900b1fce15cf21a8811ca0aa6a76fa597f7dde7bf1be0251f";

    private interface Method {
        Answer answer(Case one, int hours);
    }

    @Parameters(
            paramLabel = "OBSERVATIONS",
            description = "CSV: case, time_utc, road_surface_temp_c, air_temp_c, dew_point_c, subsurface_temp_c,"
                    + " wind_speed_kmh, precip_present")
    Path observations = Path.of("");

    @Option(names = "--stations", description = "CSV: case, lat, lon, type; without it nothing is known of the sun")
    @Nullable
    Path stations;

    @Option(
            names = "--fit",
            description = "fits coefficients to the file, prints them and tries them on places left out")
    boolean fit;

    @Option(names = "--memory", defaultValue = "3", description = "hours, for --fit (default: ${DEFAULT-VALUE})")
    double memory;

    @Option(names = "--sun", defaultValue = "25", description = "K, for --fit (default: ${DEFAULT-VALUE})")
    double sun;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        List<Recording> recordings = Recording.read(observations, stations);
        List<Case> cases = Case.of(recordings);
        boolean known = FITTED_ON.equals(HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(observations))));
        long placed = recordings.stream().filter(one -> one.site() != null).count();
        System.out.printf(
                Locale.ROOT,
                "# %s%n%n%d places, %d of them with a position; %d samples; %d cases with the surface above 0 °C.%n",
                observations.getFileName(),
                recordings.size(),
                placed,
                recordings.stream().mapToInt(one -> one.samples().size()).sum(),
                cases.size());
        System.out.printf(
                "The shipped coefficients (%s) %s.%n",
                Nowcast.VERSION,
                known
                        ? "were fitted on this very file: their row flatters them, the row of places left out does not"
                        : "have never seen this file");
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("nowcast, shipped coefficients", nowcast(one -> Coefficients.SHIPPED, true));
        Method judged = methods.get("nowcast, shipped coefficients");
        if (fit || known) {
            Fitting fitting = new Fitting(cases, memory, sun);
            if (fit) {
                System.out.println("\n" + fitting.all());
            }
            Map<Integer, Coefficients> without = new HashMap<>();
            judged = nowcast(one -> without.computeIfAbsent(one.place(), fitting::without), true);
            methods.put("nowcast, each place by coefficients fitted without it", judged);
        }
        methods.put("nowcast, shipped, position hidden", nowcast(one -> Coefficients.SHIPPED, false));
        baselines(methods);
        print("All cases", recordings, cases, methods);
        List<Case> night = cases.stream().filter(Main::dark).toList();
        if (!night.isEmpty()) {
            print("Nights: the sun stays below the horizon for three hours", recordings, night, methods);
        }
        printThresholds(recordings, cases, judged);
        return CommandLine.ExitCode.OK;
    }

    private interface Choice {
        Coefficients of(Case one);
    }

    private static Method nowcast(Choice choice, boolean placed) {
        return (one, hours) -> {
            Nowcast nowcast = Nowcast.of(one.past(), placed ? one.site() : null, choice.of(one))
                    .orElseThrow();
            Horizon horizon = nowcast.horizons().get(hours - 1);
            double probability = horizon.freezingProbability();
            return new Answer(
                    probability >= Nowcast.WARNING, horizon.surface(), horizon.low(), horizon.high(), probability);
        };
    }

    private static void baselines(Map<String, Method> methods) {
        methods.put("persistence", (one, hours) -> Answer.plain(false, one.now().surface()));
        for (int limit : new int[] {1, 2}) {
            methods.put(
                    "threshold Ts ≤ +" + limit,
                    (one, hours) ->
                            Answer.plain(one.now().surface() <= limit, one.now().surface()));
        }
        methods.put("linear 60-min trend", (one, hours) -> {
            double surface = one.now().surface() + one.change() * hours;
            return Answer.plain(surface <= 0, surface);
        });
        for (double margin : new double[] {0.5, 1}) {
            methods.put("damped trend, margin " + margin, (one, hours) -> {
                double sum = IntStream.range(0, hours)
                        .mapToDouble(k -> Math.pow(0.6, k))
                        .sum();
                double surface = one.now().surface() + 0.8 * one.change() * sum;
                return Answer.plain(Math.min(one.now().surface(), surface) - margin <= 0, surface);
            });
        }
    }

    private static boolean dark(Case one) {
        Site site = one.site();
        return site != null
                && IntStream.rangeClosed(0, 12)
                        .allMatch(quarter -> site.sun(one.now().at().plus(Duration.ofMinutes(15L * quarter))) < 0);
    }

    private static void print(String title, List<Recording> recordings, List<Case> cases, Map<String, Method> methods) {
        System.out.printf("%n## %s%n", title);
        for (int hours = 1; hours <= 3; hours++) {
            int h = hours;
            System.out.printf(
                    "%n%d h | hits, false, missed, quiet | POD | FAR | CSI | bias | POFD | ETS | HSS"
                            + " | freezings hit | lead min | MAE K | Brier skill | in 80 %% band%n%s%n",
                    h, "---|".repeat(13) + "---");
            methods.forEach((name, method) ->
                    System.out.println(name + row(Score.of(recordings, cases, h, one -> method.answer(one, h)))));
        }
    }

    private static void printThresholds(List<Recording> recordings, List<Case> cases, Method method) {
        System.out.printf(
                "%n## Warned from which probability, %s%n%nprobability | CSI, POD, bias 1 h | 2 h | 3"
                        + " h%n---|---|---|---%n",
                "without the place's own cases where it can be");
        for (int percent = 10; percent <= 60; percent += 5) {
            double least = percent / 100.0;
            StringBuilder row = new StringBuilder(percent + " %");
            for (int hours = 1; hours <= 3; hours++) {
                int h = hours;
                var c = Score.of(recordings, cases, h, one -> {
                            Answer answer = method.answer(one, h);
                            return new Answer(
                                    answer.probability() >= least,
                                    answer.surface(),
                                    answer.low(),
                                    answer.high(),
                                    answer.probability());
                        })
                        .contingency();
                row.append(String.format(Locale.ROOT, " | %.3f, %.2f, %.2f", c.csi(), c.pod(), c.bias()));
            }
            System.out.println(row);
        }
    }

    private static String row(Score score) {
        var c = score.contingency();
        return String.format(
                Locale.ROOT,
                " | %d, %d, %d, %d | %.2f | %.2f | %.3f | %.2f | %.3f | %.2f | %.2f | %d of %d | %.0f | %.2f | %.2f |"
                        + " %.0f %%",
                c.hits(),
                c.falseAlarms(),
                c.misses(),
                c.quiet(),
                c.pod(),
                c.far(),
                c.csi(),
                c.bias(),
                c.pofd(),
                c.ets(),
                c.hss(),
                score.eventsHit(),
                score.events(),
                score.leadMinutes(),
                score.meanError(),
                score.brierSkill(),
                100 * score.coverage());
    }
}
