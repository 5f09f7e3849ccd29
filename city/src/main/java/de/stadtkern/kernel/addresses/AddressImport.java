package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.Progress;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Keeps the addresses of an OpenStreetMap extract. */
@Component
public class AddressImport {

    /** Grows when the same file gives other addresses. */
    private static final int READING = 1;

    private final AddressRows rows;

    AddressImport(AddressRows rows) {
        this.rows = rows;
    }

    /** The addresses in this database, for a program that does not run the town. */
    public static AddressImport in(DataSource database) {
        return new AddressImport(new AddressRows(database));
    }

    /**
     * Replaces all addresses by those of the extract, within the transaction of the import. Running programs on the same
     * database find them within seconds.
     *
     * @return whether they were read; false when they already come from the same content
     * @throws UnreadableExtractException when the file is broken
     */
    public boolean read(Path file, Extract extract, Progress progress) {
        boolean known = rows.findImported()
                .filter(last -> last.reading() == READING && last.sha256().equals(extract.sha256()))
                .isPresent();
        if (!known) {
            ExtractReader.Contents contents = ExtractReader.read(file);
            rows.replace(extract.sha256(), READING, Gazetteer.of(contents));
            progress.report(contents.houses().size(), "addresses written");
        }
        return !known;
    }
}
