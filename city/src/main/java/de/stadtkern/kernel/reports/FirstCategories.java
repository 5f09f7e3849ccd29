package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.reports.ReportCategory.Targets;
import java.util.List;
import java.util.Locale;

/** With what a municipality begins; its administrators change it. */
enum FirstCategories {
    WASTE(
            "Illegaler Müll",
            "Illegal dumping",
            "Müll, der dort nicht hin gehört",
            60,
            new Targets(2, 5),
            "Abfall",
            "Sperrmüll",
            "litter"),
    ROAD(
            "Straßenschaden",
            "Road damage",
            "Etwas an der Straße ist kaputt",
            30,
            new Targets(3, 28),
            "Schlagloch",
            "Gehweg",
            "Radweg",
            "pothole"),
    LIGHT(
            "Straßenbeleuchtung",
            "Street light",
            "Eine Lampe an der Straße ist kaputt",
            25,
            new Targets(3, 14),
            "Laterne",
            "Lampe",
            "lamp"),
    GREEN(
            "Grünflächen und Bäume",
            "Green spaces and trees",
            "Bäume und Wiesen",
            40,
            new Targets(3, 21),
            "Baum",
            "Ast",
            "Hecke",
            "tree"),
    WINTER(
            "Winterdienst",
            "Winter service",
            "Schnee und Eis",
            80,
            new Targets(1, 2),
            "Schnee",
            "Glatteis",
            "snow",
            "ice"),
    SIGNS(
            "Schilder und Ampeln",
            "Signs and signals",
            "Schilder und Ampeln",
            25,
            new Targets(2, 14),
            "Verkehrszeichen",
            "Ampel",
            "traffic light"),
    BINS(
            "Papierkörbe und Container",
            "Bins and containers",
            "Müll-Eimer",
            30,
            new Targets(2, 5),
            "Papierkorb",
            "Altglas",
            "overflowing"),
    PLAYGROUND("Spielplatz", "Playground", "Spiel-Platz", 40, new Targets(2, 14), "Spielgerät", "Schaukel", "swing"),
    OTHER("Etwas anderes", "Something else", "Etwas anderes", 0, new Targets(3, 28));

    private final Names names;
    private final int similarMetres;
    private final Targets targets;
    private final List<String> keywords;

    FirstCategories(
            String german, String english, String easy, int similarMetres, Targets targets, String... keywords) {
        this.names = new Names(german, english, easy);
        this.similarMetres = similarMetres;
        this.targets = targets;
        this.keywords = List.of(keywords);
    }

    ReportCategory of(long municipality) {
        return new ReportCategory(
                0,
                municipality,
                name().toLowerCase(Locale.ROOT),
                "",
                names,
                keywords,
                true,
                true,
                similarMetres,
                targets,
                this != OTHER,
                "[]");
    }
}
