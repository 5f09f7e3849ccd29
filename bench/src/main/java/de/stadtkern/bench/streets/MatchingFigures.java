package de.stadtkern.bench.streets;

import de.stadtkern.kernel.matching.Fix;
import de.stadtkern.kernel.matching.LiveMatcher;
import de.stadtkern.kernel.matching.Matched;
import de.stadtkern.kernel.matching.Matcher;
import de.stadtkern.kernel.matching.RoadNetwork;
import de.stadtkern.kernel.matching.Track;
import de.stadtkern.kernel.matching.simulation.Quality;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive;
import de.stadtkern.kernel.streets.Segment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How well and how fast tracks of simulated drives, of which the truth is known, are matched. */
final class MatchingFigures {

    private static final double LENGTH = 5_000;
    private static final double LONG = 50_000;
    private static final int ROUNDS = 5;

    private final List<Segment> segments;
    private final RoadNetwork network;
    private final int drives;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    MatchingFigures(List<Segment> segments, int drives) {
        this.segments = segments;
        this.network = RoadNetwork.of(segments);
        this.drives = drives;
    }

    void print() {
        System.out.println("## Matching\n");
        System.out.println(
                "Drives of 5 km; the noise of the receiver lasts some 20 s. Errands take the shortest ways; at random: turning");
        System.out.println("off anywhere, into every dead end.\n");
        System.out.println(
                "| drives | seconds between fixes | noise, m | coverage error | false credit | gaps | outliers |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (double noise : new double[] {4, 8}) {
            for (double seconds : new double[] {1, 5, 10, 15, 30, 60}) {
                printQuality("errands", SimulatedDrive::errands, seconds, noise);
                printQuality("at random", SimulatedDrive::random, seconds, noise);
            }
        }
        System.out.println("\n| one thread, fixes every 5 s | fixes per CPU second |\n|---|---|");
        List<Track> tracks = tracks();
        printSpeed("whole tracks, cold", tracks, new Matcher(network), MatchingFigures::whole, 1);
        Matcher warm = new Matcher(network);
        printSpeed("whole tracks", tracks, warm, MatchingFigures::whole, ROUNDS);
        printSpeed("live", tracks, warm, MatchingFigures::live, ROUNDS);
        System.out.println();
    }

    private void printQuality(String what, Driving driving, double seconds, double noise) {
        Matcher matcher = new Matcher(network);
        double error = 0;
        double falseCredit = 0;
        long gaps = 0;
        long outliers = 0;
        for (int i = 0; i < drives; i++) {
            Random chance = new Random(i);
            SimulatedDrive drive = driving.drive(segments, LENGTH, chance);
            Matched matched = matcher.match(drive.track(segments, seconds, noise, chance));
            Quality quality = Quality.of(drive.truth(), matched, segments);
            error += quality.coverageError() / drives;
            falseCredit += quality.falseCredit() / drives;
            gaps += matched.gaps().size();
            outliers += matched.tally().outliers();
        }
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f %% | %.1f %% | %d | %d |",
                what,
                seconds,
                noise,
                100 * error,
                100 * falseCredit,
                gaps,
                outliers));
    }

    private List<Track> tracks() {
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < drives; i++) {
            Random chance = new Random(1_000 + i);
            tracks.add(SimulatedDrive.random(segments, LONG, chance).track(segments, 5, 4, chance));
        }
        return tracks;
    }

    /** The best of some rounds, as others use the machine too. */
    private void printSpeed(String what, List<Track> tracks, Matcher matcher, Matching matching, int rounds) {
        long fixes = tracks.stream().mapToLong(track -> track.fixes().size()).sum();
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long before = threads.getCurrentThreadCpuTime();
            tracks.forEach(track -> matching.match(matcher, track));
            best = Math.max(best, fixes / ((threads.getCurrentThreadCpuTime() - before) / 1e9));
        }
        System.out.println(String.format(Locale.ROOT, "| %s | %,.0f |", what, best));
    }

    private interface Driving {
        SimulatedDrive drive(List<Segment> segments, double metres, Random chance);
    }

    private interface Matching {
        void match(Matcher matcher, Track track);
    }

    private static void whole(Matcher matcher, Track track) {
        matcher.match(track);
    }

    private static void live(Matcher matcher, Track track) {
        LiveMatcher live = matcher.live();
        for (Fix fix : track.fixes()) {
            live.add(fix);
        }
        live.finish();
    }
}
