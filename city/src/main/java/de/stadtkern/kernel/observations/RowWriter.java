package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Marks;
import de.stadtkern.kernel.observations.query.Relation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes what the database gives and puts in what its {@link Marks} stand for. */
final class RowWriter {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int SETS = 2 * Marks.SELF;
    private static final byte[] ID = {};
    private static final byte[] OF_ROOT = {};
    private static final Pattern BETWEEN_SIGNS = Pattern.compile("(?=[#^])|(?<=[#^])");
    private static final Map<Integer, byte[][]> PIECES = new ConcurrentHashMap<>();

    private final OutputStream out;
    private final byte[] root;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    RowWriter(OutputStream out, String root) {
        this.out = out;
        this.root = root.getBytes(StandardCharsets.UTF_8);
    }

    /** A row as it goes out. */
    static byte[] plain(byte[] row, String root) {
        RowWriter writer = new RowWriter(OutputStream.nullOutputStream(), root);
        writer.fill(row);
        return writer.line.toByteArray();
    }

    RowWriter text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RowWriter row(byte[] row) throws IOException {
        fill(row);
        line.writeTo(out);
        line.reset();
        return this;
    }

    private void fill(byte[] row) {
        int from = 0;
        for (int i = 0; i < row.length; i++) {
            byte mark = row[i];
            if (mark > Marks.TIME || mark < Marks.ROOT) {
                continue;
            }
            line.write(row, from, i - from);
            int end = i;
            if (mark == Marks.ROOT) {
                line.writeBytes(root);
            } else {
                end = next(row, i + 1, mark);
                if (mark == Marks.LINKS) {
                    links(row, i + 1, end);
                } else {
                    time(row, i + 1, end);
                }
            }
            i = end;
            from = end + 1;
        }
        line.write(row, from, row.length - from);
    }

    private static int next(byte[] row, int from, byte mark) {
        int at = from;
        while (row[at] != mark) {
            at++;
        }
        return at;
    }

    private void links(byte[] row, int from, int end) {
        for (byte[] piece : pieces(row[from] - Marks.ZERO, row[from + 1] - Marks.ZERO)) {
            if (piece == ID) {
                line.write(row, from + 2, end - from - 2);
            } else {
                line.writeBytes(piece == OF_ROOT ? root : piece);
            }
        }
    }

    /** What these links consist of: texts, and in between the id and the root address. */
    private static byte[][] pieces(int type, int links) {
        return PIECES.computeIfAbsent(
                type * SETS + links,
                index -> text(EntityType.values()[type], links)
                        .map(piece -> switch (piece) {
                            case "#" -> ID;
                            case "^" -> OF_ROOT;
                            default -> piece.getBytes(StandardCharsets.UTF_8);
                        })
                        .toArray(byte[][]::new));
    }

    private static Stream<String> text(EntityType type, int links) {
        String entity = "^/" + type.setName() + "(#)";
        StringBuilder text = new StringBuilder();
        if ((links & Marks.SELF) != 0) {
            text.append("\"@iot.id\":#,\"@iot.selfLink\":\"").append(entity).append('"');
        }
        List<Relation> relations = type.relations();
        for (int i = 0; i < relations.size(); i++) {
            if ((links & (1 << i)) != 0) {
                String name = relations.get(i).name();
                text.append(",\"").append(name).append("@iot.navigationLink\":\"");
                text.append(entity).append('/').append(name).append('"');
            }
        }
        return BETWEEN_SIGNS.splitAsStream(text);
    }

    /** From {@code 2026-11-23 04:05:06} to {@code "2026-11-23T04:05:06Z"}. */
    private void time(byte[] row, int from, int end) {
        if (from == end) {
            line.writeBytes(NULL);
            return;
        }
        byte[] text = new byte[end - from + 6];
        int size = 0;
        text[size++] = '"';
        for (int i = from; i < end; i++) {
            if (row[i] == '/') {
                text[size++] = 'Z';
            }
            text[size++] = row[i] == ' ' ? (byte) 'T' : row[i];
        }
        text[size++] = 'Z';
        text[size++] = '"';
        line.write(text, 0, size);
    }
}
