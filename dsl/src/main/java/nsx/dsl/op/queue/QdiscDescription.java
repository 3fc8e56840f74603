package nsx.dsl.op.queue;

import java.util.Map;
import nsx.dsl.word.Arguments;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/**
 * A wanted or an existing qdisc of a device.
 *
 * @param parent the root, ingress or a class
 * @param handle the number in the upper half; 0 to let the kernel choose
 */
record QdiscDescription<Q>(QdiscKind<Q> kind, Q options, int parent, int handle) {
    QdiscDescription(QdiscKind<Q> kind, Q options) {
        this(kind, options, Qdiscs.usualParent(kind.name()), 0);
    }

    /**
     * A qdisc with the options of its kind.
     *
     * @param options the options, such as {@code tbf: [rate: 1.mbit, …]}, read by the kind's parameters
     */
    static QdiscDescription<?> of(String kind, Arguments options) {
        return QdiscKinds.named(kind).described(options);
    }

    /** A qdisc as the kernel reports it. */
    static QdiscDescription<?> of(Qdisc qdisc, Psched clock) {
        return QdiscKinds.named(qdisc.kind()).described(qdisc, clock).at(qdisc.parent(), qdisc.handle());
    }

    /** Returns this description for another parent. */
    QdiscDescription<Q> at(int place, int number) {
        return new QdiscDescription<>(kind, numbered(number), place, number);
    }

    /** The options with a number; those of htb contain the number too. */
    @SuppressWarnings("unchecked")
    private Q numbered(int number) {
        return options instanceof QdiscKinds.Htb htb && number != 0
                ? (Q) new QdiscKinds.Htb(number >>> 16, htb.otherwise())
                : options;
    }

    /** The number: that of the handle, or that in the options of htb. */
    int number() {
        return handle == 0 && options instanceof QdiscKinds.Htb htb ? htb.handle() << 16 : handle;
    }

    /** The request that creates the qdisc. */
    Request request(int index, Psched clock) {
        return Qdiscs.at(kind.request().of(index, options, clock), parent, number());
    }

    /** Whether an existing qdisc of the same kind has these options, except for the rounding of the kernel's clock. */
    boolean isMetBy(Qdisc qdisc, Psched clock) {
        boolean numbered = handle == 0 || handle == qdisc.handle();
        return numbered && kind.agree(kind.said().apply(qdisc, clock), options);
    }

    /** The options in the words of tc(8), with a leading space. */
    String command() {
        return kind.words(options);
    }

    /** The words of tc(8) after the device. */
    String words() {
        String place = parent == Qdisc.INGRESS ? kind.name() : Handle.parentWords(parent);
        String numbered = number() == 0 || parent == Qdisc.INGRESS ? "" : " handle " + Qdisc.handleText(number());
        return place + (parent == Qdisc.INGRESS ? "" : numbered + " " + kind.name() + command());
    }

    /** The options for scripts, by name. */
    Map<String, Object> facts() {
        return kind.facts(options);
    }
}
