package nsx.dsl.op.field;

import java.util.Set;
import java.util.function.UnaryOperator;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Sends the kernel's message about an object back, to restore the object or to delete it. */
public final class Resend {
    private Resend() {}

    /**
     * @param header changes the structure in front, such as flags that the kernel only reports
     * @param without the attributes that the kernel only reports
     */
    public static Request of(
            String operation,
            MessageType type,
            int flags,
            Attributes said,
            UnaryOperator<Struct.Value> header,
            Set<String> without) {
        return new Request(
                operation, Request.ROUTE, type, flags, settable(said, header, without.toArray(String[]::new)));
    }

    /**
     * The kernel's message without the parts that cannot be sent.
     *
     * @param header changes the structure in front
     * @param without the attributes that the kernel only reports
     */
    public static Attributes settable(Attributes said, UnaryOperator<Struct.Value> header, String... without) {
        Set<String> reported = Set.of(without);
        Attributes body = Attributes.of(said.table(), header.apply(said.header()));
        for (MessageAttribute entry : said) {
            String name = entry.attribute().kernelName();
            if (said.table().find(name).isPresent() && !reported.contains(name)) {
                body = body.put(name, entry.value());
            }
        }
        return body;
    }
}
