package de.stadtkern.kernel.uploads;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The refused lines of a file, with the reason before each: to be mended and uploaded again. */
final class RefusedFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private final Layout layout;
    private final Words words;
    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    RefusedFile(Layout layout, Words words) {
        this.layout = layout;
        this.words = words;
        if (!layout.header()) {
            add(headings(), List.of());
        }
    }

    /** In the language of whoever asks. */
    @FunctionalInterface
    interface Words {

        String text(String key, Object... arguments);
    }

    boolean take(Lines.Line line) {
        if (layout.header() && line.number() == 1) {
            add(headings(), line.cells());
        } else if (line.isRefused()) {
            String reasons = line.faults().stream().map(this::reason).collect(Collectors.joining("; "));
            add(List.of(Long.toString(line.number()), reasons), line.cells());
        }
        return true;
    }

    String text() {
        return text.toString();
    }

    private List<String> headings() {
        return List.of(words.text("uploads.line"), words.text("uploads.reason"));
    }

    private String reason(Lines.Fault fault) {
        String rule = words.text("uploads.rule." + fault.rule());
        return fault.column() == 0 ? rule : words.text("uploads.reason.of", fault.column(), rule);
    }

    private void add(List<String> before, List<String> cells) {
        List<String> all = new ArrayList<>(before);
        all.addAll(cells);
        String separator = String.valueOf(layout.separator().character());
        text.append(all.stream().map(RefusedFile::quoted).collect(Collectors.joining(separator, "", "\r\n")));
    }

    /** What a spreadsheet would take for a formula gets an apostrophe; numbers are none. */
    private static String quoted(String cell) {
        boolean formula = !cell.isEmpty()
                && FORMULA_BEGINS.indexOf(cell.charAt(0)) >= 0
                && !Lines.NUMBER.matcher(cell).matches();
        return "\"" + (formula ? "'" : "") + cell.replace("\"", "\"\"") + "\"";
    }
}
