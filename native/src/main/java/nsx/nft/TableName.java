package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/**
 * A table of nftables as it is named: one of each name for each family.
 *
 * @param family its number (NFPROTO_* of uapi/linux/netfilter.h)
 */
public record TableName(int family, String name) {
    /** The table that a batch makes; empty when it makes none. */
    public static Optional<TableName> madeBy(List<Request> batch) {
        return batch.stream()
                .filter(request -> request.type().equals(Nftables.NEW_TABLE))
                .map(request -> new TableName(
                        request.body().header().integer("nfgen_family"),
                        request.body().string("NFTA_TABLE_NAME")))
                .findFirst();
    }

    /** What {@link #text} gives. */
    public static TableName read(String text) {
        int space = text.indexOf(' ');
        return new TableName(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    }

    /** The number of its family and its name. */
    public String text() {
        return family + " " + name;
    }

    /** As nft(8) says it: {@code inet nsx}. */
    public String words() {
        return Ruleset.familyName(family) + " " + name;
    }

    /** What the kernel knows it by, which no later table of the name has; empty when it is not there. */
    public OptionalLong handle(Connection connection) {
        return connection
                .dump(Nftables.request("list tables", Nftables.GET_TABLE, 0, family))
                .decode(Nftables.NEW_TABLE::decode)
                .stream()
                .filter(t -> t.header().integer("nfgen_family") == family
                        && t.string("NFTA_TABLE_NAME").equals(name))
                .mapToLong(t -> t.number("NFTA_TABLE_HANDLE"))
                .findFirst();
    }

    /** The batch that deletes it with what is in it. */
    public List<Request> delete() {
        return Nftables.batch(List.of(Nftables.request("delete table " + name, Nftables.DELETE_TABLE, 0, family)
                .put("NFTA_TABLE_NAME", name)));
    }

    /** The equal command line of nft(8). */
    public String deleteCommand() {
        return "nft delete table " + words();
    }
}
