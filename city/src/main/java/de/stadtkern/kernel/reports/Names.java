package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.portal.Language;

/** What something is called in each language of the pages. */
public record Names(String german, String english, String easy) {

    public String in(Language language) {
        return switch (language) {
            case GERMAN -> german;
            case ENGLISH -> english;
            case EASY_GERMAN -> easy;
        };
    }
}
