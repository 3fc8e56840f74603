package nsx.shadow;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.MulticastGroup;
import nsx.sys.Errno;

/** The multicast groups of bridges as a plan leaves them, one message per bridge. */
final class ShadowGroups {
    private final ShadowTable table;

    ShadowGroups(ShadowTable table) {
        this.table = table;
    }

    void change(Request request) {
        MulticastGroup asked = MulticastGroup.asked(request.body());
        Object bridge = ShadowKeys.device(asked.bridge());
        List<MulticastGroup> all = new ArrayList<>();
        table.at(bridge).map(MulticastGroup::decode).forEach(all::addAll);
        boolean was = all.removeIf(asked::isSame);
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        if (was != takes) {
            throw new Refusal(takes ? Errno.EINVAL : Errno.EEXIST, "");
        }
        if (!takes) {
            all.add(asked);
        }
        table.remove(bridge);
        if (!all.isEmpty()) {
            table.add(MulticastGroup.message(asked.bridge(), all));
        }
    }
}
