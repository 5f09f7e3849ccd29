package de.stadtkern.kernel.devices.decoding;

import tools.jackson.databind.node.ObjectNode;

/** Decentlab DL-CTD10, depth, temperature and conductivity of water: mm, °C, µS/cm and V. */
final class DlCtd10 implements Decoder {

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        return DecentlabFrame.read(
                "decentlab-dl-ctd10",
                port,
                bytes,
                new int[] {4, 1},
                frame -> frame.signed("water_depth", 1)
                        .signed("temperature", 10)
                        .plain("electrical_conductivity", 1)
                        .plain("freezing_flag", 1));
    }
}
