package nsx.sys;

import java.nio.ByteBuffer;

/**
 * One frame in the memory of a {@link PacketRing} (struct tpacket3_hdr of linux/if_packet.h), valid until its reader
 * returns. A VLAN tag that the kernel removed is put back.
 */
public final class RingFrame {
    private static final int NEXT = 0;
    private static final int SECONDS = 4;
    private static final int NANOS = 8;
    private static final int CAPTURED = 12;
    private static final int LENGTH = 16;
    private static final int STATUS = 20;
    private static final int MAC = 24;
    private static final int VLAN_TCI = 32;
    private static final int VLAN_TPID = 36;
    /** The offset of sll_pkttype in struct sockaddr_ll, which follows the header's 48 bytes. */
    private static final int DIRECTION = 48 + 10;

    private static final int INDEX = 48 + 4;
    private static final int HARDWARE = 48 + 8;

    private static final int TP_STATUS_VLAN_VALID = 1 << 4;
    private static final int TP_STATUS_VLAN_TPID_VALID = 1 << 6;
    private static final int PACKET_OUTGOING = 4;
    private static final int TAG = 4;
    private static final int ADDRESSES = 12;
    private static final short ETH_P_8021Q = (short) 0x8100;

    private final ByteBuffer ring;
    private int at;

    RingFrame(ByteBuffer ring, int at) {
        this.ring = ring;
        this.at = at;
    }

    void next() {
        at += ring.getInt(at + NEXT);
    }

    public int seconds() {
        return ring.getInt(at + SECONDS);
    }

    public int nanos() {
        return ring.getInt(at + NANOS);
    }

    /** The length of the frame on the wire. */
    public int length() {
        return ring.getInt(at + LENGTH) + (tagged() ? TAG : 0);
    }

    /** The number of captured bytes. */
    public int captured() {
        return ring.getInt(at + CAPTURED) + (tagged() ? TAG : 0);
    }

    /** The index of the device that the frame passed. */
    public int index() {
        return ring.getInt(at + INDEX);
    }

    /** The hardware type of that device, as in {@link PacketRing#hardware}. */
    public int hardware() {
        return Short.toUnsignedInt(ring.getShort(at + HARDWARE));
    }

    /** Whether this machine sent the frame; a loopback device shows each frame twice, once as outgoing. */
    public boolean outgoing() {
        return ring.get(at + DIRECTION) == PACKET_OUTGOING;
    }

    private boolean tagged() {
        return (ring.getInt(at + STATUS) & TP_STATUS_VLAN_VALID) != 0 && ring.getInt(at + CAPTURED) >= ADDRESSES;
    }

    /** Copies the frame to an array with room for {@link #captured} bytes. */
    public void copy(byte[] to, int offset) {
        int start = at + Short.toUnsignedInt(ring.getShort(at + MAC));
        int length = ring.getInt(at + CAPTURED);
        if (!tagged()) {
            ring.get(start, to, offset, length);
            return;
        }
        boolean named = (ring.getInt(at + STATUS) & TP_STATUS_VLAN_TPID_VALID) != 0;
        ring.get(start, to, offset, ADDRESSES);
        ByteBuffer.wrap(to)
                .putShort(offset + ADDRESSES, named ? ring.getShort(at + VLAN_TPID) : ETH_P_8021Q)
                .putShort(offset + ADDRESSES + 2, (short) ring.getInt(at + VLAN_TCI));
        ring.get(start + ADDRESSES, to, offset + ADDRESSES + TAG, length - ADDRESSES);
    }

    public byte[] bytes() {
        byte[] bytes = new byte[captured()];
        copy(bytes, 0);
        return bytes;
    }
}
