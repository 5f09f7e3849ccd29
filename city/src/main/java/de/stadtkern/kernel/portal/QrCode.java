package de.stadtkern.kernel.portal;

/**
 * A QR code as the path of an SVG.
 *
 * @param size modules from edge to edge, with the quiet zone
 * @param path of the dark modules
 */
public record QrCode(int size, String path) {

    private static final int QUIET = 4;

    /** The code of the text, which may lose 15 % of its modules. */
    public static QrCode of(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCode(code.size + 2 * QUIET, path.toString());
    }
}
