package de.stadtkern.demo;

/** A file that is no recording; the message names file, line, column, value and rule. */
class UnreadableRecording extends RuntimeException {

    UnreadableRecording(String message) {
        super(message);
    }
}
