package dev.parley.listener;

import java.net.InetAddress;

/// Addresses that begin alike (RFC 4632 §3.1): `10.0.0.0/8`, `fd00::/8`, or one alone.
///
/// @param bits of the first address that count
record AddressRange(InetAddress first, int bits) {
    /// @throws IllegalArgumentException where it is none; names are not looked up
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not a range of addresses: " + text);
        }
        return new AddressRange(first, bits);
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        return mine.length == other.length && alike(mine, other);
    }

    private boolean alike(byte[] mine, byte[] other) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
