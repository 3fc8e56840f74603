package nsx.nft;

import java.util.Locale;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;

/**
 * The chains of nsx's table, by their place on a packet's way. The priorities are those that nft(8) calls {@code dstnat} and
 * {@code srcnat}.
 */
public enum Chain {
    /** Incoming packets, before routing. */
    PREROUTING("dstnat", -100),
    /** Packets that this machine sends; nft(8) has no name for the priority here. */
    OUTPUT("-100", -100),
    /** Outgoing packets, after routing. */
    POSTROUTING("srcnat", 100);

    private final String priorityText;
    private final int priority;

    Chain(String priorityText, int priority) {
        this.priorityText = priorityText;
        this.priority = priority;
    }

    /** The name of the chain and of its hook. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Makes the chain unless it exists. */
    Request create(String table) {
        Request chain = Nftables.request("add chain inet " + table + " " + text(), Nftables.NEW_CHAIN, Flags.CREATE)
                .put("NFTA_CHAIN_TABLE", table)
                .put("NFTA_CHAIN_NAME", text())
                .put("NFTA_CHAIN_TYPE", "nat");
        Attributes hooked = chain.body()
                .nest(
                        "NFTA_CHAIN_HOOK",
                        hook -> hook.put("NFTA_HOOK_HOOKNUM", text()).put("NFTA_HOOK_PRIORITY", priority));
        return chain.with(hooked.put("NFTA_CHAIN_POLICY", "accept"));
    }

    /** The equal command line of nft(8). */
    String command(String table) {
        return "add chain inet " + table + " " + text() + " { type nat hook " + text() + " priority " + priorityText
                + "; policy accept; }";
    }
}
