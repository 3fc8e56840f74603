package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
    @Test
    void readsBothFiles() {
        Privileges found = Privileges.parse(
                "Name:\tx\nCapEff:\t0000020000003000\nCapBnd:\t0000000000000001\nNoNewPrivs:\t1\nSeccomp:\t2\n",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max open files            1024                 524288               files     \n"
                        + "Max nice priority         0                    0                    \n");
        assertEquals(List.of("net_admin", "net_raw", "cap_41"), found.effective());
        assertEquals(List.of("chown"), found.bounding());
        assertTrue(found.noNewPrivileges());
        assertEquals("filter", found.seccomp());
        assertEquals(List.of("1024", "524288"), found.limits().get("open files"));
        assertEquals(List.of("0", "0"), found.limits().get("nice priority"));
    }
}
