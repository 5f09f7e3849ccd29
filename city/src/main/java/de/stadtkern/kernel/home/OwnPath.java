package de.stadtkern.kernel.home;

import de.stadtkern.kernel.problem.Refusal;
import java.util.regex.Pattern;

/** Addresses of the town's own pages, without language: nothing that leads elsewhere (RFC 3986, path and query). */
final class OwnPath {

    private static final int LONGEST = 500;
    private static final Pattern OWN = Pattern.compile("/|/[A-Za-z0-9][A-Za-z0-9/._~!$&'()*+,;=:@%?-]*");

    private OwnPath() {}

    /** The path; refused when it is none. */
    static String require(String path) {
        if (path.length() > LONGEST || !OWN.matcher(path).matches()) {
            throw Refusal.badInput("home.refusal.path", LONGEST).at("path");
        }
        return path;
    }
}
