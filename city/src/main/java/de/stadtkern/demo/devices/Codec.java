package de.stadtkern.demo.devices;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How a device type packs its values into bytes, and what the network server's formatter makes of them. */
interface Codec {

    int port(Map<String, Double> values);

    byte[] encode(Map<String, Double> values);

    ObjectNode decode(int port, byte[] bytes);
}
