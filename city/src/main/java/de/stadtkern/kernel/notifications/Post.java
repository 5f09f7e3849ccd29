package de.stadtkern.kernel.notifications;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The way to the town's mail server. */
@Component
class Post {

    private final NotificationSettings settings;
    private final @Nullable JavaMailSender server;

    Post(NotificationSettings settings, ObjectProvider<JavaMailSender> server) {
        this.settings = settings;
        this.server = server.getIfAvailable();
    }

    /** Whether there is a mail server. */
    boolean isOffered() {
        return server != null;
    }

    void send(String address, String subject, String text) throws Carrier.Undelivered {
        SimpleMailMessage letter = new SimpleMailMessage();
        letter.setFrom(settings.mailFrom());
        letter.setTo(address);
        letter.setSubject(subject);
        letter.setText(text);
        try {
            Objects.requireNonNull(server).send(letter);
        } catch (MailException e) {
            throw new Carrier.Undelivered(String.valueOf(e.getMessage()));
        }
    }
}
