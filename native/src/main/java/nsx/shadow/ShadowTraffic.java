package nsx.shadow;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.sys.Errno;

/** The qdiscs, classes and filters of one network. Classes and filters are listed by device or by parent. */
final class ShadowTraffic {
    private static final int FIRST = 0x8001_0000;
    private static final int STEP = 0x1_0000;

    private final ShadowNetwork network;

    ShadowTraffic(ShadowNetwork network) {
        this.network = network;
    }

    void change(Request request) {
        Struct.Value header = request.body().header();
        network.links().require(header);
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        Messages objects = Messages.of(request.type());
        if (objects == Messages.QDISC) {
            forget(header, takes ? "" : request.body().string("TCA_KIND", ""));
        }
        Request as = takes ? request : request.with(request.body().headed(kept(request)));
        network.table(objects).change(as, takes ? Errno.ENOENT : Errno.EEXIST);
    }

    /**
     * Completes the header as the kernel does: a qdisc without a number gets one, and a class of a qdisc becomes a
     * child of its root.
     */
    private Struct.Value kept(Request request) {
        Messages objects = Messages.of(request.type());
        Struct.Value header = request.body().header();
        if (objects == Messages.QDISC && header.integer("tcm_handle") == 0) {
            return header.with("tcm_handle", handle(header));
        }
        boolean onQdisc = objects == Messages.CLASS && (header.integer("tcm_parent") & ~Qdisc.MAJOR) == 0;
        // a class of hfsc is a child of the root class, which comes with the qdisc and has its number
        return onQdisc && !request.body().string("TCA_KIND", "").equals("hfsc")
                ? header.with("tcm_parent", Qdisc.ROOT)
                : header;
    }

    /** The handle of the changed qdisc, or the next unused one for a new qdisc (sch_api.c, qdisc_alloc_handle). */
    private int handle(Struct.Value header) {
        ShadowTable qdiscs = network.table(Messages.QDISC);
        return qdiscs.at(ShadowKeys.qdisc(header))
                .map(is -> is.header().integer("tcm_handle"))
                .filter(handle -> handle != 0)
                .findFirst()
                .orElseGet(() -> FIRST + qdiscs.count(ShadowKeys.NUMBERED) * STEP);
    }

    /** Removes the classes and filters of a deleted qdisc. */
    private void forget(Struct.Value header, String kind) {
        Object device = ShadowKeys.device(header.integer("tcm_ifindex"));
        network.table(Messages.QDISC)
                .at(ShadowKeys.qdisc(header))
                .filter(row -> !row.string("TCA_KIND", "").equals(kind))
                .map(row -> row.header().integer("tcm_handle") & Qdisc.MAJOR)
                .forEach(major -> {
                    network.table(Messages.CLASS).remove(device, c -> hangs(c, "tcm_handle", major));
                    network.table(Messages.FILTER).remove(device, f -> hangs(f, "tcm_parent", major));
                });
    }

    private static boolean hangs(Attributes row, String field, int major) {
        return (row.header().integer(field) & Qdisc.MAJOR) == major;
    }

    /** The kernel's objects, device by device. */
    List<Attributes> existing(Messages objects) {
        List<Attributes> all = new ArrayList<>();
        for (Attributes row : network.table(Messages.QDISC).rows()) {
            Qdisc qdisc = Qdisc.of(row);
            if (qdisc.handle() == 0) {
                continue;
            }
            if (objects == Messages.FILTER) {
                Classifiers.hooks(qdisc)
                        .forEach(hook -> all.addAll(network.live(Classifiers.dump(qdisc.index(), hook))));
            } else {
                network.live(Classifiers.dumpClasses(qdisc.index())).stream()
                        .filter(c -> (c.header().integer("tcm_handle") & Qdisc.MAJOR) == (qdisc.handle() & Qdisc.MAJOR))
                        .forEach(all::add);
            }
        }
        return all;
    }
}
