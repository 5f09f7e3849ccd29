package de.stadtkern.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of gaps to the best known values. */
final class Markdown {

    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    void add(String solver, Sample sample, Answer answer, @Nullable BestKnown best) {
        String gap = "";
        if (best != null) {
            int more = sample.family() == Sample.Family.VRPTW ? answer.vehicles() - best.vehicles() : 0;
            double percent = 100 * (answer.cost() / best.cost() - 1);
            gap = String.format(Locale.ROOT, "%.2f %%%s", percent, more == 0 ? "" : " (+" + more + " vehicles)");
            count(solver + ", " + sample.family(), percent, more);
        }
        String cost = String.format(Locale.ROOT, "%.1f", answer.cost());
        String time = String.format(Locale.ROOT, "%.1f s", answer.seconds());
        rows.computeIfAbsent(sample.name() + " " + solver, fresh -> new ArrayList<>())
                .add(cost + " " + gap + " " + time + (answer.feasible() ? "" : " infeasible"));
    }

    private void count(String group, double percent, int more) {
        double[] sum = sums.computeIfAbsent(group, fresh -> new double[3]);
        if (more == 0) {
            sum[0] += percent;
            sum[1]++;
        }
        sum[2] += more;
    }

    String text(Arguments arguments) {
        StringBuilder text = new StringBuilder("One run a cell: cost, gap to the best known, processor time. ")
                .append(String.format(
                        Locale.ROOT,
                        "Budget %.0f s on %d thread(s); JDK %s, %s, %d processors.%n%n",
                        arguments.seconds(),
                        arguments.threads(),
                        Runtime.version(),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors()));
        text.append("| instance | seeds |\n|---|---|\n");
        rows.forEach((name, cells) -> text.append(ToursRun.joined(List.of(name, String.join(" | ", cells)))));
        sums.forEach((group, sum) -> text.append(String.format(
                Locale.ROOT,
                "%n%s: mean gap %.3f %% over %.0f runs with as few vehicles; %.0f vehicles more in all.%n",
                group,
                sum[0] / Math.max(1, sum[1]),
                sum[1],
                sum[2])));
        return text.toString();
    }
}
