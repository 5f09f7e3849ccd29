package de.stadtkern.services.wastefigures;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on a bin is called what, and how people are assumed to choose one.
 *
 * @param full share of its volume, 0 to 1, from which a bin was found full
 * @param leastEmptyings with fewer of them nothing is said of a bin
 * @param oftenFull share of emptyings found full, 0 to 1, from which a bin is full often
 * @param alwaysFull the same, from which it is always full
 * @param manyReports that it is full or litter lies beside it, from which these count as often full
 * @param shortInterval a bin that is emptied as often as this and still full is too small
 * @param hardlyUsed mean level, 0 to 1, up to which a bin is hardly used
 * @param nearMetres so far people walk to another bin; also the reach of a new one in the what-if
 * @param halfMetres at this distance another bin is half as attractive as the nearest
 * @param mostOverflow share of emptyings, 0 to 1, that may overflow when needed emptyings are computed
 */
@ConfigurationProperties("stadtkern.wastefigures")
record FiguresSettings(
        @DefaultValue("0.9") double full,
        @DefaultValue("6") int leastEmptyings,
        @DefaultValue("0.25") double oftenFull,
        @DefaultValue("0.5") double alwaysFull,
        @DefaultValue("3") int manyReports,
        @DefaultValue("2d") Duration shortInterval,
        @DefaultValue("0.25") double hardlyUsed,
        @DefaultValue("150") double nearMetres,
        @DefaultValue("50") double halfMetres,
        @DefaultValue("0.1") double mostOverflow) {}
