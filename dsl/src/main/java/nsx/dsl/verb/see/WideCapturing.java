package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import nsx.capture.FrameFilter;
import nsx.capture.PcapngFile;
import nsx.capture.WideCapture;
import nsx.capture.WideCapture.Source;
import nsx.dsl.error.Failure;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.traffic.CaptureResult;
import nsx.dsl.value.traffic.CaptureSummary;
import nsx.dsl.value.traffic.CapturedPacket;
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
        Optional<String> file,
        FrameFilter filter,
        Optional<PacketFilter> program) {
    private static final int ROWS = 100_000;

    Object run(Optional<Closure<?>> block) {
        List<CapturedPacket> rows = new ArrayList<>();
        try (WideCapture capture = open()) {
            Optional<LiveDisplay> live = block.isPresent() || file.isPresent()
                    ? Optional.empty()
                    : session.answers().live();
            WideCapture.Listener listener = seen -> {
                CapturedPacket row = CapturedPacket.of(seen);
                if (rows.size() < ROWS) {
                    rows.add(row);
                }
                live.ifPresent(l -> l.row(row));
            };
            CaptureRun run = new CaptureRun(
                    session,
                    file,
                    () -> "capture on all devices" + ": " + Texts.count(capture.packets(), "packet")
                            + Lasting.end(time),
                    () -> capture.run(time, listener),
                    capture::stop);
            if (block.isPresent()) {
                run.during(block.get());
            } else {
                run.alone();
                // Ctrl-C ends it, and the packets so far are the answer
                Thread.interrupted();
            }
            Object result = result(capture, rows);
            boolean told = Capturing.isOutput(file) || live.isPresent() && !rows.isEmpty();
            return told ? session.answers().told(result) : result;
        }
    }

    private WideCapture open() {
        List<Source> sources = new ArrayList<>();
        try {
            if (namespaces.isEmpty()) {
                sources.add(source(session.here(), ""));
            }
            namespaces.forEach(n -> sources.add(source(session.here(n.context()), n.name() + ":")));
            Optional<PcapngFile> made = file.map(this::create);
            return new WideCapture(sources, filter, made, most);
        } catch (SysException e) {
            sources.forEach(s -> s.ring().close());
            throw Failure.explain("cannot capture on all devices", e);
        } catch (RuntimeException e) {
            sources.forEach(s -> s.ring().close());
            throw e;
        }
    }

    private Source source(Here there, String prefix) {
        Context context = there.context();
        PacketRing ring = session.kernel().call(context, () -> PacketRing.ofAll(program));
        Map<Integer, String> names = new HashMap<>();
        Devices.all(there).forEach(l -> names.put(l.index(), prefix + l.name()));
        IntFunction<String> name = index -> names.getOrDefault(index, prefix + "if" + index);
        return new Source(ring, name);
    }

    private PcapngFile create(String path) {
        try {
            return session.kernel().call(session.host(), () -> PcapngFile.create(Capturing.path(path)));
        } catch (SysException e) {
            throw Failure.explain("cannot write " + path, e).at(path);
        }
    }

    private Object result(WideCapture capture, List<CapturedPacket> rows) {
        if (capture.lost() > 0) {
            session.notice(capture.lost() + " packets were lost: they arrived faster than nsx read them");
        }
        if (capture.packets() > rows.size() && file.isEmpty()) {
            session.notice("only the first " + rows.size() + " of " + capture.packets()
                    + " packets are kept; file: saves all of them");
        }
        String on = namespaces.isEmpty()
                ? "any"
                : String.join(
                        ", ", namespaces.stream().map(NamespaceValue::name).toList());
        CaptureSummary summary =
                new CaptureSummary(on, file.orElse(null), capture.packets(), capture.bytes(), capture.lost());
        return file.isPresent() ? summary : new CaptureResult(summary, rows);
    }
}
