package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.notifications.Letters;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportRules;
import de.stadtkern.kernel.reports.Responsible;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reports that somebody else goes on with. A body outside that has an address and no interface gets a letter: what is to be
 * done and where, as released, and never who reported it.
 */
@Component
class HandOvers {

    private final ReportDesk desk;
    private final ReportRules rules;
    private final ReportCategories categories;
    private final Municipalities municipalities;
    private final Letters letters;
    private final Texts texts;

    HandOvers(
            ReportDesk desk,
            ReportRules rules,
            ReportCategories categories,
            Municipalities municipalities,
            Letters letters,
            Texts texts) {
        this.desk = desk;
        this.rules = rules;
        this.categories = categories;
        this.municipalities = municipalities;
        this.letters = letters;
        this.texts = texts;
    }

    /** @param message for whoever is responsible then; may be empty */
    @Transactional
    void handOver(long number, Responsible wanted, String message) {
        Responsible next = desk.handOver(number, wanted, message);
        Report report = desk.get(number);
        rules.listBodies(report.municipalityId()).stream()
                .filter(body -> Long.valueOf(body.id()).equals(next.bodyId()) && body.open311() == null)
                .flatMap(body -> Stream.ofNullable(body.mail()))
                .forEach(mail -> write(mail, report, message));
    }

    private void write(String mail, Report report, String message) {
        String number = Long.toString(report.number());
        String town = municipalities.get(report.municipalityId()).name();
        Position position = report.place().position();
        letters.write(
                mail,
                text("reportdesk.letter.subject", number, town),
                text(
                        "reportdesk.letter.text",
                        number,
                        town,
                        categories.get(report.categoryId()).names().german(),
                        report.place().address(),
                        position == null ? "–" : position.lat() + ", " + position.lon(),
                        report.releasedText() == null ? "–" : report.releasedText(),
                        message.isBlank() ? "–" : message.strip()));
    }

    private String text(String key, Object... arguments) {
        return texts.text(Language.GERMAN, key, arguments);
    }
}
