package de.stadtkern.kernel.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches tracks to a network. Remembers ways between its edges, so that one matcher is fast with many tracks; it and all
 * its live matchers belong to one thread at a time. The same fixes give the same result, whatever came before.
 */
public final class Matcher {

    private static final int WHOLE_TRACK = 512;
    private static final int LIVE = 64;

    private final RoadNetwork network;
    private final Nearby nearby;
    private final Routes routes;

    public Matcher(RoadNetwork network) {
        this.network = network;
        nearby = new Nearby(network);
        routes = new Routes(network);
    }

    /** The whole track. */
    public Matched match(Track track) {
        LiveMatcher matcher = whole();
        List<Part> parts = new ArrayList<>();
        for (Fix fix : track.fixes()) {
            parts.addAll(matcher.add(fix));
        }
        parts.addAll(matcher.finish());
        return new Matched(parts, matcher.tally());
    }

    /** A vehicle whose fixes come one after the other; what it did is decided at the latest 64 fixes later. */
    public LiveMatcher live() {
        return new LiveMatcher(network, nearby, routes, LIVE);
    }

    /** For a track that is there as a whole: looks at more fixes together. */
    LiveMatcher whole() {
        return new LiveMatcher(network, nearby, routes, WHOLE_TRACK);
    }
}
