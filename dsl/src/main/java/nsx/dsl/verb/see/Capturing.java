package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.capture.Capture;
import nsx.capture.PcapFile;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Session;
import nsx.dsl.value.traffic.CaptureResult;
import nsx.dsl.value.traffic.CaptureSummary;
import nsx.dsl.value.traffic.CapturedPacket;
import nsx.frame.FrameFilter;
import nsx.frame.LinkType;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.sys.PacketFilter;
import nsx.sys.PacketRing;
import nsx.sys.SysException;

/**
 * One capture: on the session's own thread, or on one beside it while a block runs. Rows are kept up to a number; there can be more
 * packets than memory.
 *
 * @param time negative: until it is ended
 */
record Capturing(
        Session session,
        Link link,
        Duration time,
        long most,
        Optional<Saving> file,
        FrameFilter filter,
        Optional<PacketFilter> program) {
    private static final int ROWS = 100_000;

    Object run(Optional<Closure<?>> block) {
        List<CapturedPacket> rows = new ArrayList<>();
        try (Capture capture = open()) {
            Optional<LiveDisplay> live = block.isPresent() || file.isPresent()
                    ? Optional.empty()
                    : session.answers().live();
            Consumer<Capture.Seen> listener = seen -> {
                CapturedPacket row = CapturedPacket.of(seen);
                if (rows.size() < ROWS) {
                    rows.add(row);
                }
                live.ifPresent(l -> l.row(row));
            };
            CaptureRun run = new CaptureRun(
                    session,
                    file,
                    () -> "capture on " + link.name() + ": " + Texts.count(capture.packets(), "packet")
                            + Lasting.end(time),
                    () -> capture.run(time, listener),
                    capture::stop);
            if (block.isPresent()) {
                run.during(block.get());
            } else {
                run.alone();
            }
            Object result = result(capture, rows);
            return file.filter(Saving::isOutput).isPresent() || live.isPresent() && !rows.isEmpty()
                    ? session.answers().told(result)
                    : result;
        }
    }

    /** The ring and the file are opened where the session is and work from anywhere. */
    private Capture open() {
        Context context = session.context();
        PacketRing ring;
        try {
            ring = session.kernel()
                    .call(
                            context,
                            () -> program.map(p -> PacketRing.open(link.name(), link.index(), p))
                                    .orElseGet(() -> PacketRing.open(link.name(), link.index())));
        } catch (SysException e) {
            throw Failure.explain("cannot capture on " + link.name(), e).at(link.name());
        }
        try {
            LinkType type = LinkType.ofHardware(ring.hardware()).orElseThrow(this::unreadable);
            Optional<PcapFile> made = file.map(f -> f.create(to -> PcapFile.create(to, type)));
            return new Capture(ring, type, filter, made, most, link.flags().loopback());
        } catch (RuntimeException e) {
            ring.close();
            throw e;
        }
    }

    private NsxException unreadable() {
        return new NsxException("cannot capture on " + link.name())
                .because("its frames are neither Ethernet nor IP")
                .exit(ExitCode.UNSUPPORTED)
                .at(link.name());
    }

    private Object result(Capture capture, List<CapturedPacket> rows) {
        String name = link.name();
        if (capture.down()) {
            session.notice(name + " went down, so the capture ended");
        }
        if (capture.lost() > 0) {
            session.notice(capture.lost() + " packets were lost: they arrived faster than nsx read them");
        }
        if (capture.packets() > rows.size() && file.isEmpty()) {
            session.notice("only the first " + rows.size() + " of " + capture.packets()
                    + " packets are kept; file: saves all of them");
        }
        CaptureSummary summary = new CaptureSummary(
                name, file.map(Saving::name).orElse(null), capture.packets(), capture.bytes(), capture.lost());
        return file.map(f -> f.result(summary, capture.files())).orElseGet(() -> new CaptureResult(summary, rows));
    }
}
