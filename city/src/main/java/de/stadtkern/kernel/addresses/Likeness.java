package de.stadtkern.kernel.addresses;

import java.util.Arrays;

/** How alike two words are that are spelt as {@link Spelling} spells: Damerau-Levenshtein, cheaper for what sounds alike. */
final class Likeness {

    private static final double HALF = 0.5;
    private static final String[] ALIKE = {"dt", "bp", "gkcq", "fvw", "iyj", "szxc", "ea", "mn"};

    /** For each small letter a bit for every group of {@link #ALIKE} that it is in. */
    private static final int[] GROUPS = groups();

    private Likeness() {}

    /**
     * How much of both fits.
     *
     * @param least less is not of interest, and may come out as 0
     * @return 1 when they are equal, 0 when nothing fits
     */
    static double of(String asked, String name, double least) {
        int longest = Math.max(asked.length(), name.length());
        double most = (1 - least) * longest;
        if (longest == 0 || HALF * Math.abs(asked.length() - name.length()) > most) {
            return 0;
        }
        return Math.max(0, 1 - distances(asked, name, most)[name.length()] / longest);
    }

    /**
     * How well what was asked fits as a beginning of the name; the less is written yet, the less sure.
     *
     * @param least less is not of interest, and may come out as 0
     */
    static double asBeginning(String asked, String name, double least) {
        double share = Math.min(1, (double) asked.length() / name.length());
        double whole = 1 - (1 - share) / 4;
        if (asked.isEmpty() || whole <= least) {
            return 0;
        }
        double most = (whole - least) * asked.length() / 2;
        double cost = Arrays.stream(distances(asked, name, most)).min().orElseThrow();
        return Math.max(0, whole - 2 * cost / asked.length());
    }

    /** What it costs to make each beginning of the name of what was asked; not exact where it is more than the most. */
    private static double[] distances(String asked, String name, double most) {
        double[] beforeLast = new double[name.length() + 1];
        double[] last = new double[name.length() + 1];
        double[] row = new double[name.length() + 1];
        for (int j = 1; j <= name.length(); j++) {
            last[j] = last[j - 1] + ofExtra(name, j - 1);
        }
        double before = 0;
        for (int i = 1; i <= asked.length(); i++) {
            row[0] = last[0] + ofExtra(asked, i - 1);
            double cheapest = row[0];
            for (int j = 1; j <= name.length(); j++) {
                double change = last[j - 1] + ofChange(asked.charAt(i - 1), name.charAt(j - 1));
                double more = Math.min(last[j] + ofExtra(asked, i - 1), row[j - 1] + ofExtra(name, j - 1));
                row[j] = Math.min(change, more);
                if (i > 1 && j > 1 && isTurned(asked, i, name, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                cheapest = Math.min(cheapest, row[j]);
            }
            if (cheapest > most && before + 1 > most) {
                Arrays.fill(row, asked.length() + name.length());
                return row;
            }
            before = cheapest;
            double[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last;
    }

    private static boolean isTurned(String asked, int i, String name, int j) {
        return asked.charAt(i - 1) == name.charAt(j - 2) && asked.charAt(i - 2) == name.charAt(j - 1);
    }

    /** A doubled letter, an h and an e are soon forgotten. */
    private static double ofExtra(String word, int at) {
        char letter = word.charAt(at);
        boolean quiet = at > 0 && (letter == word.charAt(at - 1) || letter == 'h' || letter == 'e');
        return quiet ? HALF : 1;
    }

    private static double ofChange(char one, char other) {
        if (one == other) {
            return 0;
        }
        boolean small = one < GROUPS.length && other < GROUPS.length;
        return small && (GROUPS[one] & GROUPS[other]) != 0 ? HALF : 1;
    }

    private static int[] groups() {
        int[] groups = new int['z' + 1];
        for (int i = 0; i < ALIKE.length; i++) {
            for (char letter : ALIKE[i].toCharArray()) {
                groups[letter] |= 1 << i;
            }
        }
        return groups;
    }
}
