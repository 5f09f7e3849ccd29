package de.stadtkern.kernel.problem;

import java.net.InetAddress;

/** Addresses that are nobody's to ask on behalf of somebody else: those behind which our own network may lie. */
public final class PrivateAddresses {

    private PrivateAddresses() {}

    /** Loopback, private, link-local, multicast; also what lies behind carrier and protocol translation. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = bytes.length == 4
                ? first == 0 || first >= 240 || (first == 100 && (second & 0xc0) == 64)
                : (first & 0xe0) != 0x20 || (first == 0x20 && second == 0x02);
        return special
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
