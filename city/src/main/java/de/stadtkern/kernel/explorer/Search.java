package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.observations.SeriesCatalogue.Wanted;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds series by the fields q, property, tag, station, near and km. */
final class Search {

    static final int MOST_FOUND = 200;

    private static final int MOST_KILOMETRES = 100;

    private Search() {}

    static List<Entry> list(SeriesCatalogue catalogue, Form form) {
        return catalogue.list(
                new Wanted(
                        SearchWords.of(form.value("q")).patterns(),
                        form.value("property").strip(),
                        form.value("tag").strip(),
                        id(form, "station"),
                        id(form, "near"),
                        metres(form)),
                MOST_FOUND);
    }

    private static @Nullable Long id(Form form, String field) {
        String text = form.value(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.badInput("explorer.refusal.station", text).at(field);
        }
        return Long.valueOf(text);
    }

    private static int metres(Form form) {
        String text = form.value("km").strip().replace(',', '.');
        if (text.isEmpty()) {
            return 1000;
        }
        double kilometres = text.matches("\\d{1,3}(\\.\\d{1,3})?") ? Double.parseDouble(text) : 0;
        if (kilometres <= 0 || kilometres > MOST_KILOMETRES) {
            throw Refusal.badInput("explorer.refusal.km", text, MOST_KILOMETRES).at("km");
        }
        return (int) Math.round(kilometres * 1000);
    }
}
