package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;

/**
 * A set or map that has a name, with its elements.
 *
 * @param body the set as the kernel reports it
 * @param elements in the order of their keys
 */
public record NftSet(Attributes body, List<NftElement> elements) {
    private static final int ENOENT = 2;
    static final int ANONYMOUS = 1;
    private static final int CONSTANT = 2;
    static final int INTERVAL = 4;
    private static final int MAP = 8;
    private static final int TIMEOUT = 0x10;
    private static final int DYNAMIC = 0x20;
    private static final int OBJECT = 0x40;
    static final int CONCATENATED = 0x80;

    /** The types of objects by number (NFT_OBJECT_*). */
    private static final Map<Integer, String> OBJECTS = Map.of(
            1,
            "counter",
            2,
            "quota",
            3,
            "ct helper",
            4,
            "limit",
            7,
            "ct timeout",
            8,
            "secmark",
            9,
            "ct expectation",
            10,
            "synproxy");

    public NftSet {
        elements = List.copyOf(elements);
    }

    /**
     * Reads all sets and maps of the connection's network namespace. One that is deleted meanwhile is left out.
     *
     * @throws NetlinkException EPERM without CAP_NET_ADMIN
     */
    public static List<NftSet> read(Connection connection) {
        List<NftSet> all = new ArrayList<>();
        for (Attributes set : connection
                .dump(Nftables.request("list sets", Nftables.GET_SET, 0, 0))
                .decode(Nftables.NEW_SET::decode)) {
            NftSet empty = new NftSet(set, List.of());
            if (!empty.has(ANONYMOUS)) {
                empty.elements(connection).ifPresent(elements -> all.add(new NftSet(set, elements)));
            }
        }
        return all;
    }

    private Optional<List<NftElement>> elements(Connection connection) {
        Request request = Nftables.request("list elements of " + name(), Nftables.GET_ELEMENTS, 0, family())
                .put("NFTA_SET_ELEM_LIST_TABLE", table())
                .put("NFTA_SET_ELEM_LIST_SET", name());
        try {
            return Optional.of(decode(connection.dump(request).decode(Nftables.NEW_ELEMENTS::decode)));
        } catch (NetlinkException e) {
            if (e.errno() == ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Reads the elements of this set from the parts of a list of them.
     *
     * @throws CodecException if an element is malformed
     */
    List<NftElement> decode(List<Attributes> parts) {
        return new ElementReader(this).read(listed(parts).toList());
    }

    /** The elements in the parts of a list of them, undecoded. */
    static Stream<Attributes> listed(List<Attributes> parts) {
        return parts.stream()
                .flatMap(part -> part.nested("NFTA_SET_ELEM_LIST_ELEMENTS").all("NFTA_LIST_ELEM").stream())
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast);
    }

    boolean has(int flag) {
        return (body.integer("NFTA_SET_FLAGS", 0) & flag) != 0;
    }

    /** The number of the table's family: 1 inet, 2 ip, 7 bridge, 10 ip6. */
    public int family() {
        return body.header().integer("nfgen_family");
    }

    public String table() {
        return body.string("NFTA_SET_TABLE", "");
    }

    public String name() {
        return body.string("NFTA_SET_NAME", "");
    }

    /** The handle, which identifies the set in its table and never changes; 0 on kernels that do not report it. */
    public long handle() {
        return body.number("NFTA_SET_HANDLE", 0);
    }

    public boolean isMap() {
        return has(MAP) || has(OBJECT);
    }

    /** The type of the keys: {@code ipv4_addr . inet_service}. */
    public String type() {
        return DataType.names(keyTypes());
    }

    /** The type of a map's data: {@code verdict}, {@code inet_service}, {@code counter}, …; empty for a set. */
    public Optional<String> data() {
        if (has(OBJECT)) {
            int type = objectType();
            return Optional.of(OBJECTS.getOrDefault(type, "object " + type));
        }
        return has(MAP) ? Optional.of(DataType.names(dataTypes())) : Optional.empty();
    }

    /** The type NFT_OBJECT_* of the objects that a map names. */
    int objectType() {
        return body.integer("NFTA_SET_OBJ_TYPE", 0);
    }

    /** The flags: constant, interval, timeout and dynamic. */
    public List<String> flags() {
        List<String> all = new ArrayList<>();
        Map.of(CONSTANT, "constant", INTERVAL, "interval", TIMEOUT, "timeout", DYNAMIC, "dynamic").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(flag -> has(flag.getKey()))
                .forEach(flag -> all.add(flag.getValue()));
        return all;
    }

    /** The maximum number of elements; 0 for no limit. */
    public long limit() {
        return body.nested("NFTA_SET_DESC").number("NFTA_SET_DESC_SIZE", 0);
    }

    /** Milliseconds after which the kernel deletes an element that says no other time; 0 for never. */
    public long timeout() {
        return body.number("NFTA_SET_TIMEOUT", 0);
    }

    public Optional<String> comment() {
        return userData().text(UserData.SET_COMMENT);
    }

    private UserData userData() {
        return UserData.of(body, "NFTA_SET_USERDATA");
    }

    List<DataType> keyTypes() {
        return DataType.of(body.integer("NFTA_SET_KEY_TYPE", 0));
    }

    /** The types of a map's data; none for a set. */
    List<DataType> dataTypes() {
        return has(MAP) ? DataType.of(body.integer("NFTA_SET_DATA_TYPE", 0)) : List.of();
    }

    /** Writes its keys. Those of intervals are in the order in which they compare, whatever is said. */
    SetKeys keys() {
        List<DataType> types = keyTypes();
        Optional<Boolean> said = userData().isOfHost(UserData.KEY_ORDER);
        return keys(types, t -> !has(INTERVAL) && isOfHost(types, t, said));
    }

    /** Writes its data. */
    SetKeys values() {
        List<DataType> types = dataTypes();
        Optional<Boolean> said = userData().isOfHost(UserData.DATA_ORDER);
        return keys(types, t -> isOfHost(types, t, said));
    }

    private static SetKeys keys(List<DataType> types, Predicate<DataType> ofHost) {
        return new SetKeys(types, types.stream().map(ofHost::test).toList());
    }

    /** Whether a type's numbers are in the order of the host: what is said of the order is of the only type. */
    private static boolean isOfHost(List<DataType> types, DataType type, Optional<Boolean> said) {
        return types.size() == 1 ? said.orElse(type.ofHost()) : type.ofHost();
    }
}
