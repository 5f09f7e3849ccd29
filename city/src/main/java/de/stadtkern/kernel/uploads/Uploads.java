package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people and programs do with files of measured values: bring, look at, start, stop. */
@Component
class Uploads {

    static final String TOPIC = "uploads";
    static final int MOST_BYTES = 50 * 1024 * 1024;
    static final int FIRST_LINES = 20;
    static final int MOST_FAULTS = 100;

    private static final int LONGEST_NAME = 200;

    private final UploadRows rows;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;

    Uploads(UploadRows rows, Access access, AuditLog auditLog, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
    }

    /**
     * What the whole file would become; nothing of it is stored.
     *
     * @param first the first lines that hold values
     * @param faults the first {@link #MOST_FAULTS} of {@code allFaults}
     */
    record Check(
            List<Lines.Line> first, List<Lines.Fault> faults, long allFaults, long lines, long refused, long values) {}

    /** The municipalities whose uploads whoever asks may see; refused when there is none. */
    Set<Long> municipalities() {
        return access.findPerson().isPresent()
                ? access.requireAnywhere(Permission.SET_UP_DEVICES)
                : Set.of(access.device().municipalityId());
    }

    List<Upload> list() {
        return rows.list(municipalities());
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    Upload get(long id) {
        Upload upload = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        if (access.findPerson().isPresent()) {
            access.require(Permission.SET_UP_DEVICES, upload.municipalityId());
        } else {
            access.requireDeviceOf(upload.municipalityId());
        }
        return upload;
    }

    /** Keeps a file as it came, and how it looks. */
    @Transactional
    long add(String fileName, byte[] content) {
        long municipality =
                municipalities().stream().min(Comparator.naturalOrder()).orElseThrow();
        if (content.length == 0) {
            throw Refusal.badInput("uploads.refusal.empty").at("file");
        }
        requireSize(content.length);
        Map<String, Long> known = rows.targets(municipality).stream()
                .collect(Collectors.toMap(UploadRows.Target::label, UploadRows.Target::id, (one, other) -> one));
        Layout layout = Layout.recognise(content, known);
        String name = fileName.replaceAll("\\p{Cntrl}", "");
        UploadRows.Arrival arrival = new UploadRows.Arrival(
                municipality,
                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                sha256(content),
                access.findPerson().map(Person::name).orElse("API"));
        long id = rows.add(arrival, content, layout);
        record(municipality, "upload.added", id + " " + arrival.fileName() + " " + arrival.sha256());
        return id;
    }

    static void requireSize(long bytes) {
        if (bytes > MOST_BYTES) {
            throw Refusal.tooLarge("uploads.refusal.size", MOST_BYTES / (1024 * 1024))
                    .at("file");
        }
    }

    /** Reads the file in another way, as the fields say. */
    @Transactional
    void arrange(long id, UnaryOperator<String> field) {
        Upload upload = get(id);
        Layout layout = Layout.read(rows.content(id), field);
        Set<Long> own = rows.targets(upload.municipalityId()).stream()
                .map(UploadRows.Target::id)
                .collect(Collectors.toSet());
        for (int i = 0; i < layout.columns().size(); i++) {
            long datastream = layout.columns().get(i);
            if (datastream != 0 && !own.contains(datastream)) {
                throw Refusal.badInput("uploads.refusal.datastream", Long.toString(datastream))
                        .at("column-" + (i + 1));
            }
        }
        require(rows.arrange(id, layout));
    }

    List<String> headings(Upload upload) {
        return upload.layout().headings(rows.content(upload.id()));
    }

    List<UploadRows.Target> targets(Upload upload) {
        return rows.targets(upload.municipalityId());
    }

    Check check(Upload upload) {
        List<Lines.Line> first = new ArrayList<>();
        List<Lines.Fault> faults = new ArrayList<>();
        long[] counts = new long[4];
        Lines.read(rows.content(upload.id()), upload.layout(), upload.latest(), 0, line -> {
            if (first.size() < FIRST_LINES && !line.values().isEmpty()) {
                first.add(line);
            }
            line.faults().stream().limit(MOST_FAULTS - faults.size()).forEach(faults::add);
            counts[0] += line.faults().size();
            counts[1]++;
            counts[2] += line.isRefused() ? 1 : 0;
            counts[3] += line.values().size();
            return true;
        });
        return new Check(first, faults, counts[0], counts[1], counts[2], counts[3]);
    }

    /** Stores it from now on, or goes on with it. */
    @Transactional
    void start(long id) {
        Upload upload = get(id);
        if (upload.state() == Upload.State.PREPARED) {
            Check check = check(upload);
            if (check.values == 0) {
                throw Refusal.badInput("uploads.refusal.nothing");
            }
            rows.count(id, check.lines);
        }
        Set<Upload.State> waiting = EnumSet.of(Upload.State.PREPARED, Upload.State.STOPPED, Upload.State.HALTED);
        require(rows.move(id, waiting, Upload.State.RUNNING));
        record(upload.municipalityId(), "upload.started", id + " " + upload.fileName());
        liveUpdates.announce(TOPIC);
    }

    /** What is stored stays. */
    @Transactional
    void stop(long id) {
        Upload upload = get(id);
        require(rows.move(id, Set.of(Upload.State.RUNNING), Upload.State.STOPPED));
        record(upload.municipalityId(), "upload.stopped", id + " " + upload.fileName());
        liveUpdates.announce(TOPIC);
    }

    /** The refused lines as a file that a spreadsheet opens, with the reason before each. */
    String refused(Upload upload, RefusedFile.Words words) {
        byte[] content = rows.content(upload.id());
        RefusedFile file = new RefusedFile(upload.layout(), words);
        Lines.read(content, upload.layout(), upload.latest(), 0, file::take);
        return file.text();
    }

    private void record(long municipality, String action, String detail) {
        auditLog.record(access.findPerson().orElse(null), municipality, action, detail);
    }

    private static void require(boolean done) {
        if (!done) {
            throw Refusal.conflict("uploads.refusal.state");
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
