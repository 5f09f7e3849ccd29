package de.stadtkern.kernel.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets up what an empty database lacks: the municipality, the first people and a key for devices on this machine. */
@Component
class FirstStart implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final String ADMIN = "admin";

    private final IdentitySettings settings;
    private final Municipalities municipalities;
    private final PersonRows rows;
    private final People people;
    private final ApiKeys keys;
    private final TransactionTemplate transaction;

    FirstStart(
            IdentitySettings settings,
            Municipalities municipalities,
            PersonRows rows,
            People people,
            ApiKeys keys,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.municipalities = municipalities;
        this.rows = rows;
        this.people = people;
        this.keys = keys;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        Files.createDirectories(settings.data());
        long municipality = municipalities
                .ensure(settings.municipality().toLowerCase(Locale.ROOT), settings.municipality())
                .id();
        settings.people().forEach(person -> addIfMissing(person, municipality));
        if (rows.findByLogin(ADMIN).isEmpty()) {
            addIfMissing(new Newcomer(ADMIN, "Administration", firstPassword(), Role.ADMINISTRATOR), municipality);
        }
        if (!holdsValidKey(settings.apiKeyFile())) {
            writeSecret(settings.apiKeyFile(), keys.create(municipality, "this machine"));
        }
    }

    private boolean holdsValidKey(Path file) throws IOException {
        return Files.exists(file) && keys.find(Files.readString(file).strip()).isPresent();
    }

    private void addIfMissing(Newcomer newcomer, long municipality) {
        if (rows.findByLogin(newcomer.login()).isEmpty()) {
            transaction.executeWithoutResult(status -> people.add(newcomer, municipality));
        }
    }

    private String firstPassword() throws IOException {
        if (settings.adminPasswordFile() != null) {
            return Files.readString(settings.adminPasswordFile()).strip();
        }
        byte[] bits = new byte[18];
        new SecureRandom().nextBytes(bits);
        String password = Base64.getUrlEncoder().encodeToString(bits);
        Path file = settings.data().resolve("first-admin-password");
        writeSecret(file, password);
        log.info("The first password of the login {} lies in {}", ADMIN, file.toAbsolutePath());
        return password;
    }

    /** Readable by the owner only, and whole or not there at all. */
    private static void writeSecret(Path file, String secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", "", ownerOnly);
        Files.writeString(fresh, secret + "\n");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
