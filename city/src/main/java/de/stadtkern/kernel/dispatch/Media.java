package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may be attached, told by the type that the device says and by the first bytes of the file. */
enum Media {
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    PNG("image/png", 0, "\u0089PNG"),
    WEBM("audio/webm", 0, "\u001aE\u00df\u00a3"),
    OGG("audio/ogg", 0, "OggS"),
    MP4("audio/mp4", 4, "ftyp");

    private final String type;
    private final int offset;
    private final byte[] begin;

    Media(String type, int offset, String begin) {
        this.type = type;
        this.offset = offset;
        this.begin = begin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Without what stands behind a semicolon, such as the codec. */
    static Media of(String mediaType) {
        String wanted = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one.type.equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                                "dispatch.refusal.media",
                                mediaType,
                                Arrays.stream(values()).map(Media::type).collect(Collectors.joining(", ")))
                        .at("mediaType"));
    }

    String type() {
        return type;
    }

    boolean isPicture() {
        return this == JPEG || this == PNG;
    }

    boolean isBeginOf(byte[] content) {
        return content.length >= offset + begin.length
                && Arrays.equals(content, offset, offset + begin.length, begin, 0, begin.length);
    }
}
