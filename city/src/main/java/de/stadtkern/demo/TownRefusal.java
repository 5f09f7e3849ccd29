package de.stadtkern.demo;

import java.net.URI;

/** The town did not take what was sent; the message says where, and what it answered. */
class TownRefusal extends RuntimeException {

    TownRefusal(URI address, int status, String answer) {
        super(address + (status == 0 ? " does not answer: " : " answered " + status + ": ") + answer);
    }
}
