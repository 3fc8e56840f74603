package nsx.nft;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Attributes;

/**
 * What nft(8) keeps with a rule, set or element for itself (libnftnl/udata.h): entries of a type, a length and that
 * many bytes. Any program can write others, so bytes of no such form are no entries.
 */
record UserData(byte[] bytes) {
    /** NFTNL_UDATA_RULE_COMMENT and NFTNL_UDATA_SET_ELEM_COMMENT. */
    static final int COMMENT = 0;
    /** NFTNL_UDATA_SET_COMMENT. */
    static final int SET_COMMENT = 7;
    /** NFTNL_UDATA_SET_KEYBYTEORDER. */
    static final int KEY_ORDER = 0;
    /** NFTNL_UDATA_SET_DATABYTEORDER. */
    static final int DATA_ORDER = 1;

    private static final int HOST_ENDIAN = 1;
    private static final int HEADER = 2;

    /** The user data in an attribute; without entries if it is missing. */
    static UserData of(Attributes body, String name) {
        return new UserData(body.has(name) ? body.bytes(name) : new byte[0]);
    }

    private Optional<byte[]> find(int type) {
        for (int at = 0; at + HEADER <= bytes.length; at += HEADER + Byte.toUnsignedInt(bytes[at + 1])) {
            int length = Byte.toUnsignedInt(bytes[at + 1]);
            if (bytes[at] == type && length > 0 && at + HEADER + length <= bytes.length) {
                return Optional.of(Arrays.copyOfRange(bytes, at + HEADER, at + HEADER + length));
            }
        }
        return Optional.empty();
    }

    /** The text of an entry, which ends with 0; empty without the entry. */
    Optional<String> text(int type) {
        return find(type).map(text -> new String(text, 0, text.length - 1, StandardCharsets.UTF_8));
    }

    /** Whether an entry says that numbers are in the order of the host; empty without the entry. */
    Optional<Boolean> isOfHost(int type) {
        return find(type)
                .filter(value -> value.length == Integer.BYTES)
                .map(value ->
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt() == HOST_ENDIAN);
    }
}
