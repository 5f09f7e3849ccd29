package de.stadtkern.kernel.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What crews may attach, and how long it is kept. A photo may show people, a spoken note is a voice: they are kept for
 * questions about the work, not for good.
 *
 * @param keepAttachments how long photos and spoken notes are kept after they arrived
 * @param largestPhoto of one photo
 * @param largestVoice of one spoken note
 */
@ConfigurationProperties("stadtkern.dispatch")
record DispatchSettings(
        @DefaultValue("365d") Duration keepAttachments,
        @DefaultValue("6MB") DataSize largestPhoto,
        @DefaultValue("4MB") DataSize largestVoice) {

    int largest(Media media) {
        return Math.toIntExact((media.isPicture() ? largestPhoto : largestVoice).toBytes());
    }
}
