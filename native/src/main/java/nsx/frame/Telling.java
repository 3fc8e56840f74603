package nsx.frame;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;

/** What is known of a frame while it is read. */
final class Telling {
    private static final int LONGEST = 500;
    private static final int MOST_TAGS = 8;

    private FrameSummary.End from = FrameSummary.End.NONE;
    private FrameSummary.End to = FrameSummary.End.NONE;
    private final List<String> protocols = new ArrayList<>(4);
    private final List<String> tags = new ArrayList<>(0);
    private String info = "";

    void ends(FrameSummary.End source, FrameSummary.End destination) {
        from = source;
        to = destination;
    }

    FrameSummary.End from() {
        return from;
    }

    FrameSummary.End to() {
        return to;
    }

    /** The next protocol inwards. */
    void protocol(String name) {
        protocols.add(name);
    }

    /** A protocol within the innermost one, which gives the packet no name. */
    void within(String name) {
        protocols.add(Math.max(0, protocols.size() - 1), name);
    }

    /** A tag before the packet, such as that of a VLAN. */
    void tag(String text) {
        if (tags.size() < MOST_TAGS) {
            tags.add(text);
        }
    }

    void info(String text) {
        info = text;
    }

    /** Reads what a decoder reads; whatever cannot be read has the protocol's name all the same. */
    void read(Decoder decoder, Bytes in) {
        protocol(decoder.name());
        info = "";
        try {
            info = decoder.reader().apply(in);
        } catch (Decoder.OtherProtocol e) {
            info = "length " + in.left();
        }
    }

    /** Reads what a decoder reads; false, and nothing is said, when the bytes are not of it. */
    boolean tried(Decoder decoder, Bytes in) {
        try {
            String said = decoder.reader().apply(in);
            protocol(decoder.name());
            info = said;
            return true;
        } catch (BufferUnderflowException | Decoder.OtherProtocol e) {
            return false;
        }
    }

    void cutShort() {
        if (protocols.isEmpty()) {
            protocol("?");
        }
        info = "cut short";
    }

    /** @param inner the packets that were found within */
    FrameSummary summary(List<FrameSummary> inner) {
        String protocol = protocols.isEmpty() ? "" : protocols.get(protocols.size() - 1);
        String before = tags.isEmpty() ? "" : String.join(" ", tags) + " ";
        return new FrameSummary(from, to, protocol, Printable.cut(before + info, LONGEST), protocols, inner);
    }
}
