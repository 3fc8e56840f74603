package nsx.netlink;

/** A small family to test with. */
final class Sample {
    static final Struct HEADER =
            Struct.named("samplemsg").u8("family").pad(3).s32("index").u32("flags");
    static final AttributeTable INNER = AttributeTable.named("IN")
            .add(1, "IN_KIND", AttributeType.STRING)
            .add(2, "IN_DATA", AttributeType.chosenBy("IN_KIND", Sample::choose));
    static final AttributeTable DATA = AttributeTable.named("DATA")
            .add(1, "DATA_MODE", AttributeType.enumerated(AttributeType.U32, 1, "private", "vepa", "bridge"))
            .add(2, "DATA_PEER", AttributeType.nestedAfter(Sample.HEADER, () -> Sample.TABLE));
    static final AttributeTable TABLE = AttributeTable.named("S")
            .add(1, "S_NAME", "name", AttributeType.STRING)
            .add(2, "S_MTU", "mtu", AttributeType.U32)
            .add(3, "S_PORT", AttributeType.BE16)
            .add(4, "S_MAC", AttributeType.MAC)
            .add(5, "S_IP", AttributeType.IP)
            .add(6, "S_FLAG", AttributeType.FLAG)
            .add(7, "S_INFO", AttributeType.nested(INNER))
            .add(8, "S_LIST", AttributeType.array("S_LIST", AttributeType.U32))
            .add(9, "S_SIGNED", AttributeType.S32)
            .add(10, "S_BIG", AttributeType.U64)
            .add(11, "S_TRUTH", AttributeType.BOOL)
            .add(12, "S_STRUCT", AttributeType.struct(HEADER))
            .add(13, "S_LABEL", AttributeType.ranged(AttributeType.BE32, 0, 0xfffff));
    static final MessageType NEW = new MessageType(16, "SAMPLE_NEW", MessageType.Verb.NEW, HEADER, TABLE);
    static final MessageType GET = new MessageType(18, "SAMPLE_GET", MessageType.Verb.GET, HEADER, TABLE);
    static final MessageType BEGIN = new MessageType(19, "SAMPLE_BEGIN", MessageType.Verb.CONTROL, HEADER, TABLE);

    private Sample() {}

    private static AttributeType choose(String kind) {
        return kind.equals("data") ? AttributeType.nested(() -> DATA) : null;
    }

    static Attributes body() {
        return Attributes.of(TABLE, HEADER.with("index", 3))
                .put("S_NAME", "x")
                .put("S_MTU", 1400)
                .nest(
                        "S_INFO",
                        info -> info.put("IN_KIND", "data").nest("IN_DATA", data -> data.put("DATA_MODE", "bridge")));
    }

    static Request request(MessageType type, int flags) {
        return new Request("add sample x", Request.ROUTE, type, flags, body());
    }
}
