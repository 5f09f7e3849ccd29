package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.UploadedPhoto;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** What citizens do: report something, say "me too", see what became of their own. */
@Component
@EnableConfigurationProperties(ReportSettings.class)
public class Reports {

    /** Of the live updates of everything here. */
    public static final String TOPIC = "reports";

    private final ReportRows rows;
    private final ReportPhotoRows photos;
    private final ReportCategories categories;
    private final ReportRules rules;
    private final PublicReports publicly;
    private final Addresses addresses;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final ReportSettings settings;
    private final TransactionOperations transaction;
    private final Clock clock;

    Reports(
            ReportRows rows,
            ReportPhotoRows photos,
            ReportCategories categories,
            ReportRules rules,
            PublicReports publicly,
            Addresses addresses,
            Access access,
            LiveUpdates liveUpdates,
            ReportSettings settings,
            TransactionOperations transaction,
            Clock clock) {
        this.rows = rows;
        this.photos = photos;
        this.categories = categories;
        this.rules = rules;
        this.publicly = publicly;
        this.addresses = addresses;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes a report, which nobody but those who handle it sees until they release it. The same token again stores nothing
     * and answers the same number.
     *
     * @return its number
     * @throws Refusal when something is missing or too long, a photo is none, or the place lies outside
     */
    public long submit(NewReport wish) {
        Optional<Long> known = rows.findByToken(wish.municipalityId(), wish.clientToken());
        if (known.isPresent()) {
            return known.get();
        }
        ReportCategory category = requireActive(wish);
        requireTexts(wish);
        requirePlace(wish);
        NewReport clean = withMail(wish, MailAddress.clean(wish.author().mail()));
        List<byte[]> redrawn =
                wish.photos().stream().map(UploadedPhoto::redrawn).toList();
        return transaction.execute(status -> store(clean, category, redrawn));
    }

    /** For how many days after the end it is known who reported. */
    public long daysKept() {
        return settings.eraseAfter().toDays();
    }

    /** What was sent with this token, for whoever sent it; empty once it is forgotten. */
    public Optional<Report> findSubmitted(String token) {
        return rows.findSubmitted(token);
    }

    /** One more has seen it. Each voter counts once; refused with 404 when it is not public. */
    @Transactional
    public void meToo(long number, String voter) {
        publicly.get(number);
        if (rows.vote(number, voter)) {
            liveUpdates.announce(TOPIC);
        }
    }

    /** Those of the signed-in person, newest first, also while nobody has released them. */
    public List<Report> listMine() {
        return rows.listOfPerson(access.person().id());
    }

    private Long store(NewReport wish, ReportCategory category, List<byte[]> redrawn) {
        Instant now = clock.instant();
        Optional<Long> number = rows.insert(
                wish,
                new ReportRows.Judged(
                        address(wish.position()),
                        rules.responsible(wish.municipalityId(), category.id(), wish.position()),
                        now,
                        now.plus(Duration.ofDays(category.targets().answerDays())),
                        now.plus(Duration.ofDays(category.targets().solutionDays()))));
        number.ifPresent(fresh -> redrawn.forEach(jpeg -> photos.insert(fresh, jpeg, now)));
        liveUpdates.announce(TOPIC);
        return number.or(() -> rows.findByToken(wish.municipalityId(), wish.clientToken()))
                .orElseThrow();
    }

    /** As the gazetteer calls the place; empty when it knows none. */
    public String address(@Nullable Position position) {
        return position == null
                ? ""
                : addresses.reverse(position).map(FoundAddress::label).orElse("");
    }

    private ReportCategory requireActive(NewReport wish) {
        return categories.listActive(wish.municipalityId()).stream()
                .filter(one -> one.id() == wish.categoryId())
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("reports.refusal.category").at("category"));
    }

    private static void requireTexts(NewReport wish) {
        requireText(wish.description(), "description");
        requireText(wish.placeWords(), "place");
        requireText(wish.author().name() == null ? "" : wish.author().name(), "name");
        if (wish.photos().size() > NewReport.MOST_PHOTOS) {
            throw Refusal.badInput("reports.refusal.photos", NewReport.MOST_PHOTOS)
                    .at("photo");
        }
    }

    private static void requireText(String text, String field) {
        if (text.length() > NewReport.LONGEST) {
            throw Refusal.badInput("reports.refusal.long", NewReport.LONGEST, text.length())
                    .at(field);
        }
        if (!text.isBlank() && !PlainText.isReadable(text)) {
            throw Refusal.badInput("reports.refusal.unreadable").at(field);
        }
    }

    private void requirePlace(NewReport wish) {
        Position position = wish.position();
        if (position == null && wish.placeWords().isBlank()) {
            throw Refusal.badInput("reports.refusal.place").at("place");
        }
        if (position != null && !rules.isInside(wish.municipalityId(), position)) {
            throw Refusal.badInput("reports.refusal.outside").at("place");
        }
    }

    private static NewReport withMail(NewReport wish, @Nullable String mail) {
        return new NewReport(
                wish.municipalityId(),
                wish.categoryId(),
                wish.position(),
                wish.placeWords(),
                wish.description(),
                List.of(),
                wish.attributes(),
                new Report.Author(mail, wish.author().name(), wish.author().personId()),
                wish.channel(),
                wish.clientToken());
    }
}
