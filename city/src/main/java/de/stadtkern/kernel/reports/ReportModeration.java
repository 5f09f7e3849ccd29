package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.UploadedPhoto;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.Moderation;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What everybody may see of a report and its photos, decided by those who handle reports. */
@Component
public class ReportModeration {

    private final ReportRows rows;
    private final ReportPhotoRows photos;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    ReportModeration(ReportRows rows, ReportPhotoRows photos, Access access, LiveUpdates liveUpdates, Clock clock) {
        this.rows = rows;
        this.photos = photos;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /**
     * Everybody may see it, with this text. What was written stays beside it for those who handle it.
     *
     * @param text without what concerns people; empty when the category says enough
     */
    @Transactional
    public void release(long number, String text) {
        if (text.length() > NewReport.LONGEST || (!text.isBlank() && !PlainText.isReadable(text))) {
            throw Refusal.badInput("reports.refusal.text").at("text");
        }
        Report report = hold(number);
        rows.moderate(number, Moderation.RELEASED, text.strip(), clock.instant());
        note(report, Moderation.RELEASED, "");
    }

    /**
     * Nobody may see it any more.
     *
     * @param reason for those who handle reports
     */
    @Transactional
    public void block(long number, String reason) {
        if (!PlainText.isReadable(reason)) {
            throw Refusal.badInput("reports.refusal.reason").at("reason");
        }
        Report report = hold(number);
        rows.moderate(number, Moderation.BLOCKED, report.releasedText(), clock.instant());
        note(report, Moderation.BLOCKED, reason.strip());
    }

    /** Its photos, in the order in which they came. */
    public List<ReportPhoto> listPhotos(long number) {
        requireHandled(number);
        return photos.list(number);
    }

    /** The photo as it came, drawn anew; once that is gone as it was released. Refused with 404 when neither is kept. */
    public byte[] read(long photoId) {
        requireHandled(photos.reportOf(photoId));
        return photos.received(photoId)
                .or(() -> photos.released(photoId))
                .orElseThrow(() -> Refusal.notFound("reports.refusal.photo"));
    }

    /**
     * Everybody may see the photo like this as soon as the report is released; the one that came is gone.
     *
     * @param picture with what concerns people covered; drawn anew once more
     */
    @Transactional
    public void releasePhoto(long photoId, byte[] picture) {
        Report report = hold(photos.reportOf(photoId));
        photos.release(photoId, UploadedPhoto.redrawn(picture));
        note(report, Moderation.RELEASED, "#" + photoId);
    }

    /** Nobody sees the photo any more, and nothing of it is kept. */
    @Transactional
    public void blockPhoto(long photoId) {
        Report report = hold(photos.reportOf(photoId));
        photos.block(photoId);
        note(report, Moderation.BLOCKED, "#" + photoId);
    }

    /** @param about a reason, or {@code #} and the id of a photo */
    private void note(Report report, Moderation moderation, String about) {
        String text = (moderation.name() + " " + about).strip();
        rows.note(
                report, ReportNote.Kind.MODERATION, null, text, access.person().name(), clock.instant());
        liveUpdates.announce(Reports.TOPIC);
    }

    private Report hold(long number) {
        Report report = rows.hold(number);
        access.require(Permission.HANDLE_REPORTS, report.municipalityId());
        return report;
    }

    private void requireHandled(long number) {
        access.require(Permission.HANDLE_REPORTS, rows.get(number).municipalityId());
    }
}
