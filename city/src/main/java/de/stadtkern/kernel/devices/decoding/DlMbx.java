package de.stadtkern.kernel.devices.decoding;

import tools.jackson.databind.node.ObjectNode;

/** Decentlab DL-MBX, the ultrasonic distance to what lies below: mm and V. */
final class DlMbx implements Decoder {

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        return DecentlabFrame.read(
                "decentlab-dl-mbx",
                port,
                bytes,
                new int[] {2, 1},
                frame -> frame.plain("distance", 1).plain("number_of_valid_samples", 1));
    }
}
