package nsx.rtnl.kind;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/** The type of a range of UDP ports (ifla_vxlan_port_range), as the text {@code 20000-20100}; 0-0 stands for any. */
final class PortRangeType implements AttributeType {
    private static final Struct RANGE = Struct.named("ifla_vxlan_port_range").be16("low", "high");
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int MOST = 0xffff;

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        Struct.Value range = RANGE.decode(bytes);
        return range.number("low") + "-" + range.number("high");
    }

    @Override
    public byte[] encode(Object value) {
        boolean list = value instanceof List<?> some && !some.isEmpty();
        String text = list ? ends((List<?>) value) : String.valueOf(value);
        Matcher range = TEXT.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("a range of ports such as 20000..20100 is needed, not " + value);
        }
        int low = Integer.parseInt(range.group(1));
        int high = range.group(2) == null ? low : Integer.parseInt(range.group(2));
        if (low > high || high > MOST) {
            throw new IllegalArgumentException(text + " is not a range of ports from 0 to " + MOST);
        }
        return RANGE.with("low", low).with("high", high).encode();
    }

    /** A range of the kernel is told as it is, also one that a request may not have. */
    @Override
    public boolean is(Object value, byte[] bytes) {
        return bytes.length == RANGE.length();
    }

    /** The ends of a range in a script, which is a list of all its numbers. */
    private static String ends(List<?> numbers) {
        return numbers.get(0) + "-" + numbers.get(numbers.size() - 1);
    }

    @Override
    public String toString() {
        return RANGE.name();
    }
}
