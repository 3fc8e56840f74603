package nsx.nft;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Request;

/**
 * A table of nsx's own that drops packets: a random share, as a bad cable does, or the packets of some senders.
 *
 * @param family the number of the nftables family
 * @param chain the name of its only chain
 * @param device the device whose incoming packets it sees; null for all devices
 * @param rules the conditions for dropping a packet
 */
public record DropTable(int family, String name, String chain, String device, List<Drop> rules) {
    /** The family of chains at the ingress of one device. */
    private static final int NETDEV = 5;

    private static final String CABLE = "nsx-cable-";
    private static final String PARTITION = "nsx-partition-";
    private static final long MILLION = 1_000_000;
    private static final int BEFORE_ALL = -350;
    private static final Pattern LOSS = Pattern.compile("loss-(\\d+)");
    private static final AttributeTable NUMGEN = AttributeTable.named("NFTA_NG")
            .add(1, "NFTA_NG_DREG", AttributeType.BE32)
            .add(2, "NFTA_NG_MODULUS", AttributeType.BE32)
            .add(3, "NFTA_NG_TYPE", AttributeType.BE32)
            .add(4, "NFTA_NG_OFFSET", AttributeType.BE32);
    private static final int RANDOM = 1;
    private static final int TO_NETWORK = 1;

    /** A condition for dropping a packet. */
    public sealed interface Drop {}

    /** Drops each packet with this chance, in millionths. */
    public record Chance(long millionths) implements Drop {}

    /** Drops the packets of this sender. */
    public record Sender(InetAddress address) implements Drop {}

    /** Makes a table that drops a random share of a device's incoming packets; the chain is named after the rate. */
    public static DropTable loss(String device, double share) {
        long millionths = Math.round(share * MILLION);
        return new DropTable(NETDEV, CABLE + device, "loss-" + millionths, device, List.of(new Chance(millionths)));
    }

    /** Makes a table that drops all packets from these senders. */
    public static DropTable partition(String name, List<InetAddress> senders) {
        return new DropTable(
                Nftables.INET,
                PARTITION + name,
                "senders",
                null,
                senders.stream().<Drop>map(Sender::new).toList());
    }

    /** Whether the name is that of such a table. */
    public static boolean isName(String name) {
        return name.startsWith(CABLE) || name.startsWith(PARTITION);
    }

    /** The share of packets that a device's table drops, in millionths; empty without such a table. */
    public static OptionalLong lossOf(Connection connection, String device) {
        return connection
                .dump(Nftables.request("list chains", Nftables.GET_CHAIN, 0, NETDEV))
                .decode(Nftables.NEW_CHAIN::decode)
                .stream()
                .filter(c -> c.string("NFTA_CHAIN_TABLE").equals(CABLE + device))
                .map(c -> LOSS.matcher(c.string("NFTA_CHAIN_NAME")))
                .filter(Matcher::matches)
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .findFirst();
    }

    /** The chance of dropping a packet, in millionths; 0 if the table does not drop by chance. */
    public long millionths() {
        return rules.get(0) instanceof Chance chance ? chance.millionths() : 0;
    }

    /** Requests that create the table in a batch; the kernel refuses an existing name. */
    public List<Request> create() {
        List<Request> all = new ArrayList<>();
        all.add(request("add table " + name, Nftables.NEW_TABLE, Flags.CREATE | Flags.EXCL)
                .put("NFTA_TABLE_NAME", name)
                .put("NFTA_TABLE_FLAGS", 0));
        Request made = request("add chain " + name + " " + chain, Nftables.NEW_CHAIN, Flags.CREATE)
                .put("NFTA_CHAIN_TABLE", name)
                .put("NFTA_CHAIN_NAME", chain)
                .put("NFTA_CHAIN_TYPE", "filter");
        // hook 0 is prerouting for IP and ingress for a device
        Attributes hooked = made.body()
                .nest(
                        "NFTA_CHAIN_HOOK",
                        hook -> hook.put("NFTA_HOOK_HOOKNUM", "prerouting")
                                .put("NFTA_HOOK_PRIORITY", BEFORE_ALL)
                                .put("NFTA_HOOK_DEV", device));
        all.add(made.with(hooked.put("NFTA_CHAIN_POLICY", "accept")));
        for (Drop rule : rules) {
            all.add(request("add rule " + name, Nftables.NEW_RULE, Flags.CREATE | Flags.APPEND)
                    .put("NFTA_RULE_TABLE", name)
                    .put("NFTA_RULE_CHAIN", chain)
                    .put("NFTA_RULE_EXPRESSIONS", expressions(rule)));
        }
        return Nftables.batch(all);
    }

