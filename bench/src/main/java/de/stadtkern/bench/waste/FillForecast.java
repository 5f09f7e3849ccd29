package de.stadtkern.bench.waste;

import com.sun.management.OperatingSystemMXBean;
import de.stadtkern.bench.waste.Emptyings.Emptying;
import de.stadtkern.kernel.containers.forecast.FillForecasts;
import de.stadtkern.kernel.containers.forecast.Finding;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.containers.forecast.History;
import de.stadtkern.kernel.containers.forecast.Occasions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
        name = "bench/run fill-forecast",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Forecasts each emptying of a file from those before it and prints how good that was as Markdown.")
final class FillForecast implements Callable<Integer> {

    /** From when on the published figures of the file of Edinburgh count. */
    private static final LocalDate REFERENCE = LocalDate.of(2016, 7, 11);

    private static final double OTHERWISE = 0.6;
    private static final int JOB = 10_000;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double LONGEST_HOURS = 240;
    private static final int FEWEST = 5;
    private static final double AT_NIGHT = 0.3;
    private static final double ON_AVERAGE = (15 + 9 * AT_NIGHT) / 24;

    @Parameters(
            paramLabel = "EMPTYINGS.csv",
            description = "columns collected_at_europe_london, site_id, address, " + "fill_before_pct")
    Path file = Path.of("");

    @Option(
            names = "--from",
            description = "forecasts count from this day on; absent means 2016-07-11 if the file covers it, otherwise "
                    + "after 60 %% of its time")
    @Nullable
    LocalDate from;

    @Option(names = "--zone", defaultValue = "Europe/London", description = "of the times in the file")
    ZoneId zone = ZoneId.of("Europe/London");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FillForecast()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Emptying> emptyings = Emptyings.read(file, zone);
        LocalDateTime begin = begin(emptyings);
        System.out.println("# " + file.getFileName() + ", forecasts from " + begin + "\n");
        System.out.println(Score.header());
        for (Method method : Baselines.all()) {
            System.out.println(score(method, emptyings, begin).row());
        }
        System.out.println(score(new Ours(zone), emptyings, begin).row());
        System.out.println(job(emptyings));
        return CommandLine.ExitCode.OK;
    }

    /** What it takes to learn the bins of the file as often as needed for so many, and to forecast each once. */
    private String job(List<Emptying> emptyings) {
        Map<Long, List<Finding>> findings = new HashMap<>();
        Map<Long, String> addresses = new HashMap<>();
        for (Emptying emptying : emptyings) {
            addresses.put(emptying.bin(), emptying.address());
            findings.computeIfAbsent(emptying.bin(), bin -> new ArrayList<>())
                    .add(Finding.emptied(emptying.at(), emptying.share(), 0));
        }
        List<Long> bins = List.copyOf(findings.keySet());
        List<History> histories = new ArrayList<>();
        for (int id = 0; id < JOB; id++) {
            long bin = bins.get(id % bins.size());
            String address = addresses.get(bin) + " " + id / bins.size();
            histories.add(new History(id, List.of(address), findings.getOrDefault(bin, List.of())));
        }
        long begin = MACHINE.getProcessCpuTime();
        FillForecasts forecasts = FillForecasts.learn(zone, Occasions.NONE, histories);
        long learnt = MACHINE.getProcessCpuTime();
        Instant when = emptyings.getLast().at().plus(Duration.ofDays(1));
        double full = 0;
        for (int id = 0; id < JOB; id++) {
            full += forecasts.at(id, when).fullProbability();
        }
        return String.format(
                Locale.ROOT,
                "%n%,d bins: %,d emptyings learnt in %.1f CPU seconds, each bin forecast once in %.1f; %.0f will be"
                        + " full in a day.",
                JOB,
                histories.stream()
                        .mapToInt(history -> history.findings().size())
                        .sum(),
                (learnt - begin) / 1e9,
                (MACHINE.getProcessCpuTime() - learnt) / 1e9,
                full);
    }

    private LocalDateTime begin(List<Emptying> emptyings) {
        LocalDateTime first = emptyings.getFirst().local();
        LocalDateTime last = emptyings.getLast().local();
        if (from != null) {
            return from.atStartOfDay();
        }
        LocalDateTime reference = REFERENCE.atStartOfDay();
        return first.isBefore(reference) && last.isAfter(reference)
                ? reference
                : first.plusSeconds(
                        (long) (OTHERWISE * Duration.between(first, last).toSeconds()));
    }

    /** Spans of more than ten days do not count, nor do bins of which fewer than five spans are known. */
    static Score score(Method method, List<Emptying> emptyings, LocalDateTime begin) {
        Score score = new Score(method.name());
        Map<Long, Emptying> last = new HashMap<>();
        Map<Long, Integer> known = new HashMap<>();
        for (Emptying emptying : emptyings) {
            Emptying before = last.put(emptying.bin(), emptying);
            if (before == null) {
                if (method instanceof Ours ours) {
                    ours.begin(emptying);
                }
                continue;
            }
            double hours = Duration.between(before.at(), emptying.at()).toSeconds() / 3600.0;
            if (hours > LONGEST_HOURS) {
                if (method instanceof Ours ours) {
                    ours.begin(emptying);
                }
                continue;
            }
            double active = activeHours(before.local(), emptying.local());
            Method.Case one = new Method.Case(emptying, hours, active, emptying.share());
            int spans = known.merge(emptying.bin(), 1, Integer::sum) - 1;
            if (!emptying.local().isBefore(begin) && spans >= FEWEST) {
                score.add(method.expect(one), emptying.share());
            }
            method.learn(one);
        }
        return score;
    }

    private static double activeHours(LocalDateTime from, LocalDateTime until) {
        double sum = 0;
        for (LocalDateTime hour = from; hour.isBefore(until); ) {
            LocalDateTime next = hour.withMinute(0).withSecond(0).withNano(0).plusHours(1);
            LocalDateTime end = next.isBefore(until) ? next : until;
            double activity = hour.getHour() >= 8 && hour.getHour() < 23 ? 1 : AT_NIGHT;
            sum += activity / ON_AVERAGE * Duration.between(hour, end).toSeconds() / 3600.0;
            hour = end;
        }
        return sum;
    }

    /** The program's. */
    private static final class Ours implements Method {

        private final FillForecasts forecasts;

        Ours(ZoneId zone) {
            forecasts = new FillForecasts(zone, Occasions.NONE);
        }

        @Override
        public String name() {
            return "**Stadtkern**";
        }

        void begin(Emptying emptying) {
            forecasts.register(emptying.bin(), List.of(emptying.address()));
            forecasts.add(emptying.bin(), Finding.emptied(emptying.at(), emptying.share(), 0));
        }

        @Override
        public Expected expect(Case one) {
            Forecast forecast =
                    forecasts.at(one.emptying().bin(), one.emptying().at());
            return new Expected(forecast.low(), forecast.middle(), forecast.high(), forecast.fullProbability());
        }

        @Override
        public void learn(Case one) {
            forecasts.add(one.emptying().bin(), Finding.emptied(one.emptying().at(), one.found(), 0));
        }
    }
}
