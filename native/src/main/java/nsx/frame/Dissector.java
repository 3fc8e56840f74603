package nsx.frame;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nsx.frame.FrameSummary.End;

/**
 * Reads frames: Ethernet II with IEEE 802.1Q and 802.1ad tags, labels of MPLS (RFC 3032) and sessions of PPPoE (RFC 2516), and what they carry.
 * Whatever a frame holds, it is never an error: others sent it.
 */
public final class Dissector {
    private static final int ETHERTYPE_IP = 0x0800;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_QINQ = 0x88a8;
    /** Before IEEE 802.1ad. */
    private static final int ETHERTYPE_OLD_QINQ = 0x9100;

    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_MPLS = 0x8847;
    private static final int ETHERTYPE_MPLS_UPSTREAM = 0x8848;
    private static final int ETHERTYPE_PPPOE = 0x8864;
    /** Below it is a length of IEEE 802.3. */
    private static final int FIRST_TYPE = 0x0600;

    private static final Map<Integer, Decoder> TYPES = Map.of(
            0x0806,
            new Decoder("ARP", Arp::read),
            0x8035,
            new Decoder("RARP", Arp::read),
            0x8809,
            Decoder.length("LACP"),
            0x8863,
            new Decoder("PPPoE", Ppp::discovery),
            0x888e,
            Decoder.length("EAPOL"),
            0x88cc,
            new Decoder("LLDP", Lldp::read),
            0x88e5,
            Decoder.length("MACsec"),
            0x88f7,
            Decoder.length("PTP"));

    private Dissector() {}

    public static FrameSummary read(LinkType type, byte[] frame) {
        List<FrameSummary> inner = new ArrayList<>(0);
        FrameSummary summary = read(type, Bytes.of(frame, inner));
        return new FrameSummary(
                summary.from(), summary.to(), summary.protocol(), summary.info(), summary.protocols(), inner);
    }

    static FrameSummary read(LinkType type, Bytes in) {
        Telling telling = new Telling();
        try {
            if (type == LinkType.ETHERNET) {
                ethernet(in, telling);
            } else {
                Internet.read(in, telling);
            }
        } catch (BufferUnderflowException e) {
            telling.cutShort();
        }
        return telling.summary(List.of());
    }

    private static void ethernet(Bytes in, Telling telling) {
        End to = new End(in.mac());
        telling.ends(new End(in.mac()), to);
        type(in.u16(), in, telling);
    }

    /** What an EtherType says that follows. */
    static void type(int first, Bytes in, Telling telling) {
        int type = first;
        while (type == ETHERTYPE_VLAN || type == ETHERTYPE_QINQ || type == ETHERTYPE_OLD_QINQ) {
            int tag = in.u16();
            int priority = tag >> 13;
            telling.tag("vlan " + (tag & 0xfff) + (priority == 0 ? "" : " priority " + priority));
            type = in.u16();
        }
        switch (type) {
            case ETHERTYPE_IP, ETHERTYPE_IPV6 -> Internet.read(in, telling);
            case ETHERTYPE_MPLS, ETHERTYPE_MPLS_UPSTREAM -> labels(in, telling);
            case ETHERTYPE_PPPOE -> Ppp.session(in, telling);
            default -> {
                if (type < FIRST_TYPE) {
                    in.cut(type);
                    Llc.read(in, telling);
                } else {
                    String number = "0x" + HexFormat.of().toHexDigits((short) type);
                    telling.read(TYPES.getOrDefault(type, Decoder.length(number)), in);
                }
            }
        }
    }

    /** Labels up to that of the bottom. What follows is IP by its version, or else a pseudowire of which nothing is known. */
    private static void labels(Bytes in, Telling telling) {
        long label;
        do {
            label = in.u32();
            telling.tag("label " + (label >> 12));
        } while ((label & 0x100) == 0);
        int version = in.peek(0) >> 4;
        if (version == 4 || version == 6) {
            Internet.read(in, telling);
        } else {
            telling.read(Decoder.length("MPLS"), in);
        }
    }
}
