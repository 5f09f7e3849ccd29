package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.notifications.Letters;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.NotificationTopic;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.FollowerRows.Follower;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who wants to know what becomes of a report, and how they are told: in the inbox, or by mail once they confirmed. */
@Component
public class ReportFollowers {

    private static final String NOTICES = "reports.topic";

    private final FollowerRows rows;
    private final ReportRows reports;
    private final PublicReports publicly;
    private final Notifications notifications;
    private final Letters letters;
    private final Texts texts;
    private final PublicAddress address;
    private final ObjectProvider<ReportLinks> links;
    private final Access access;
    private final Clock clock;

    ReportFollowers(
            FollowerRows rows,
            ReportRows reports,
            PublicReports publicly,
            Notifications notifications,
            Letters letters,
            Texts texts,
            PublicAddress address,
            ObjectProvider<ReportLinks> links,
            Access access,
            Clock clock) {
        this.rows = rows;
        this.reports = reports;
        this.publicly = publicly;
        this.notifications = notifications;
        this.letters = letters;
        this.texts = texts;
        this.address = address;
        this.links = links;
        this.access = access;
        this.clock = clock;
    }

    @Bean
    static NotificationTopic reportsTopic() {
        return new NotificationTopic(NOTICES, null, false);
    }

    /** Whether somebody without account can follow: there is a mail server. */
    public boolean isByMailOffered() {
        return letters.isOffered();
    }

    /**
     * A letter asks the address to confirm; nothing else is written to it before. Only one letter for an address and a
     * report, however often somebody asks. Refused with 404 unless the report is public or the address its author's.
     */
    @Transactional
    public void followByMail(long number, String typed, Language language) {
        String mail = MailAddress.clean(typed);
        if (mail == null) {
            throw Refusal.badInput("reports.refusal.mail", typed).at("mail");
        }
        Report report = reports.get(number);
        if (!mail.equals(report.author().mail())) {
            publicly.get(number);
        }
        rows.insert(report, mail, null, language, clock.instant())
                .ifPresent(token -> letters.write(
                        mail,
                        texts.text(language, "reports.letter.confirm.subject", Long.toString(number)),
                        texts.text(
                                language,
                                "reports.letter.confirm.text",
                                Long.toString(number),
                                absolute(language, links.getObject().confirm(token)))));
    }

    /** The signed-in person follows; refused with 404 unless it is public or their own. */
    @Transactional
    public void follow(long number, Language language) {
        Person person = access.person();
        Report report = reports.get(number);
        if (!Objects.equals(report.author().personId(), person.id())) {
            publicly.get(number);
        }
        rows.insert(report, null, person.id(), language, clock.instant());
    }

    public boolean isFollowing(long number) {
        return access.findPerson()
                .filter(person -> rows.isFollowing(number, person.id()))
                .isPresent();
    }

    /** The numbers that the signed-in person follows. */
    public List<Long> listFollowed() {
        return rows.listFollowed(access.person().id());
    }

    /** Refused with 404 when the signed-in person does not follow it. */
    @Transactional
    public void unfollow(long number) {
        if (rows.delete(number, access.person().id()) == 0) {
            throw Refusal.notFound("reports.refusal.report");
        }
    }

    /** The report that whoever has this token follows or wants to. Looking changes nothing. */
    public Optional<Long> findReport(String token) {
        return rows.findByToken(token).map(Follower::report);
    }

    /** Answers the number of the report; refused with 404 when the token is not or no longer known. */
    @Transactional
    public long confirm(String token) {
        Follower follower = get(token);
        rows.confirm(follower.id(), clock.instant());
        return follower.report();
    }

    /** Forgets the address; refused with 404 when the token is not or no longer known. */
    @Transactional
    public void unfollow(String token) {
        rows.delete(get(token).id());
    }

    private Follower get(String token) {
        return rows.findByToken(token).orElseThrow(() -> Refusal.notFound("reports.refusal.token"));
    }

    /**
     * Tells all who follow, within the running transaction.
     *
     * @param said what the municipality says to everybody; may be empty
     */
    void tell(Report report, String said) {
        String path = path(report);
        for (Follower follower : rows.listConfirmed(report.number())) {
            if (follower.personId() != null) {
                notifications.tell(new Notice(
                        follower.personId(),
                        report.municipalityId(),
                        NOTICES,
                        said.isEmpty() ? "reports.told" : "reports.told.said",
                        List.of(
                                Long.toString(report.number()),
                                Notice.TEXT + report.state().textKey(),
                                said),
                        path));
            } else if (follower.mail() != null) {
                write(follower.mail(), follower, report, said);
            }
        }
    }

    private void write(String mail, Follower follower, Report report, String said) {
        Language language = follower.language();
        String number = Long.toString(report.number());
        String state = texts.text(language, report.state().textKey());
        letters.write(
                mail,
                texts.text(language, "reports.letter.subject", number, state),
                texts.text(
                                language,
                                "reports.letter.text",
                                number,
                                state,
                                said,
                                publicly.find(report.number()).isPresent()
                                        ? absolute(language, links.getObject().report(report.number()))
                                        : "",
                                absolute(language, links.getObject().unfollow(follower.token())))
                        .replaceAll("\n{3,}", "\n\n"));
    }

    private String path(Report report) {
        return publicly.find(report.number()).isPresent()
                ? links.getObject().report(report.number())
                : links.getObject().mine();
    }

    private String absolute(Language language, String path) {
        return address.get() + language.prefix() + path;
    }
}
