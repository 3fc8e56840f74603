package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nsx.capture.PcapngFile;
import nsx.capture.WideCapture;
import nsx.capture.WideCapture.Source;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.frame.FrameFilter;
import nsx.ns.Context;
import nsx.sys.PacketFilter;
import nsx.sys.PacketRing;
import nsx.sys.SysException;

/**
 * One capture of all devices of some namespaces.
 *
 * @param namespaces the namespaces; empty for the current one
 * @param time the duration; negative until it is ended
 */
record WideCapturing(
        Session session,
        List<NamespaceValue> namespaces,
        Duration time,
        long most,
        Optional<Saving> file,
        FrameFilter filter,
        Optional<PacketFilter> program) {
    Object run(Optional<Closure<?>> block) {
        try (WideCapture capture = open()) {
            CaptureRun run = new CaptureRun(session, file, time, capture);
            block.ifPresentOrElse(run::during, () -> run.alone("all devices"));
            return run.result(
                    namespaces.isEmpty()
                            ? "any"
                            : namespaces.stream().map(NamespaceValue::name).collect(Collectors.joining(", ")));
        }
    }

    private WideCapture open() {
        List<Source> sources = new ArrayList<>();
        try {
            if (namespaces.isEmpty()) {
                sources.add(source(session.here(), "", 1));
            }
            namespaces.forEach(n -> sources.add(source(session.here(n.context()), n.name() + ":", namespaces.size())));
            Optional<PcapngFile> made = file.map(f -> f.create(PcapngFile::create));
            return new WideCapture(sources, filter, made, most);
        } catch (SysException e) {
            sources.forEach(s -> s.ring().close());
            throw Failure.explain("cannot capture on all devices", e);
        } catch (RuntimeException e) {
            sources.forEach(s -> s.ring().close());
            throw e;
        }
    }

    private Source source(Here there, String prefix, int rings) {
        Context context = there.context();
        PacketRing ring = session.kernel().call(context, () -> PacketRing.ofAll(program, rings));
        Map<Integer, String> names = new HashMap<>();
        Devices.all(there).forEach(l -> names.put(l.index(), prefix + l.name()));
        IntFunction<String> name = index -> names.getOrDefault(index, prefix + "if" + index);
        return new Source(ring, name);
    }
}
