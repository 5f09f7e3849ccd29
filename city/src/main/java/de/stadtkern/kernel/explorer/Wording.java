package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.portal.Page;
import java.time.Duration;

/** How things are said. */
final class Wording {

    private Wording() {}

    static String doubt(Page page, Doubt doubt) {
        String what = page.text(doubt.failed() ? "explorer.flag.fail" : "explorer.flag.suspect");
        return doubt.reason() == null || doubt.reason().isBlank()
                ? what + " (" + doubt.by() + ")"
                : what + " (" + doubt.by() + ": " + doubt.reason() + ")";
    }

    /** The width of a bucket. */
    static String width(Page page, Duration width) {
        if (width.toDays() > 0) {
            return page.text("explorer.width.days", width.toDays());
        }
        if (width.toHours() > 0) {
            return page.text("explorer.width.hours", width.toHours());
        }
        return width.toMinutes() > 0
                ? page.text("explorer.width.minutes", width.toMinutes())
                : page.text("explorer.width.seconds", width.toSeconds());
    }
}
