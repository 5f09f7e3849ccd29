package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How those handle reports who may ({@link Permission#HANDLE_REPORTS}): read, answer, note, change, hand over, merge. What
 * everybody may see of them is released by {@link ReportModeration}, and {@link ReportWork} makes work of them.
 */
@Component
public class ReportDesk {

    private final ReportRows rows;
    private final DutyRows duties;
    private final ReportCategories categories;
    private final ReportRules rules;
    private final Reports reports;
    private final ReportFollowers followers;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    ReportDesk(
            ReportRows rows,
            DutyRows duties,
            ReportCategories categories,
            ReportRules rules,
            Reports reports,
            ReportFollowers followers,
            Access access,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.duties = duties;
        this.categories = categories;
        this.rules = rules;
        this.reports = reports;
        this.followers = followers;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** Refused with 404 when the person may not know of it. */
    public Report get(long number) {
        Report report = rows.get(number);
        access.require(Permission.HANDLE_REPORTS, report.municipalityId());
        return report;
    }

    /** Its history, oldest first. */
    public List<ReportNote> listNotes(long number) {
        get(number);
        return rows.notes(number);
    }

    /**
     * Says something to everybody, and perhaps how it stands now; those who follow are told. A closed one that gets an open
     * state is open again.
     *
     * @param state null to leave it
     * @throws Refusal when there is no text, although nothing changes or it is closed without being done
     */
    @Transactional
    public void answer(long number, @Nullable State state, String text) {
        Report report = hold(number);
        State next = state == null ? report.state() : state;
        boolean needed = next == report.state() || next == State.NOT_POSSIBLE || next == State.NOT_RESPONSIBLE;
        if (needed || !text.isBlank()) {
            requireReadable(text);
        }
        if (next == State.DUPLICATE && report.state() != next) {
            throw Refusal.badInput("reports.refusal.duplicate").at("state");
        }
        settle(report, next, text, access.person().name());
    }

    /** Only for those who handle reports. */
    @Transactional
    public void note(long number, String text) {
        Report report = hold(number);
        requireReadable(text);
        write(report, ReportNote.Kind.INTERNAL, text);
    }

    /** It is of another category: with the responsible and the days of that, counted from when it came. */
    @Transactional
    public void changeCategory(long number, long categoryId) {
        Report report = hold(number);
        ReportCategory category = categories.get(categoryId);
        if (category.municipalityId() != report.municipalityId()) {
            throw Refusal.notFound("reports.refusal.category");
        }
        Instant created = report.times().createdAt();
        rows.setCategory(
                number,
                categoryId,
                rules.responsible(
                        report.municipalityId(), categoryId, report.place().position()),
                created.plus(Duration.ofDays(category.targets().answerDays())),
                created.plus(Duration.ofDays(category.targets().solutionDays())),
                clock.instant());
        write(
                report,
                ReportNote.Kind.CHANGE,
                categories.get(report.categoryId()).names().german() + " → "
                        + category.names().german());
    }

    /** It is somewhere else: with the responsible there. Refused outside the municipality. */
    @Transactional
    public void move(long number, Position position) {
        Report report = hold(number);
        if (!rules.isInside(report.municipalityId(), position)) {
            throw Refusal.badInput("reports.refusal.outside").at("place");
        }
        String address = reports.address(position);
        rows.setPlace(
                number,
                position,
                address,
                rules.responsible(report.municipalityId(), report.categoryId(), position),
                clock.instant());
        write(report, ReportNote.Kind.CHANGE, report.place().address() + " → " + address);
    }

    /**
     * Somebody else is responsible now: a department or body of the municipality by its id, or nobody.
     *
     * @param text for those who handle reports; may be empty
     */
    @Transactional
    public Responsible handOver(long number, Responsible wanted, String text) {
        Report report = hold(number);
        Responsible next = wanted.departmentId() == null && wanted.bodyId() == null
                ? Responsible.NOBODY
                : duties.find(report.municipalityId(), wanted)
                        .orElseThrow(() ->
                                Refusal.badInput("reports.refusal.responsible").at("responsible"));
        rows.setResponsible(number, next, clock.instant());
        write(
                report,
                ReportNote.Kind.HAND_OVER,
                (report.responsible().name() + " → " + next.name() + "\n" + text.strip()).strip());
        return next;
    }

    /**
     * It is the same as another one, in which it goes on with its followers and votes.
     *
     * @throws Refusal when that is of another municipality, itself, or merged itself
     */
    @Transactional
    public void merge(long number, long into) {
        Report report = hold(number);
        Report other = hold(into);
        if (number == into
                || other.municipalityId() != report.municipalityId()
                || other.links().mergedInto() != null) {
            throw Refusal.badInput("reports.refusal.merge", Long.toString(into)).at("into");
        }
        settle(report, State.DUPLICATE, "", access.person().name());
        rows.merge(number, into);
        write(other, ReportNote.Kind.CHANGE, "← " + number);
    }

    /** A closed one goes on; said to everybody. Followers of a merged one stay with the other. */
    @Transactional
    public void reopen(long number, String text) {
        Report report = hold(number);
        requireReadable(text);
        rows.unmerge(number);
        settle(report, State.RECEIVED, text, access.person().name());
    }

    /** Within the running transaction, without asking for rights. */
    void settle(Report report, State next, String text, String person) {
        Instant now = clock.instant();
        boolean changed = next != report.state();
        rows.setState(report.number(), next, now);
        rows.note(
                report,
                changed ? ReportNote.Kind.STATE : ReportNote.Kind.ANSWER,
                changed ? next : null,
                text,
                person,
                now);
        followers.tell(rows.get(report.number()), text.strip());
        liveUpdates.announce(Reports.TOPIC);
    }

    private Report hold(long number) {
        Report report = rows.hold(number);
        access.require(Permission.HANDLE_REPORTS, report.municipalityId());
        return report;
    }

    private void write(Report report, ReportNote.Kind kind, String text) {
        Person person = access.person();
        rows.note(report, kind, null, text, person.name(), clock.instant());
        liveUpdates.announce(Reports.TOPIC);
    }

    private static void requireReadable(String text) {
        if (!PlainText.isReadable(text)) {
            throw Refusal.badInput("reports.refusal.text").at("text");
        }
        if (text.length() > NewReport.LONGEST) {
            throw Refusal.badInput("reports.refusal.long", NewReport.LONGEST, text.length())
                    .at("text");
        }
    }
}
