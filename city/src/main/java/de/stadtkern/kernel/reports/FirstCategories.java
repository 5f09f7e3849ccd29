package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.reports.ReportCategory.Targets;
import java.util.List;
import java.util.Locale;

/** With what a municipality begins; its administrators change it. */
enum FirstCategories {
    WASTE("Illegaler Müll", "Illegal dumping", "Müll, der dort nicht hin gehört", 60, new Targets(2, 5)),
    ROAD("Straßenschaden", "Road damage", "Etwas an der Straße ist kaputt", 30, new Targets(3, 28)),
    LIGHT("Straßenbeleuchtung", "Street light", "Eine Lampe an der Straße ist kaputt", 25, new Targets(3, 14)),
    GREEN("Grünflächen und Bäume", "Green spaces and trees", "Bäume und Wiesen", 40, new Targets(3, 21)),
    WINTER("Winterdienst", "Winter service", "Schnee und Eis", 80, new Targets(1, 2)),
    SIGNS("Schilder und Ampeln", "Signs and signals", "Schilder und Ampeln", 25, new Targets(2, 14)),
    BINS("Papierkörbe und Container", "Bins and containers", "Müll-Eimer", 30, new Targets(2, 5)),
    PLAYGROUND("Spielplatz", "Playground", "Spiel-Platz", 40, new Targets(2, 14)),
    OTHER("Etwas anderes", "Something else", "Etwas anderes", 0, new Targets(3, 28));

    private final Names names;
    private final int similarMetres;
    private final Targets targets;

    FirstCategories(String german, String english, String easy, int similarMetres, Targets targets) {
        this.names = new Names(german, english, easy);
        this.similarMetres = similarMetres;
        this.targets = targets;
    }

    ReportCategory of(long municipality) {
        return new ReportCategory(
                0,
                municipality,
                name().toLowerCase(Locale.ROOT),
                "",
                names,
                List.of(),
                true,
                true,
                similarMetres,
                targets,
                this != OTHER,
                "[]");
    }
}
