package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Person;
import java.time.Duration;
import java.util.List;

/** Brings messages to people by a channel. */
interface Carrier {

    Channel channel();

    /** Whether the town has set it up. */
    boolean isOffered();

    /** Whether the person has said where. */
    boolean reaches(long personId);

    /** How long nothing further goes to a person after something has, unless it is urgent. */
    Duration pause();

    /** Hands them over together. Returns once the server of the channel has taken them. */
    void carry(Person to, List<Message> messages) throws Undelivered;

    /** The server of the channel has not taken it; another attempt follows. */
    final class Undelivered extends Exception {

        private static final long serialVersionUID = 1;

        private static final int LONGEST = 500;

        Undelivered(String why) {
            super(why.substring(0, Math.min(why.length(), LONGEST)));
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
