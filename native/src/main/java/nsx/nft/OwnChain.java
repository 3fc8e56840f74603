package nsx.nft;

import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;

/**
 * The chains of nsx's tables in the order of a packet's way. The priorities are those that nft(8) calls {@code
 * dstnat}, {@code srcnat} and {@code filter}.
 */
public enum OwnChain {
    /** Sees incoming packets before routing. */
    PREROUTING("nat", "prerouting", "dstnat", -100),
    /** Sees packets that this machine sends; nft(8) has no name for this priority. */
    OUTPUT("nat", "output", "-100", -100),
    /** Sees outgoing packets after routing. */
    POSTROUTING("nat", "postrouting", "srcnat", 100),
    /** Sees packets to this machine. */
    FILTER_INPUT("filter", "input", "filter", 0),
    /** Sees packets that this machine routes. */
    FILTER_FORWARD("filter", "forward", "filter", 0),
    /** Sees packets that this machine sends. */
    FILTER_OUTPUT("filter", "output", "filter", 0);

    private final String type;
    private final String hook;
    private final String priorityText;
    private final int priority;

    OwnChain(String type, String hook, String priorityText, int priority) {
        this.type = type;
        this.hook = hook;
        this.priorityText = priorityText;
        this.priority = priority;
    }

    /** The name of the chain, which is also that of its hook. */
    public String text() {
        return hook;
    }

    /** A request that creates the chain unless it exists. */
    Request create(String table) {
        Request chain = Nftables.request("add chain inet " + table + " " + text(), Nftables.NEW_CHAIN, Flags.CREATE)
                .put("NFTA_CHAIN_TABLE", table)
                .put("NFTA_CHAIN_NAME", text())
                .put("NFTA_CHAIN_TYPE", type);
        Attributes hooked = chain.body()
                .nest(
                        "NFTA_CHAIN_HOOK",
                        hook -> hook.put("NFTA_HOOK_HOOKNUM", text()).put("NFTA_HOOK_PRIORITY", priority));
        return chain.with(hooked.put("NFTA_CHAIN_POLICY", "accept"));
    }

    /** The equivalent command line of nft(8). */
    String command(String table) {
        return "add chain inet " + table + " " + text() + " { type " + type + " hook " + text() + " priority "
                + priorityText + "; policy accept; }";
    }
}
