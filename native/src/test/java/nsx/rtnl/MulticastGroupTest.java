package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.rtnl.MulticastGroup.Group;
import org.junit.jupiter.api.Test;

class MulticastGroupTest {
    private static final MulticastGroup ONE =
            new MulticastGroup(5, 4, new Group("239.1.2.3", Optional.of(Ip.parse("192.0.2.1"))), 10, true, 0);

    @Test
    void aRequestHasTheEntryAndItsSource() {
        // struct br_port_msg, MDBA_SET_ENTRY with struct br_mdb_entry, MDBA_SET_ENTRY_ATTRS with MDBE_ATTR_SOURCE
        assertEquals(
                "07000000" + "05000000" + "20000100" + "04000000" + "01000a00" + "ef010203" + "00".repeat(12)
                        + "08000000" + "0c000280" + "08000100" + "c0000201",
                HexFormat.of().formatHex(ONE.add().body().encode()));
        assertEquals(ONE, MulticastGroup.asked(ONE.delete().body()));
    }

    @Test
    void aListIsReadAsItWasWritten() {
        MulticastGroup mac =
                new MulticastGroup(5, 6, new Group("03:00:00:00:00:aa", Optional.empty()), 0, false, 26000);
        MulticastGroup six = new MulticastGroup(5, 6, new Group("ff05::7", Optional.empty()), 0, true, 0);
        List<MulticastGroup> all = List.of(ONE, mac, six);
        assertEquals(all, MulticastGroup.decode(MulticastGroup.message(5, all)));
        assertTrue(mac.isSame(new MulticastGroup(5, 6, mac.group(), 0, true, 0)));
        assertFalse(mac.isSame(six));
    }
}
