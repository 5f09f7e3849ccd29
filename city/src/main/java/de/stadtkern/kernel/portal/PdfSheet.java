package de.stadtkern.kernel.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A plain A4 document to be kept (PDF/A-2b): title, headings, paragraphs and lines of label and value, with its font
 * embedded.
 */
public final class PdfSheet {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String OVERLONG_WORD = "(\\S{40})(?=\\S)";
    private static final float MARGIN = 56;
    private static final float VALUE_COLUMN = 190;
    private static final float TEXT_SIZE = 10;
    private static final float LINE_HEIGHT = 1.45f;
    private static final float WIDTH = PDRectangle.A4.getWidth();
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private PDPageContentStream stream;
    private float y;

    public PdfSheet(String title) {
        try (InputStream file = Objects.requireNonNull(PDFont.class.getResourceAsStream(FONT))) {
            font = PDType0Font.load(document, file);
            PdfArchive.mark(document, printable(title));
            stream = freshPage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(title, MARGIN, 18);
        y -= 8;
    }

    /** A heading with room above. */
    public void heading(String text) {
        y -= 8;
        write(text, MARGIN, 13);
    }

    /** Text over the whole width. */
    public void paragraph(String text) {
        write(text, MARGIN, TEXT_SIZE);
    }

    /** A label and its value beside it. */
    public void entry(String label, String value) {
        List<String> labels = lines(label, VALUE_COLUMN - 12, TEXT_SIZE);
        List<String> values = lines(value, WIDTH - 2 * MARGIN - VALUE_COLUMN, TEXT_SIZE);
        for (int line = 0; line < Math.max(labels.size(), values.size()); line++) {
            float below = room(TEXT_SIZE);
            show(line < labels.size() ? labels.get(line) : "", MARGIN, below, TEXT_SIZE);
            show(line < values.size() ? values.get(line) : "", MARGIN + VALUE_COLUMN, below, TEXT_SIZE);
        }
    }

    /** A picture as PNG over the whole width. */
    public void picture(byte[] png) {
        try {
            PDImageXObject picture = PDImageXObject.createFromByteArray(document, png, null);
            float wide = WIDTH - 2 * MARGIN;
            float high = wide * picture.getHeight() / picture.getWidth();
            if (y - high - TEXT_SIZE < MARGIN) {
                stream.close();
                stream = freshPage();
            }
            y -= high + TEXT_SIZE;
            stream.drawImage(picture, MARGIN, y, wide, high);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The finished document; nothing can be added afterwards. */
    public byte[] bytes() {
        try {
            stream.close();
            document.save(bytes);
            document.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text, float x, float size) {
        for (String line : lines(text, WIDTH - MARGIN - x, size)) {
            show(line, x, room(size), size);
        }
    }

    /** Goes one line down, on to a new page at the end of this one. */
    private float room(float size) {
        if (y - size * LINE_HEIGHT < MARGIN) {
            try {
                stream.close();
                stream = freshPage();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        y -= size * LINE_HEIGHT;
        return y;
    }

    private PDPageContentStream freshPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        y = TOP;
        return new PDPageContentStream(document, page);
    }

    private void show(String text, float x, float below, float size) {
        try {
            stream.beginText();
            stream.setFont(font, size);
            stream.newLineAtOffset(x, below);
            stream.showText(text);
            stream.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String text, float width, float size) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(text).replaceAll(OVERLONG_WORD, "$1 ").split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) {
        try {
            return font.getStringWidth(text) / 1000 * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the font cannot show becomes a question mark: people may write anything into a reason. */
    private String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            String letter = Character.isWhitespace(point) ? " " : Character.toString(point);
            shown.append(isInFont(letter) ? letter : "?");
        });
        return shown.toString();
    }

    private boolean isInFont(String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
