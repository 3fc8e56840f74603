package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/**
 * The name of an nftables table, unique in its family.
 *
 * @param family the number of the family (NFPROTO_* of uapi/linux/netfilter.h)
 */
public record TableName(int family, String name) {
    /** The table that a batch creates; empty if it creates none. */
    public static Optional<TableName> madeBy(List<Request> batch) {
        return batch.stream()
                .filter(request -> request.type().equals(Nftables.NEW_TABLE))
                .map(request -> new TableName(
                        request.body().header().integer("nfgen_family"),
                        request.body().string("NFTA_TABLE_NAME")))
                .findFirst();
    }

    /** Parses a result of {@link #text}. */
    public static TableName read(String text) {
        int space = text.indexOf(' ');
        return new TableName(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    }

    /** The number of the family and the name. */
    public String text() {
        return family + " " + name;
    }

    /** The table in the words of nft(8): {@code inet nsx}. */
    public String words() {
        return Ruleset.familyName(family) + " " + name;
    }

    /** The kernel's handle of the table, which no later table of the name gets; empty if the table does not exist. */
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

    /** The batch that deletes the table with its content. */
    public List<Request> delete() {
        return Nftables.batch(List.of(Nftables.request("delete table " + name, Nftables.DELETE_TABLE, 0, family)
                .put("NFTA_TABLE_NAME", name)));
    }

    /** The equivalent command line of nft(8). */
    public String deleteCommand() {
        return "nft delete table " + words();
    }
}
