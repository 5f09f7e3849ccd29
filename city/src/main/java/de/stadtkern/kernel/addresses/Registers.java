package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.FoundAddress.Trust;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administration keeps of its own places, for everybody to find: bring, look at, remove. */
@Component
class Registers {

    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_FILE_NAME = 200;

    private final PlaceRegisterRows rows;
    private final Addresses addresses;
    private final Access access;
    private final AuditLog auditLog;

    Registers(PlaceRegisterRows rows, Addresses addresses, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.addresses = addresses;
        this.access = access;
        this.auditLog = auditLog;
    }

    List<Register> list() {
        return rows.list(access.requireAnywhere(Permission.ADMINISTER));
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    Register get(long id) {
        Register register = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.ADMINISTER, register.municipalityId());
        return register;
    }

    List<RegisterEntry> entries(Register register) {
        return rows.entries(register.id());
    }

    /** Keeps the places of the file; those of a register of the same name go. */
    @Transactional
    Register put(String name, String fileName, byte[] content) {
        long municipality = access.requireAnywhere(Permission.ADMINISTER).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String plain = name.strip();
        if (plain.length() > LONGEST_NAME || !PlainText.isReadable(plain)) {
            throw Refusal.badInput("addresses.refusal.register", LONGEST_NAME).at("name");
        }
        requireSize(content.length);
        List<RegisterEntry> entries = new RegisterFile(this::place).read(content);
        String file = fileName.replaceAll("\\p{C}", "");
        String person = access.findPerson().map(Person::name).orElse("");
        long id = rows.replace(
                municipality, plain, file.substring(0, Math.min(file.length(), LONGEST_FILE_NAME)), person, entries);
        record(municipality, "addresses.register.put", id + " " + plain);
        addresses.refresh();
        return get(id);
    }

    private static void requireSize(int bytes) {
        if (bytes == 0) {
            throw Refusal.badInput("addresses.refusal.no-entries").at("file");
        }
        if (bytes > MOST_BYTES) {
            throw Refusal.tooLarge("addresses.refusal.size", MOST_BYTES / (1024 * 1024))
                    .at("file");
        }
    }

    @Transactional
    Register remove(long id) {
        Register register = get(id);
        rows.remove(id);
        record(register.municipalityId(), "addresses.register.removed", id + " " + register.name());
        addresses.refresh();
        return register;
    }

    private Optional<Position> place(String address) {
        return addresses.find(address, Optional.empty(), 1).stream()
                .filter(found -> found.trust() == Trust.SURE)
                .map(FoundAddress::position)
                .findFirst();
    }

    private void record(long municipality, String action, String detail) {
        auditLog.record(access.findPerson().orElse(null), municipality, action, detail);
    }
}
