package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Optional;
import nsx.capture.Capture;
import nsx.capture.PcapFile;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.frame.FrameFilter;
import nsx.frame.LinkType;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.sys.PacketFilter;
import nsx.sys.PacketRing;
import nsx.sys.SysException;

/**
 * One capture of one device.
 *
 * @param time the duration; negative until it is ended
 */
record Capturing(
        Session session,
        Link link,
        Duration time,
        long most,
        Optional<Saving> file,
        FrameFilter filter,
        Optional<PacketFilter> program) {
    Object run(Optional<Closure<?>> block) {
        try (Capture capture = open()) {
            CaptureRun run = new CaptureRun(session, file, time, capture);
            block.ifPresentOrElse(run::during, () -> run.alone(link.name()));
            if (capture.down()) {
                session.notice(link.name() + " went down, so the capture ended");
            }
            return run.result(link.name());
        }
    }

    /** Opens the ring and the file in the session's context; they work from any thread. */
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
}
