package nsx.rtnl;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import nsx.netlink.Ip;

/** An address and the length of its network part, such as {@code 10.0.0.11/24}. */
public record Prefix(InetAddress address, int length) {
    public Prefix {
        if (length < 0 || length > bits(address)) {
            throw new IllegalArgumentException(
                    Ip.text(address) + "/" + length + ": the prefix is 0 to " + bits(address) + " bits");
        }
    }

    /**
     * Parses {@code 10.0.0.11/24}; the default length is 32 or 128.
     *
     * @throws IllegalArgumentException for anything else, {@code default} included, since it has no family
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return host(Ip.parse(text));
        }
        try {
            return new Prefix(Ip.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an address such as 10.0.0.1/24 is needed, not " + text, e);
        }
    }

    public static Prefix host(InetAddress address) {
        return new Prefix(address, bits(address));
    }

    /** The prefix of all addresses: {@code 0.0.0.0/0} or {@code ::/0}. */
    public static Prefix any(Family family) {
        return new Prefix(Ip.of(new byte[family == Family.INET6 ? 16 : 4]), 0);
    }

    private static int bits(InetAddress address) {
        return address instanceof Inet4Address ? Integer.SIZE : 4 * Integer.SIZE;
    }

    public Family family() {
        return Family.of(address);
    }

    public boolean isHost() {
        return length == bits(address);
    }

    /** Returns this prefix with the host bits cleared. */
    public Prefix network() {
        return new Prefix(Ip.of(masked(false)), length);
    }

    /** Whether an address is in the network; false for an address of the other family. */
    public boolean contains(InetAddress other) {
        return Family.of(other) == family()
                && new Prefix(other, length).network().equals(network());
    }

    /** The broadcast address of an IPv4 network with more than two addresses. */
    public Optional<InetAddress> broadcast() {
        return family() == Family.INET && length < 31 ? Optional.of(Ip.of(masked(true))) : Optional.empty();
    }

    private byte[] masked(boolean ones) {
        byte[] bytes = address.getAddress();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            int mask = 0x80 >> (bit % 8);
            bytes[bit / 8] = (byte) (ones ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
        }
        return bytes;
    }

    /** Written out, as {@link #hashCode} is: the methods that a record has by itself are generated when first called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Prefix prefix && length == prefix.length && address.equals(prefix.address);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + length;
    }

    @Override
    public String toString() {
        return Ip.text(address) + "/" + length;
    }
}
