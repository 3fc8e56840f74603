package nsx.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.rtnl.Rtm;
import org.junit.jupiter.api.Test;

class ShadowRowsTest {
    /** The rows whose keys were asked for. */
    private final List<Attributes> looked = new ArrayList<>();

    private final ShadowRows rows = new ShadowRows(row -> {
        looked.add(row);
        return List.of(row.string("IFLA_IFNAME"), row.integer("IFLA_MTU"));
    });

    private static Attributes row(String name, int mtu) {
        return Attributes.of(Rtm.NEWLINK.table(), Rtm.NEWLINK.header().zero())
                .put("IFLA_IFNAME", name)
                .put("IFLA_MTU", mtu);
    }

    private static String text(Stream<Attributes> rows) {
        return String.join(
                " ",
                rows.map(r -> r.string("IFLA_IFNAME") + r.integer("IFLA_MTU")).toList());
    }

    private String all() {
        return text(rows.all().stream());
    }

    private String at(Object key) {
        return text(rows.at(key).stream().map(ShadowRows.Row::is));
    }

    @Test
    void keepsTheOrder() {
        Stream.of(row("a", 1), row("b", 1), row("a", 2)).forEach(rows::add);
        rows.addBefore(row("a", 3), rows.at("a").get(1));
        rows.addBefore(row("a", 4), rows.first("a"));
        rows.addAfter(row("c", 5), rows.first("b"));
        rows.addAfter(row("c", 6), rows.at("a").get(3));
        assertEquals("a4 a1 b1 c5 a3 a2 c6", all());
        assertEquals("a4 a1 a3 a2", at("a"));
        assertEquals("a1 b1", at(1));
    }

    @Test
    void findsAReplacedRowByItsNewKeysInTheOldPlace() {
        Stream.of(row("a", 1), row("b", 1), row("c", 2)).forEach(rows::add);
        rows.set(rows.first("b"), row("d", 2));
        assertEquals("a1 d2 c2", all());
        assertEquals(0, rows.count("b"));
        assertEquals("d2", at("d"));
        assertEquals("a1", at(1));
    }

    @Test
    void forgetsARemovedRow() {
        Stream.of(row("a", 1), row("b", 1), row("c", 2)).forEach(rows::add);
        rows.remove(rows.first("b"));
        assertEquals("a1 c2", all());
        assertEquals("a1", at(1));
        assertEquals("", at("b"));
    }

    @Test
    void looksAtNoOtherRow() {
        IntStream.range(0, 1000).forEach(i -> rows.add(row("n" + i, i)));
        looked.clear();
        rows.add(row("x", 7));
        rows.set(rows.first("n500"), row("n500", 1));
        rows.remove(rows.first("n600"));
        assertEquals("x7 n5001", text(looked.stream()));
    }
}