    private Request request(String operation, nsx.netlink.MessageType type, int flags) {
        return Nftables.request(operation, type, flags, family);
    }

    /** Requests that delete the table with its content. */
    public List<Request> delete() {
        return new TableName(family, name).delete();
    }

    /** The equivalent text for nft(8). */
    public String command() {
        String at = device == null ? "prerouting" : "ingress device \"" + device + "\"";
        StringBuilder text = new StringBuilder("table " + familyName() + " " + name + " { chain " + chain
                + " { type filter hook " + at + " priority " + BEFORE_ALL + ";");
        for (Drop rule : rules) {
            text.append(' ').append(words(rule)).append(" drop;");
        }
        return text + " }; }";
    }

    public String deleteCommand() {
        return "delete table " + familyName() + " " + name;
    }

    private String familyName() {
        return family == NETDEV ? "netdev" : "inet";
    }

    private static String words(Drop rule) {
        if (rule instanceof Sender sender) {
            return (sender.address().getAddress().length == 4 ? "ip" : "ip6") + " saddr " + Ip.text(sender.address());
        }
        return "numgen random mod " + MILLION + " < " + ((Chance) rule).millionths();
    }

    private static Attributes expressions(Drop rule) {
        Attributes drop = element(
                "immediate",
                data -> data.put("NFTA_IMMEDIATE_DREG", 0)
                        .nest(
                                "NFTA_IMMEDIATE_DATA",
                                it -> it.nest("NFTA_DATA_VERDICT", v -> v.put("NFTA_VERDICT_CODE", 0))));
        List<Attributes> elements = new ArrayList<>();
        if (rule instanceof Sender sender) {
            byte[] address = sender.address().getAddress();
            boolean four = address.length == 4;
            List<Expression> compared = List.of(
                    new Expression.Meta("nfproto"),
                    new Expression.Compare("==", four ? "02" : "0a"),
                    new Expression.Payload("network", four ? 12 : 8, address.length),
                    new Expression.Compare("==", HexFormat.of().formatHex(address)));
            return Expression.encode(compared).put("NFTA_LIST_ELEM", drop);
        }
        byte[] limit = ByteBuffer.allocate(4)
                .putInt((int) ((Chance) rule).millionths())
                .array();
        elements.add(chance());
        elements.add(element(
                "byteorder",
                data -> data.put("NFTA_BYTEORDER_SREG", Expression.FIRST)
                        .put("NFTA_BYTEORDER_DREG", Expression.FIRST)
                        .put("NFTA_BYTEORDER_OP", TO_NETWORK)
                        .put("NFTA_BYTEORDER_LEN", 4)
                        .put("NFTA_BYTEORDER_SIZE", 4)));
        elements.add(element("cmp", new Expression.Compare("<", HexFormat.of().formatHex(limit))::fill));
        elements.add(drop);
        Attributes list = Attributes.of(ExpressionTables.LIST);
        for (Attributes each : elements) {
            list = list.put("NFTA_LIST_ELEM", each);
        }
        return list;
    }

    private static Attributes element(String name, UnaryOperator<Attributes> fill) {
        return Attributes.of(ExpressionTables.ELEMENT)
                .put("NFTA_EXPR_NAME", name)
                .nest("NFTA_EXPR_DATA", fill);
    }

    /**
     * An expression that loads a random number; its attributes are raw bytes because that expression has no table
     * here.
     */
    private static Attributes chance() {
        Attributes named = Attributes.of(ExpressionTables.ELEMENT).put("NFTA_EXPR_NAME", "numgen");
        Attributes known = named.nested("NFTA_EXPR_DATA");
        boolean has = known.table().find("NFTA_NG_DREG").isPresent();
        Attributes filled = (has ? known : Attributes.of(NUMGEN))
                .put("NFTA_NG_DREG", Expression.FIRST)
                .put("NFTA_NG_MODULUS", MILLION)
                .put("NFTA_NG_TYPE", RANDOM)
                .put("NFTA_NG_OFFSET", 0);
        return named.put("NFTA_EXPR_DATA", has ? filled : filled.encode());
    }
}
