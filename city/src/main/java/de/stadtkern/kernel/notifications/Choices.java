package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** By which channels people want to be told of what, and where they are reached. Everybody says it for oneself. */
@Component
class Choices {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final LocalTime LETTER_OF_THE_DAY = LocalTime.of(18, 0);
    private static final int KEY_BYTES = 65;
    private static final int SECRET_BYTES = 16;
    private static final int LONGEST_ENDPOINT = 2000;
    private static final int MOST_BROWSERS = 10;
    private static final int LONGEST_LABEL = 100;

    private final ReachRows rows;
    private final Topics topics;
    private final List<Carrier> carriers;
    private final PushSender push;
    private final Access access;
    private final Clock clock;

    Choices(ReachRows rows, Topics topics, List<Carrier> carriers, PushSender push, Access access, Clock clock) {
        this.rows = rows;
        this.topics = topics;
        this.carriers = carriers;
        this.push = push;
        this.access = access;
        this.clock = clock;
    }

    /** The channels by which the town can tell people. */
    List<Channel> offered() {
        return carriers.stream()
                .filter(Carrier::isOffered)
                .map(Carrier::channel)
                .sorted()
                .toList();
    }

    /** The channels by which this goes to the person. */
    List<Channel> channels(long person, NotificationTopic topic) {
        return carriers.stream()
                .filter(carrier ->
                        carrier.isOffered() && wants(person, topic, carrier.channel()) && carrier.reaches(person))
                .map(Carrier::channel)
                .toList();
    }

    /** Until the person says otherwise: everything by mail and push, what is urgent also by SMS. */
    boolean wants(long person, NotificationTopic topic, Channel channel) {
        return rows.findChoice(person, topic.key(), channel).orElse(channel != Channel.SMS || topic.urgent());
    }

    /** When it goes to the person: at once, or mail that is not urgent with the letter of the day. */
    Instant due(long person, NotificationTopic topic, Channel channel, Instant now) {
        if (channel != Channel.EMAIL || topic.urgent() || !rows.isDaily(person)) {
            return now;
        }
        ZonedDateTime today = now.atZone(TOWN).with(LETTER_OF_THE_DAY);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    boolean isDaily() {
        return rows.isDaily(access.person().id());
    }

    @Transactional
    void setDaily(boolean daily) {
        rows.setDaily(access.person().id(), daily);
    }

    /** What the signed-in person can be told of. */
    List<NotificationTopic> topics() {
        return topics.listFor(access.person());
    }

    /** @param wanted by topic and channel; what is not in it stays as it is */
    @Transactional
    void choose(Map<NotificationTopic, Map<Channel, Boolean>> wanted) {
        Person person = access.person();
        wanted.forEach((topic, channels) ->
                channels.forEach((channel, yes) -> rows.choose(person.id(), topic.key(), channel, yes)));
    }

    /** The signed-in person's number; null when there is none. */
    @Nullable
    String phone() {
        return rows.findPhone(access.person().id()).orElse(null);
    }

    /** Empty: no SMS from now on. */
    @Transactional
    void changePhone(String typed) {
        String number = typed.replaceAll("[\\s/()-]", "");
        if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
            throw Refusal.badInput("notifications.refusal.phone", typed).at("phone");
        }
        rows.setPhone(access.person().id(), number.isEmpty() ? null : number);
    }

    List<Browser> browsers() {
        return rows.listBrowsers(access.person().id());
    }

    /** @param label by which the person recognises the browser */
    void addBrowser(String endpoint, String publicKey, String secret, Language language, String label) {
        Person person = access.person();
        if (endpoint.length() > LONGEST_ENDPOINT || !push.isAllowed(endpoint)) {
            throw Refusal.badInput("notifications.refusal.endpoint", endpoint);
        }
        if (!isBytes(publicKey, KEY_BYTES) || !isBytes(secret, SECRET_BYTES)) {
            throw Refusal.badInput("notifications.refusal.keys");
        }
        if (rows.listBrowsers(person.id()).size() >= MOST_BROWSERS) {
            throw Refusal.conflict("notifications.refusal.browsers", MOST_BROWSERS);
        }
        String name = PlainText.isReadable(label) ? label.substring(0, Math.min(label.length(), LONGEST_LABEL)) : "–";
        rows.insert(new Browser(0, person.id(), endpoint, publicKey, secret, language, name, clock.instant()));
    }

    @Transactional
    void removeBrowser(long id) {
        if (!rows.deleteBrowser(id, access.person().id())) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
    }

    private static boolean isBytes(String base64, int length) {
        try {
            return PushSender.bytes(base64).length == length;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
