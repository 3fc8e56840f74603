package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.error.Failure;
import nsx.dsl.error.Texts;
import nsx.dsl.op.Sysctl;
import nsx.dsl.op.SysctlOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.SysctlPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.UnresolvedException;
import nsx.sys.SysException;

/** {@code sysctl 'net.ipv4.ip_forward', 1}: reads or sets kernel parameters of the current namespaces. */
public final class SysctlVerb extends Verb {
    private static final Parameter<String> NAME = Parameter.required(
            "name",
            Reader.text(Type.SYSCTL),
            "a path below /proc/sys, with dots, or with slashes if a name contains dots");
    private static final Parameter<Object> VALUE =
            Parameter.optional("value", Reader.any(Type.ANY), "the new value; without it, the parameter is read");

    public SysctlVerb() {
        super(Entry.of("sysctl", "read or set a kernel parameter of the current namespaces", Theme.NETWORK)
                .takes(NAME, VALUE)
                .example("forward packets", "sysctl 'net.ipv4.ip_forward', 1")
                .example("read it", "sysctl 'net.ipv4.ip_forward'")
                .example("as a property", "sysctl.net.ipv4.ip_forward = 1\nsysctl.net.ipv4.ip_forward")
                .related("nat.masquerade", "route")
                .peer("sysctl net.ipv4.ip_forward")
                .standsFor(SysctlPath.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 1;
    }

    @Override
    public Object bare(Session session) {
        return new SysctlPath(session, "");
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Sysctl sysctl = Sysctl.named(session, call.get(NAME));
        String before = before(session, sysctl, call.size() == 1);
        if (call.size() == 1) {
            return value(before);
        }
        String after = call.get(VALUE) instanceof Boolean b ? (b ? "1" : "0") : Texts.of(call.get(VALUE));
        if (!before.replace('\t', ' ').equals(after)) {
            session.change(List.of(SysctlOperations.set(call.context(), sysctl, before, after)));
        }
        return value(after);
    }

    /**
     * The present value; unknown in a plan if the namespace or device does not exist yet, so that the value is always
     * set.
     */
    private static String before(Session session, Sysctl sysctl, boolean asked) {
        try {
            return read(session, sysctl);
        } catch (UnresolvedException e) {
            if (asked) {
                throw e;
            }
            return "";
        }
    }

    private static String read(Session session, Sysctl sysctl) {
        try {
            return sysctl.text(session);
        } catch (SysException e) {
            throw Failure.explain("cannot read " + sysctl.name(), e);
        }
    }

    /** Converts whole numbers, for comparison and arithmetic. */
    private static Object value(String text) {
        if (!text.matches("-?\\d{1,18}")) {
            return text;
        }
        long number = Long.parseLong(text);
        return number == (int) number ? (Object) (int) number : (Object) number;
    }
}
