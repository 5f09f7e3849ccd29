package de.stadtkern.kernel.problem;

/** What people write that others must be able to read later, such as a name or a reason. */
public final class PlainText {

    private PlainText() {}

    /**
     * Whether it holds at least one letter or digit and nothing invisible: no control character but white space, and no
     * format character, which could turn round what is read.
     */
    public static boolean isReadable(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit)
                && text.codePoints().noneMatch(PlainText::isInvisible);
    }

    private static boolean isInvisible(int letter) {
        boolean control = Character.isISOControl(letter) && !Character.isWhitespace(letter);
        return control || Character.getType(letter) == Character.FORMAT;
    }
}
