package de.stadtkern.kernel.alarms;

import static java.util.stream.Collectors.groupingBy;

import de.stadtkern.kernel.alarms.MailRows.Due;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends by mail what stands in the inboxes, to those who gave an address: all that is due for a person in one mail, and no
 * second mail within two minutes, so that a storm of alarms is no storm of mail. Does nothing where no mail server is set.
 */
@Component
class AlarmMail {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final int LONGEST_ERROR = 500;
    private static final DateTimeFormatter RAISED =
            DateTimeFormatter.ofPattern("d. MMMM yyyy, HH:mm 'Uhr'", Locale.GERMANY);

    private final MailRows notices;
    private final AlarmRows alarms;
    private final People people;
    private final Texts texts;
    private final PublicAddress address;
    private final AlarmSettings settings;
    private final Clock clock;
    private final @Nullable JavaMailSender mail;

    AlarmMail(
            MailRows notices,
            AlarmRows alarms,
            People people,
            Texts texts,
            PublicAddress address,
            AlarmSettings settings,
            Clock clock,
            ObjectProvider<JavaMailSender> mail) {
        this.notices = notices;
        this.alarms = alarms;
        this.people = people;
        this.texts = texts;
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.mail = mail.getIfAvailable();
    }

    /** An alarm that a person is to be told of, and where the person is reached. */
    private record Letter(Due due, Alarm alarm, String to) {}

    @Scheduled(initialDelayString = "PT7S", fixedRateString = "PT5S")
    @SchedulerLock(name = "alarms/mail", lockAtMostFor = "PT5M")
    void send() {
        if (mail == null) {
            return;
        }
        List<Letter> letters = new ArrayList<>();
        for (Due due : notices.claim(clock.instant(), PAUSE)) {
            letter(due).ifPresentOrElse(letters::add, () -> notices.skip(due));
        }
        letters.stream().collect(groupingBy(Letter::to)).forEach((to, together) -> send(mail, to, together));
    }

    private Optional<Letter> letter(Due due) {
        return alarms.find(due.alarm())
                .flatMap(alarm -> people.findEmail(due.person(), Permission.SEE_ALARMS, alarm.municipalityId())
                        .map(to -> new Letter(due, alarm, to)));
    }

    private void send(JavaMailSender mail, String to, List<Letter> letters) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(settings.mailFrom());
        message.setTo(to);
        message.setSubject(
                letters.size() == 1
                        ? Wording.title(this::text, letters.getFirst().alarm)
                        : text("alarms.mail.several", letters.size()));
        message.setText(letters.stream().map(this::paragraph).collect(Collectors.joining("\n\n")) + "\n\n"
                + text("alarms.mail.end"));
        try {
            mail.send(message);
            letters.forEach(letter -> notices.sent(letter.due, clock.instant()));
        } catch (MailException e) {
            String error = String.valueOf(e.getMessage());
            letters.forEach(letter ->
                    notices.failed(letter.due, error.substring(0, Math.min(error.length(), LONGEST_ERROR))));
        }
    }

    private String paragraph(Letter letter) {
        Alarm alarm = letter.alarm;
        return Wording.title(this::text, alarm) + "\n"
                + text("alarms.mail.since", RAISED.format(alarm.raisedAt().atZone(Hours.TOWN))) + "\n"
                + address.get() + "/alarms/" + alarm.id();
    }

    private String text(String key, Object... arguments) {
        return texts.text(Language.GERMAN, key, arguments);
    }
}
