package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.ImportReport.Changes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The town's road network. */
@Component
public class Streets {

    private final SegmentRows rows;
    private final ExtractRows extracts;
    private final RegisterRows register;
    private final TransactionOperations transaction;

    Streets(SegmentRows rows, ExtractRows extracts, RegisterRows register, TransactionOperations transaction) {
        this.rows = rows;
        this.extracts = extracts;
        this.register = register;
        this.transaction = transaction;
    }

    /** The network in this database, for a program that does not run the town. */
    public static Streets in(DataSource database) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new Streets(
                new SegmentRows(database), new ExtractRows(database), new RegisterRows(database), transaction);
    }

    /** Roads, no paths, whose course comes as near to the centre as the given metres (0 to some 10,000), by id. */
    public List<Segment> listWithin(Position centre, double metres) {
        return rows.listAround(centre, metres).stream()
                .filter(segment -> segment.metresTo(centre) <= metres)
                .toList();
    }

    /** The segments in the order of their ids as given; ids that are not in the network are left out. */
    public List<Segment> listByIds(Collection<Long> ids) {
        Map<Long, Segment> found =
                rows.listByIds(ids).stream().collect(Collectors.toMap(Segment::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Segments of any of the classes, by id. */
    public List<Segment> listOfClasses(Set<RoadClass> classes) {
        return rows.listOfClasses(classes);
    }

    /** What the filter lets through, with what the municipality says of it, by id; whoever calls knows who may ask. */
    public List<RegisteredSegment> listRegistered(long municipalityId, SegmentFilter filter) {
        return register.list(municipalityId, filter);
    }

    /** Rules for turning at single junctions. */
    public List<TurnRestriction> listTurnRestrictions() {
        return rows.listTurns();
    }

    /** Where people cross roads, as far as the extract says. */
    public List<Crossing> listCrossings() {
        return rows.listCrossings();
    }

    /** The file from which the network comes. */
    public Optional<Extract> findExtract() {
        return rows.findExtract();
    }

    /**
     * Replaces the network by the roads and paths of an OpenStreetMap file (.osm.pbf, .osm, .osm.gz), all or nothing.
     * Segments that are still there keep their ids and what people say of them; those that are not are found by id only.
     * Does nothing when the network already comes from the same content, read in the same way.
     *
     * @throws UnreadableExtractException when the file is missing, broken or without roads; the network is unchanged
     */
    public ImportReport importExtract(Path file, Progress progress) {
        return importExtract(file, Extract.of(file), progress);
    }

    /** As {@link #importExtract(Path, Progress)}, for somebody who already knows what the file is. */
    public ImportReport importExtract(Path file, Extract extract, Progress progress) {
        boolean unchanged = rows.reading() == Reading.VERSION
                && rows.findExtract().filter(extract::hasContentOf).isPresent();
        Changes changes = unchanged ? Changes.NONE : replace(file, extract, progress);
        return new ImportReport(extract.fileName(), unchanged, rows.countRoads(), changes, rows.totalMetresOfRoads());
    }

    private Changes replace(Path file, Extract extract, Progress progress) {
        Reading reading = RoadReader.read(file, progress);
        progress.report(reading.stretches().size(), "segments of roads and paths read");
        return Objects.requireNonNull(transaction.execute(status -> extracts.replace(extract, reading, progress)));
    }
}
