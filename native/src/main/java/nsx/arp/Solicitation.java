package nsx.arp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/** Asks by neighbour solicitations (RFC 4861, section 4.3). */
final class Solicitation implements Neighbourhood {
    /**
     * A router would decrement the hop limit, so a message with a lower one comes from another link and is ignored
     * (RFC 4861, section 7.1).
     */
    private static final int HOP_LIMIT = 255;

    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int SOURCE_MAC = 1;
    private static final int TARGET_MAC = 2;
    private static final int HEADER = 24;
    private static final int OPTION = 8;
    private static final int MAC = 6;

    private final Fd socket;
    private final byte[] request;
    private final InetAddress target;
    private final InetAddress group;

    private Solicitation(Fd socket, byte[] request, InetAddress target, InetAddress group) {
        this.socket = socket;
        this.request = request;
        this.target = target;
        this.group = group;
    }

    static Solicitation open(AddressQuery.Plan plan) {
        Fd socket = Sockets.open(Ip.AF_INET6, Sockets.SOCK_RAW, IpProtocol.ICMPV6);
        try {
            Sockets.bindDevice(socket, plan.name());
            Sockets.limitHops(socket, Ip.AF_INET6, HOP_LIMIT);
            Sockets.noteArrivals(socket);
            return new Solicitation(
                    socket, request(plan.mac(), plan.target()), plan.target(), group(plan.target(), plan.device()));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    static byte[] request(byte[] mac, InetAddress target) {
        return ByteBuffer.allocate(HEADER + OPTION)
                .put((byte) SOLICITATION)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(0)
                .put(target.getAddress())
                .put((byte) SOURCE_MAC)
                .put((byte) 1)
                .put(mac)
                .array();
    }

    /** The solicited-node multicast group of an address: {@code ff02::1:ff} and the last three bytes of the address. */
    private static InetAddress group(InetAddress target, int device) {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 0xff;
        bytes[1] = 2;
        bytes[11] = 1;
        bytes[12] = (byte) 0xff;
        System.arraycopy(target.getAddress(), 13, bytes, 13, 3);
        try {
            return Inet6Address.getByAddress(null, bytes, device);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 16 bytes", e);
        }
    }

    @Override
    public long ask() {
        return Sockets.send(socket, request, group);
    }

    @Override
    public Optional<Claim> answer() {
        try {
            Sockets.Datagram message = Sockets.receive(socket);
            return answer(message.data(), target).map(mac -> new Claim(mac, message.arrived()));
        } catch (SysException e) {
            if (e.errno() == Errno.EAGAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns the hardware address of the host that claims the target address in a neighbour advertisement. */
    static Optional<byte[]> answer(byte[] message, InetAddress target) {
        boolean about = message.length >= HEADER
                && Byte.toUnsignedInt(message[0]) == ADVERTISEMENT
                && Arrays.equals(message, 8, HEADER, target.getAddress(), 0, 16);
        for (int at = HEADER; about && at + OPTION <= message.length && message[at + 1] > 0; ) {
            if (message[at] == TARGET_MAC) {
                return Optional.of(Arrays.copyOfRange(message, at + 2, at + 2 + MAC));
            }
            at += message[at + 1] * OPTION;
        }
        return Optional.empty();
    }

    @Override
    public Fd fd() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }
}
