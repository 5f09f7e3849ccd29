package de.stadtkern.kernel.home;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.PersonalData;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The households and the remembered pages of the signed-in person: only their own, and gone with their account. */
@Component
class OwnTown implements PersonalData {

    private static final int MOST_HOUSEHOLDS = 5;
    private static final int MOST_FAVOURITES = 50;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TITLE = 200;

    private final OwnRows rows;
    private final Addresses addresses;
    private final Access access;

    OwnTown(OwnRows rows, Addresses addresses, Access access) {
        this.rows = rows;
        this.addresses = addresses;
        this.access = access;
    }

    List<Household> households() {
        return access.findPerson().map(person -> rows.households(person.id())).orElse(List.of());
    }

    /** Refused when the town knows no such address. */
    @Transactional
    void addHousehold(String name, String address) {
        long person = access.person().id();
        if (name.isBlank() || name.strip().length() > LONGEST_NAME || !PlainText.isReadable(name)) {
            throw Refusal.badInput("home.refusal.name", LONGEST_NAME).at("name");
        }
        if (rows.households(person).size() >= MOST_HOUSEHOLDS) {
            throw Refusal.badInput("home.refusal.households", MOST_HOUSEHOLDS).at("name");
        }
        FoundAddress found = find(address)
                .orElseThrow(() -> Refusal.badInput("home.refusal.address", address.strip())
                        .at("address"));
        rows.insertHousehold(person, name.strip(), found.label(), found.position());
    }

    @Transactional
    void removeHousehold(long id) {
        if (!rows.deleteHousehold(id, access.person().id())) {
            throw Refusal.notFound("home.refusal.gone");
        }
    }

    /** Whether the person is told in the evening what comes to the household on the next day. */
    @Transactional
    void remind(long id, boolean wanted) {
        if (!rows.remind(id, access.person().id(), wanted)) {
            throw Refusal.notFound("home.refusal.gone");
        }
    }

    List<Favourite> favourites() {
        return access.findPerson().map(person -> rows.favourites(person.id())).orElse(List.of());
    }

    /** Refused unless it is a path of the town's own pages. */
    @Transactional
    void remember(String path, String title) {
        long person = access.person().id();
        if (title.isBlank() || title.length() > LONGEST_TITLE || !PlainText.isReadable(title)) {
            throw Refusal.badInput("home.refusal.title", LONGEST_TITLE);
        }
        if (rows.favourites(person).size() >= MOST_FAVOURITES) {
            throw Refusal.badInput("home.refusal.favourites", MOST_FAVOURITES);
        }
        rows.insertFavourite(person, OwnPath.require(path), title.strip());
    }

    @Transactional
    void forget(long id) {
        if (!rows.deleteFavourite(id, access.person().id())) {
            throw Refusal.notFound("home.refusal.gone");
        }
    }

    /** What the town knows of this address; empty when nothing fits. */
    Optional<FoundAddress> find(String address) {
        return address.isBlank()
                ? Optional.empty()
                : addresses.find(address.strip(), Optional.empty(), 1).stream().findFirst();
    }

    @Override
    public String room() {
        return "home";
    }

    @Override
    public Map<String, Object> export(long personId) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("households", rows.households(personId));
        all.put("favourites", rows.favourites(personId));
        return all;
    }

    @Override
    public void erase(long personId) {
        rows.forget(personId);
    }
}
