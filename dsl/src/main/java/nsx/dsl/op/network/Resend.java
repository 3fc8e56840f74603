package nsx.dsl.op.network;

import java.util.Set;
import java.util.function.UnaryOperator;
import nsx.netlink.Attributes;
import nsx.netlink.Entry;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Says to the kernel what it said of an object, so that the object is again, or is no more, what it was. */
final class Resend {
    private Resend() {}

    /**
     * @param header what to change of the structure in front: flags that the kernel only reports
     * @param without attributes that the kernel only reports
     */
    static Request of(
            String operation,
            MessageType type,
            int flags,
            Attributes said,
            UnaryOperator<Struct.Value> header,
            Set<String> without) {
        Attributes body = Attributes.of(type.table(), header.apply(said.header()));
        for (Entry entry : said) {
            String name = entry.attribute().kernelName();
            if (type.table().find(name).isPresent() && !without.contains(name)) {
                body = body.put(name, entry.value());
            }
        }
        return new Request(operation, Request.ROUTE, type, flags, body);
    }

    /** A request with another structure in front. */
    static Request withHeader(Request request, UnaryOperator<Struct.Value> header) {
        Attributes body = request.body();
        return request.with(
                Attributes.of(body.table(), header.apply(body.header())).and(body));
    }
}
