package de.stadtkern.demo.plan;

import java.util.Iterator;
import java.util.List;

/** Street names as any German town has them. */
final class StreetNames {

    private static final String OLD_TOWN = """
            Kirchgasse, Badgasse, Fischergasse, Webergasse, Gerbergasse, Klostergasse, Rathausgasse, Marktgasse,
            Schlossgasse, Brauhausgasse, Am Stadtgraben, Hintere Gasse, Bäckergasse, Schmiedgasse, Obere Gasse,
            Untere Gasse, Töpfergasse, Färbergasse, Spitalgasse, Torgasse, Pfarrgasse, Salzgasse, Krämergasse, Zehntgasse""";

    private static final String QUARTERS = """
            Lindenweg, Goethestraße, Schillerstraße, Gartenstraße, Wiesenweg, Ahornweg, Birkenweg, Mozartstraße,
            Beethovenstraße, Am Mühlbach, Amselweg, Finkenweg, Lerchenstraße, Rosenstraße, Tulpenweg, Fliederweg,
            Lessingstraße, Uhlandstraße, Eichendorffstraße, Jean-Paul-Straße, Richard-Wagner-Straße, Haydnstraße,
            Kantstraße, Hegelstraße, Waldstraße, Am Sonnenhang, Feldstraße, Ackerweg, Kirschenweg, Apfelweg,
            Erlenweg, Eschenweg, Ulmenweg, Buchenstraße, Eichenstraße, Tannenweg, Fichtenweg, Kiefernweg,
            Lärchenweg, Drosselweg, Meisenweg, Starenweg, Schwalbenweg, Falkenstraße, Asternweg, Dahlienweg,
            Nelkenweg, Veilchenweg, Narzissenweg, Heinestraße, Mörikestraße, Rückertstraße, Stifterstraße,
            Fontanestraße, Röntgenstraße, Robert-Koch-Straße, Siemensstraße, Dieselstraße, Daimlerstraße,
            Ottostraße, Kolpingstraße, Raiffeisenstraße, Jahnstraße, Am Sportplatz, An der Ziegelei, Am Steinbruch,
            Zum Hochbehälter, Am Wasserturm, Schützenstraße, Turnerweg, Sudetenstraße, Egerländer Straße,
            Schlesierweg, Frankenstraße, Vogtlandstraße, Fichtelgebirgsstraße, Am Galgenberg, Kapellenweg,
            Kreuzweg, Am Rain, Im Grund, Auf der Höhe, Hohlweg, Talweg, Quellenweg, Brunnenstraße, Am Hammer,
            Mühlwiesenweg, Uferweg, Auenweg, Weidenweg, Pappelweg, Holunderweg, Schlehenweg, Haselweg,
            Ginsterweg, Heideweg, Moosweg, Farnweg""";

    private final Iterator<String> gassen = split(OLD_TOWN);
    private final Iterator<String> quarters = split(QUARTERS);

    String next(int ring) {
        return ring < 3 ? gassen.next() : quarters.next();
    }

    private static Iterator<String> split(String names) {
        return List.of(names.split(",\\s+")).iterator();
    }
}
