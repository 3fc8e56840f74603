package nsx.rtnl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;

/** The type of TCA_U32_SEL: {@code struct tc_u32_sel} and its keys, as a {@link Selector}. */
final class SelectorType implements AttributeType {
    private static final int HEADER = 16;
    private static final int KEY = 16;
    private static final int COUNT = 2;

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length < HEADER || bytes.length < HEADER + bytes[COUNT] * KEY) {
            throw new CodecException("tc_u32_sel of " + bytes.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Selector.Key> keys = new ArrayList<>();
        for (int at = HEADER; at < HEADER + bytes[COUNT] * KEY; at += KEY) {
            int offset = in.order(ByteOrder.nativeOrder()).getInt(at + 8);
            int offmask = in.getInt(at + 12);
            in.order(ByteOrder.BIG_ENDIAN);
            keys.add(new Selector.Key(offset, in.getInt(at + 4), in.getInt(at), offmask));
        }
        return new Selector(bytes[0], List.copyOf(keys));
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof Selector selector)) {
            throw new IllegalArgumentException("a selector is needed, not " + value);
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER + KEY * selector.keys().size());
        out.put(0, (byte) selector.flags());
        out.put(COUNT, (byte) selector.keys().size());
        int at = HEADER;
        for (Selector.Key key : selector.keys()) {
            out.order(ByteOrder.BIG_ENDIAN).putInt(at, key.mask()).putInt(at + 4, key.value());
            out.order(ByteOrder.nativeOrder()).putInt(at + 8, key.offset()).putInt(at + 12, key.offmask());
            at += KEY;
        }
        return out.array();
    }

    @Override
    public String toString() {
        return "selector";
    }
}
