package de.stadtkern.kernel.portal;

import java.util.Locale;

/** The languages of the pages. German has no prefix in the address, the others have. */
public enum Language {
    GERMAN("", "de", "de", "Deutsch"),
    ENGLISH("/en", "en", "en", "English"),
    EASY_GERMAN("/leicht", "de-x-leicht", "de_x_leicht", "Leichte Sprache");

    private final String prefix;
    private final String tag;
    private final String fileSuffix;
    private final String ownName;

    Language(String prefix, String tag, String fileSuffix, String ownName) {
        this.prefix = prefix;
        this.tag = tag;
        this.fileSuffix = fileSuffix;
        this.ownName = ownName;
    }

    /** What stands before every path of this language. */
    public String prefix() {
        return prefix;
    }

    /** BCP 47, for the attribute {@code lang}. */
    public String tag() {
        return tag;
    }

    /** As its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** For numbers and dates. */
    public Locale locale() {
        return this == ENGLISH ? Locale.UK : Locale.GERMANY;
    }

    String fileSuffix() {
        return fileSuffix;
    }
}
