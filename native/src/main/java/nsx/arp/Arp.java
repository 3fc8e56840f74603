package nsx.arp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import nsx.sys.Fd;
import nsx.sys.FrameSocket;

/** Sends ARP requests and reads ARP replies. */
final class Arp implements Neighbourhood {
    private static final int ETH_P_ARP = 0x0806;
    private static final int ETH_P_IP = 0x0800;
    private static final int ARPHRD_ETHER = 1;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int LENGTH = 28;
    private static final int MAC = 6;
    private static final int IP = 4;
    private static final int SENDER_MAC = 8;
    private static final int SENDER = 14;
    private static final byte[] ALL = {-1, -1, -1, -1, -1, -1};

    private final FrameSocket socket;
    private final byte[] request;
    private final InetAddress target;

    private Arp(FrameSocket socket, byte[] request, InetAddress target) {
        this.socket = socket;
        this.request = request;
        this.target = target;
    }

    static Arp open(AddressQuery.Plan plan) {
        byte[] from = plan.from().map(InetAddress::getAddress).orElse(new byte[IP]);
        return new Arp(
                FrameSocket.open(ETH_P_ARP, plan.device()), request(plan.mac(), from, plan.target()), plan.target());
    }

    static byte[] request(byte[] mac, byte[] from, InetAddress target) {
        return ByteBuffer.allocate(LENGTH)
                .putShort((short) ARPHRD_ETHER)
                .putShort((short) ETH_P_IP)
                .put((byte) MAC)
                .put((byte) IP)
                .putShort((short) REQUEST)
                .put(mac)
                .put(from)
                .put(new byte[MAC])
                .put(target.getAddress())
                .array();
    }

    @Override
    public long ask() {
        return socket.send(request, ALL);
    }

    @Override
    public Optional<Claim> answer() {
        return socket.receive()
                .flatMap(message -> answer(message.data(), target).map(mac -> new Claim(mac, message.arrived())));
    }

    /** Returns the hardware address of the host that claims the target address in an ARP message. */
    static Optional<byte[]> answer(byte[] message, InetAddress target) {
        boolean reply = message.length >= LENGTH
                && ByteBuffer.wrap(message).getShort(6) == REPLY
                && message[4] == MAC
                && message[5] == IP
                && Arrays.equals(message, SENDER, SENDER + IP, target.getAddress(), 0, IP);
        return reply ? Optional.of(Arrays.copyOfRange(message, SENDER_MAC, SENDER_MAC + MAC)) : Optional.empty();
    }

    @Override
    public Fd fd() {
        return socket.fd();
    }

    @Override
    public void close() {
        socket.close();
    }
}
