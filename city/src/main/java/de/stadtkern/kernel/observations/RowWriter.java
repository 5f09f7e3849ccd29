package de.stadtkern.kernel.observations;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what the database gives and puts the root address where the sign U+0001 stands for it. */
final class RowWriter {

    private static final int BUFFER = 32 * 1024;

    private final OutputStream out;
    private final byte[] root;

    RowWriter(OutputStream out, String root) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.root = root.getBytes(StandardCharsets.UTF_8);
    }

    RowWriter text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RowWriter row(byte[] row) throws IOException {
        int from = 0;
        for (int i = 0; i < row.length; i++) {
            if (row[i] == 1) {
                out.write(row, from, i - from);
                out.write(root);
                from = i + 1;
            }
        }
        out.write(row, from, row.length - from);
        return this;
    }

    void finish() throws IOException {
        out.flush();
    }
}
