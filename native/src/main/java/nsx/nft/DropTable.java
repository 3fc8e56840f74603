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
 * A table of nsx's own that drops packets: some by chance, as a bad cable does, or those of some senders.
 *
 * @param family of nftables
 * @param chain its only one
 * @param device whose packets it sees as they come in; null for all
 * @param rules what a packet is compared with before it is dropped
 */
public record DropTable(int family, String name, String chain, String device, List<Drop> rules) {
    /** The family of chains that see what comes in by one device. */
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

    /** Which packets are dropped. */
    public sealed interface Drop {}

    /** Each with this chance, in millionths. */
    public record Chance(long millionths) implements Drop {}

    /** Those of this sender. */
    public record Sender(InetAddress address) implements Drop {}

    /** What comes in by a device is lost by chance; the rate is the name of its chain. */
    public static DropTable loss(String device, double share) {
        long millionths = Math.round(share * MILLION);
        return new DropTable(NETDEV, CABLE + device, "loss-" + millionths, device, List.of(new Chance(millionths)));
    }

    /** What comes from these senders is lost. */
    public static DropTable partition(String name, List<InetAddress> senders) {
        return new DropTable(
                Nftables.INET,
                PARTITION + name,
                "senders",
                null,
                senders.stream().<Drop>map(Sender::new).toList());
    }

    /** Whether one of these tables has such a name. */
    public static boolean isName(String name) {
        return name.startsWith(CABLE) || name.startsWith(PARTITION);
    }

    /** The share of packets that the table of a device loses; empty without one. */
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

    /** In millionths; 0 where it does not drop by chance. */
    public long millionths() {
        return rules.get(0) instanceof Chance chance ? chance.millionths() : 0;
    }

    /** Makes it in a batch; one of its name is an error. */
    public List<Request> create() {
        List<Request> all = new ArrayList<>();
        all.add(request("add table " + name, Nftables.NEW_TABLE, Flags.CREATE | Flags.EXCL)
                .put("NFTA_TABLE_NAME", name)
                .put("NFTA_TABLE_FLAGS", 0));
        Request made = request("add chain " + name + " " + chain, Nftables.NEW_CHAIN, Flags.CREATE)
                .put("NFTA_CHAIN_TABLE", name)
                .put("NFTA_CHAIN_NAME", chain)
                .put("NFTA_CHAIN_TYPE", "filter");
        // number 0 is prerouting of IP, and ingress of a device
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

    /** Deletes it with what is in it. */
    public List<Request> delete() {
        return new TableName(family, name).delete();
    }

    /** The equal text for nft(8). */
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

    /** A random number; its attributes go as bytes where expressions of its kind have no table. */
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
