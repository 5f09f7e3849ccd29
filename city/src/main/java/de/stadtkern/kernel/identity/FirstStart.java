package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.Municipality.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets up what an empty database lacks: the municipality, the first people and a key for devices on this machine. */
@Component
class FirstStart implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final String ADMIN = "admin";

    private final IdentitySettings settings;
    private final PublicAddress address;
    private final Municipalities municipalities;
    private final PersonRows rows;
    private final People people;
    private final Passwords passwords;
    private final PasswordLinks links;
    private final ApiKeys keys;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;

    FirstStart(
            IdentitySettings settings,
            PublicAddress address,
            Municipalities municipalities,
            PersonRows rows,
            People people,
            Passwords passwords,
            PasswordLinks links,
            ApiKeys keys,
            AuditLog auditLog,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.address = address;
        this.municipalities = municipalities;
        this.rows = rows;
        this.people = people;
        this.passwords = passwords;
        this.links = links;
        this.keys = keys;
        this.auditLog = auditLog;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        Files.createDirectories(settings.data());
        Municipality town = ensure(Kind.MUNICIPALITY, settings.municipality());
        Municipality district = settings.district() == null ? null : ensure(Kind.DISTRICT, settings.district());
        if (district != null && town.districtId() == null) {
            municipalities.join(town.id(), district.id());
        }
        settings.people()
                .forEach(
                        one -> addIfMissing(one.login(), one.name(), passwords.hash(one.password()), one.role(), town));
        addIfMissing(ADMIN, "Administration", firstPassword(), Role.ADMINISTRATOR, town);
        if (district != null) {
            ensureAdministrator(district);
        }
        if (!holdsValidKey(settings.apiKeyFile())) {
            writeSecret(settings.apiKeyFile(), keys.createForThisMachine(town.id()));
        }
    }

    /** Whoever has just installed the program and gave no password file reads here how to come in. */
    @EventListener(ApplicationReadyEvent.class)
    void tellTheFirstLink() {
        rows.findByLogin(ADMIN)
                .filter(Account::active)
                .filter(Account::isInvited)
                .ifPresent(admin -> {
                    String token = links.create(admin.person().id(), PasswordLinks.OF_A_RESET);
                    log.info(
                            "Choose the password of the login {} here, once and within 24 hours: {}/welcome/{}",
                            ADMIN,
                            address.get(),
                            token);
                });
    }

    /** The first of its kind is the one that the configuration names; another name renames it. */
    private Municipality ensure(Kind kind, String name) {
        Optional<Municipality> known = municipalities.findFirst(kind);
        known.filter(one -> !one.name().equals(name)).ifPresent(one -> {
            municipalities.rename(one.id(), name);
            auditLog.record(null, one.id(), "municipality.renamed", one.name() + " → " + name);
        });
        return known.orElseGet(() -> municipalities.create(name, kind, null));
    }

    private void addIfMissing(
            String login, String name, @Nullable String passwordHash, Role role, Municipality municipality) {
        if (rows.findByLogin(login).isEmpty()) {
            transaction.executeWithoutResult(status -> rows.setRoles(
                    people.add(login, name, passwordHash, municipality.id()), municipality.id(), Set.of(role)));
        }
    }

    private void ensureAdministrator(Municipality district) {
        Person admin = rows.findByLogin(ADMIN).orElseThrow().person();
        if (!rows.hasOtherAdministrator(district.id(), admin.id())) {
            rows.setRoles(admin.id(), district.id(), Set.of(Role.ADMINISTRATOR));
        }
    }

    private @Nullable String firstPassword() throws IOException {
        return settings.adminPasswordFile() == null || rows.findByLogin(ADMIN).isPresent()
                ? null
                : passwords.choose(
                        Files.readString(settings.adminPasswordFile()).strip(), ADMIN);
    }

    private boolean holdsValidKey(Path file) throws IOException {
        return Files.exists(file) && keys.find(Files.readString(file).strip()).isPresent();
    }

    /** Readable by the owner only, and whole or not there at all. */
    private static void writeSecret(Path file, String secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", "", ownerOnly);
        Files.writeString(fresh, secret + "\n");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
