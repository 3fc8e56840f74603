package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.LinkTable;
import nsx.rtnl.kind.VlanGlobals;
import nsx.test.Needs;
import org.junit.jupiter.api.Test;

/** The numbers of attributes are those of the kernel's headers, which come with the C compiler. A header may be older than a table. */
class HeadersTest {
    private static final Pattern ENUM = Pattern.compile("enum\\s*\\w*\\s*\\{(.*?)}", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("^(\\w+)(?:\\s*=\\s*(\\d+))?$");

    @Test
    void attributesHaveTheNumbersOfTheHeaders() throws IOException {
        Needs.programs("cc");
        Map<String, Integer> numbers = new HashMap<>();
        for (String header :
                List.of("if_link.h", "if_bridge.h", "if_tunnel.h", "batman_adv.h", "veth.h", "can/vxcan.h")) {
            read(Files.readString(Path.of("/usr/include/linux", header)), numbers);
        }
        List<String> unlike = new ArrayList<>();
        int compared = compare(LinkTable.TABLE, numbers, unlike);
        for (Kind kind : Kinds.ALL) {
            compared += compare(kind.table(), numbers, unlike);
        }
        for (Kind port : Kinds.PORTS) {
            compared += compare(port.table(), numbers, unlike);
        }
        compared += compare(VlanGlobals.KIND.table(), numbers, unlike) + compare(TreeState.TABLE, numbers, unlike);
        assertEquals(List.of(), unlike);
        assertTrue(compared > 300, "compared " + compared);
    }

    private static int compare(AttributeTable table, Map<String, Integer> numbers, List<String> unlike) {
        int compared = 0;
        for (Attribute attribute : table.attributes()) {
            Integer number = numbers.get(attribute.kernelName());
            if (number != null) {
                compared++;
                if (number != attribute.number()) {
                    unlike.add(attribute.kernelName() + " is " + number + ", not " + attribute.number());
                }
            }
        }
        return compared;
    }

    private static void read(String header, Map<String, Integer> numbers) {
        Matcher found = ENUM.matcher(COMMENT.matcher(header).replaceAll(""));
        while (found.find()) {
            int next = 0;
            for (String line : found.group(1).split(",")) {
                Matcher constant = CONSTANT.matcher(line.strip());
                if (!constant.matches()) {
                    break;
                }
                next = constant.group(2) == null ? next : Integer.parseInt(constant.group(2));
                numbers.put(constant.group(1), next++);
            }
        }
    }
}
