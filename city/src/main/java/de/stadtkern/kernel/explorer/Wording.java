package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.portal.Page;
import java.time.Duration;

/** How things are said. */
final class Wording {

    private Wording() {}

    static String flag(Page page, Flag flag) {
        String what = page.text(flag.failed() ? "explorer.flag.fail" : "explorer.flag.suspect");
        String by = flag.by() == null ? flag.test() : flag.by();
        return flag.reason() == null || flag.reason().isBlank()
                ? what + " (" + by + ")"
                : what + " (" + by + ": " + flag.reason() + ")";
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
