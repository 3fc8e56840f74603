package nsx.dsl.plan;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.inverse.Inverse;
import nsx.inverse.Inverse.Call;
import nsx.inverse.NamespaceSpot;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Replay;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Links;
import nsx.rtnl.Rtm;

/**
 * Describes the undo of an operation as data: the requests are recorded as they would be sent. Each request depends
 * on the state at its time, so later ones are planned over a shadow of the kernel.
 */
public final class Inverses {
    private static final Pattern IPC = Pattern.compile("^(shm|msg|sem)");
    /** Two descriptor numbers that differ in every byte. */
    private static final int OTHER = 0x01010101;

    private static final Foresight PLANNED = new Foresight() {};

    private final Session session;
    /** The shadow; null while the live state is used. */
    private final ShadowKernel shadow;

    private final Kernel kernel;
    private final Places places;
    private final List<Inverse> found = new ArrayList<>();
    private final boolean ahead;
    private boolean isComplete = true;

    private Inverses(Session session, boolean ahead, boolean shadowed) {
        this.session = session;
        this.ahead = ahead;
        this.shadow = shadowed ? new ShadowKernel(session.kernel(), session.host()) : null;
        this.kernel = shadowed ? shadow : session.kernel();
        this.places = new Places(session);
    }

    /**
     * The inverses of an operation.
     *
     * @param ahead whether the operation is not executed yet
     * @return empty if the inverses cannot be expressed as data, for example because the created object is not known
     * yet
     */
    public static Optional<List<Inverse>> of(Session session, Operation operation, boolean ahead) {
        Optional<List<Inverse>> direct = new Inverses(session, ahead, false).run(operation);
        return direct.isPresent() ? direct : new Inverses(session, ahead, true).run(operation);
    }

    private Optional<List<Inverse>> run(Operation operation) {
        try {
            return session.foresee(kernel, this::note, PLANNED, () -> undo(operation)) && isComplete
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (RuntimeException e) {
            // the undo of an operation is defined only after it; before it, a guess may fail in any way
            return Optional.empty();
        }
    }

    /** Records the undo. The first step is planned from the live state; later ones from the state that it leaves. */
    private boolean undo(Operation operation) {
        if (shadow != null && ahead) {
            foresee(operation);
        }
        List<Operation> undo = operation.undo().get();
        if (shadow == null && undo.size() > 1) {
            return false;
        }
        if (shadow == null && ahead && isLink(operation)) {
            return unmake(operation);
        }
        undo.forEach(this::note);
        return true;
    }

    private static boolean isLink(Operation operation) {
        return operation.prose().startsWith("make ")
                && (operation.step() instanceof Operation.Netlink || operation.step() instanceof Operation.Passing);
    }

    /** Deletes a device that does not exist yet by its name. */
    private boolean unmake(Operation operation) {
        Request request = operation.step() instanceof Operation.Netlink netlink
                ? netlink.request().get()
                : ((Operation.Passing) operation.step()).request().apply(0);
        Optional<String> name = request.body().findString("IFLA_IFNAME");
        if (!request.type().equals(Rtm.NEWLINK) || name.isEmpty()) {
            return false;
        }
        send(operation.context(), List.of(Links.delete(0, name.get())), "", "");
        return true;
    }

    private Object note(Operation operation) {
        Operation.Step step = operation.step();
        Context context = operation.context();
        if (step instanceof Operation.Netlink netlink) {
            return send(context, List.of(netlink.request().get()), "", "");
        }
        if (step instanceof Operation.Batch batch) {
            return send(context, batch.requests().get(), "", "");
        }
        if (step instanceof Operation.Passing passing) {
            return kernel.passing(passing.to(), fd -> {
                Request request = passing.request().apply(fd);
                Request other = passing.request().apply(fd + OTHER);
                return send(context, List.of(request), differences(request, other), text(passing.to()));
            });
        }
        call(operation);
        return shadow == null ? null : foresee(operation);
    }

    private static String text(Namespace namespace) {
        return NamespaceSpot.of(namespace).text();
    }

    /** The offsets of the descriptor in the payload. */
    private static String differences(Request one, Request two) {
        byte[] a = Replay.of(one).payload();
        byte[] b = Replay.of(two).payload();
        return IntStream.range(0, a.length)
                .filter(i -> i % 4 == 0 && a[i] != b[i])
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private Object send(Context context, List<Request> requests, String offsets, String to) {
        int family = requests.get(0).protocol();
        List<String> words = new ArrayList<>(List.of(Integer.toString(family), offsets, to));
        for (Request request : requests) {
            Message message = Replay.of(ahead ? named(request) : request);
            words.add(Base64.getEncoder().encodeToString(message.encode()));
        }
        add(Call.NETLINK, List.of(NamespaceSpot.of(context.net())), words);
        if (shadow == null) {
            return null;
        }
        return requests.size() == 1
                ? shadow.netlink(context, family).ack(requests.get(0))
                : shadow.netlink(context, family).pipeline(requests);
    }

    /** Refers to a device by its name, because its index is unknown until it exists. */
    private static Request named(Request request) {
        if (!request.type().name().equals("RTM_DELLINK")) {
            return request;
        }
        Attributes body = request.body();
        return request.with(body.headed(body.header().with("ifi_index", 0)))
                .put("IFLA_IFNAME", request.operation().replaceFirst("^delete link ", ""));
    }

    private void add(Call call, List<NamespaceSpot> where, List<String> words) {
        Inverse inverse = new Inverse(call, where, words);
        isComplete &= inverse.isSayable();
        found.add(inverse);
    }

    /** Applies an operation to the shadow without recording it. */
    private Object foresee(Operation operation) {
        Operation.Step step = operation.step();
        if (step instanceof Operation.Netlink netlink) {
            Request request = netlink.request().get();
            return shadow.netlink(operation.context(), request.protocol()).ack(request);
        }
        if (step instanceof Operation.Batch batch) {
            List<Request> requests = batch.requests().get();
            return shadow.netlink(operation.context(), requests.get(0).protocol())
                    .pipeline(requests);
        }
        if (step instanceof Operation.Passing passing) {
            return shadow.passing(
                    passing.to(),
                    fd -> shadow.netlink(operation.context(), Request.ROUTE)
                            .ack(passing.request().apply(fd)));
        }
        return step instanceof Operation.Start start
                ? start.foresight().apply(shadow)
                : ((Operation.SystemCall) step).foresight().apply(shadow);
    }

    private void call(Operation operation) {
        Operation.SystemCall call = operation.step() instanceof Operation.SystemCall c ? c : null;
        if (call != null && ahead && IPC.matcher(call.text()).find()) {
            // which number it will have is not known before it is there
            isComplete = false;
        }
        Portable portable = call == null ? null : call.portable();
        if (portable == null) {
            shell(operation);
        } else {
            add(
                    portable.call(),
                    inside(operation, portable.in()),
                    portable.arguments().of(ahead));
        }
    }

    private List<NamespaceSpot> inside(Operation operation, List<NamespaceKind> kinds) {
        return operation.context().only(kinds.toArray(NamespaceKind[]::new)).all().stream()
                .filter(n -> !places.isHost(n))
                .map(NamespaceSpot::of)
                .toList();
    }

    private void shell(Operation operation) {
        String command = places.command(operation);
        isComplete &= !command.isEmpty() && !command.contains("# util-linux has no program");
        add(Call.RUN, List.of(), List.of(command));
    }
}
