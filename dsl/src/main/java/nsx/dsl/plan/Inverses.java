package nsx.dsl.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.inverse.Inverse;
import nsx.inverse.Inverse.Call;
import nsx.inverse.NamespaceSpot;
import nsx.ledger.Thing;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Replay;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Links;
import nsx.rtnl.Rtm;
import nsx.sys.Files;
import nsx.sys.Mounts;

/**
 * Describes the undo of an operation as data: the requests are recorded as they would be sent. Each request depends
 * on the state at its time, so later ones are planned over a shadow of the kernel.
 */
public final class Inverses {
    private static final Pattern WRITE =
            Pattern.compile("^write\\(\"(/proc/sys/[^\"]+)\", \"(.*)\"\\)$", Pattern.DOTALL);
    private static final Pattern UTS = Pattern.compile("^set(host|domain)name\\(\"(.*)\", \\d+\\)$");
    private static final Pattern UNNAME =
            Pattern.compile("^umount2\\(\"/run/(?:netns|nsx/ns/([a-z]+))/([^\"/]+)\", MNT_DETACH\\), unlink\\(");
    private static final Pattern UNLINK = Pattern.compile("^unlink\\(\"([^\"]+)\"\\)$");
    private static final Pattern UNMOUNT =
            Pattern.compile("^umount2\\(\"([^\"]+)\", (MNT_DETACH\\|)?UMOUNT_NOFOLLOW\\)$");
    private static final Pattern FILE =
            Pattern.compile("^openat\\(AT_FDCWD, \"([^\"]+)\", O_WRONLY\\|O_CREAT\\|O_TRUNC");
    private static final Pattern UNMAKE = Pattern.compile("^(shm|msg|sem)ctl\\((\\d+|…)[^)]*IPC_RMID\\)$");
    private static final Pattern KEY = Pattern.compile("-key (0x[0-9a-f]+)$");
    private static final Map<String, Thing.Sort> SORTS =
            Map.of("shm", Thing.Sort.SEGMENT, "msg", Thing.Sort.QUEUE, "sem", Thing.Sort.SEMAPHORES);
    private static final Pattern UNCONTAIN = Pattern.compile("^umount2\\(\"/run/nsx/container/([^\"/]+)/\\*\"");
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
        String text = operation.step() instanceof Operation.SystemCall call ? call.text() : "";
        // the object's number is unknown until it exists
        isComplete &= !(ahead && IPC.matcher(text).find());
        Matcher write = WRITE.matcher(text);
        Matcher uts = UTS.matcher(text);
        Matcher unname = UNNAME.matcher(text);
        Matcher unlink = UNLINK.matcher(text);
        Matcher unmount = UNMOUNT.matcher(text);
        Matcher file = FILE.matcher(text);
        Matcher unmake = UNMAKE.matcher(text);
        Matcher uncontain = UNCONTAIN.matcher(text);
        if (write.find()) {
            add(Call.WRITE, inside(operation, NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS), words(write));
        } else if (uts.find()) {
            add(
                    uts.group(1).equals("host") ? Call.HOSTNAME : Call.DOMAINNAME,
                    inside(operation, NamespaceKind.UTS),
                    List.of(uts.group(2)));
        } else if (unname.find()) {
            unname(operation, text, unname);
        } else if (unlink.find()) {
            add(Call.UNLINK, inside(operation, NamespaceKind.MNT), List.of(unlink.group(1)));
        } else if (unmount.find()) {
            unmount(operation, unmount);
        } else if (unmake.find()) {
            unmake(operation, unmake);
        } else if (uncontain.find()) {
            add(Call.UNCONTAIN, inside(operation, NamespaceKind.MNT), List.of(uncontain.group(1)));
        } else if (file.find()) {
            file(operation, file.group(1));
        } else {
            shell(operation);
        }
    }

    /** @param unname the match in the text of the call, with the kind of the namespace and the name */
    private void unname(Operation operation, String text, Matcher unname) {
        String kind = unname.group(1) == null ? "net" : unname.group(1);
        NamespaceKind named = Arrays.stream(NamespaceKind.values())
                .filter(k -> k.file().equals(kind))
                .findFirst()
                .orElseThrow();
        // setting the clocks, and undoing that, creates a new time namespace
        String inode = named == NamespaceKind.TIME ? "" : inode(operation, text);
        add(Call.UNNAME, inside(operation, NamespaceKind.MNT), List.of(named.name(), unname.group(2), inode));
    }

    /** Unmounts by the system call, because umount(8) leaves a directory in /run. */
    private void unmount(Operation operation, Matcher unmount) {
        int flags = Mounts.UMOUNT_NOFOLLOW | (unmount.group(2) == null ? 0 : Mounts.MNT_DETACH);
        add(Call.UNMOUNT, inside(operation, NamespaceKind.MNT), List.of(unmount.group(1), Integer.toString(flags)));
    }

    /** @param unmake the match in the text of the call, with the sort of the IPC object and its number */
    private void unmake(Operation operation, Matcher unmake) {
        Matcher key = KEY.matcher(operation.command());
        String which = key.find() ? key.group(1) : unmake.group(2);
        add(
                Call.UNMAKE,
                inside(operation, NamespaceKind.IPC),
                List.of(SORTS.get(unmake.group(1)).name(), which));
    }

    /** The inode of the namespace that currently has the name. */
    private String inode(Operation operation, String text) {
        String path = text.substring(text.indexOf('"') + 1, text.indexOf('"', text.indexOf('"') + 1));
        return ahead
                ? ""
                : operation
                        .context()
                        .amongMounts(() -> Long.toString(Files.stat(path).inode()));
    }

    private static List<String> words(Matcher matcher) {
        return List.of(matcher.group(1), matcher.group(2));
    }

    private List<NamespaceSpot> inside(Operation operation, NamespaceKind... kinds) {
        return operation.context().only(kinds).all().stream()
                .filter(n -> !places.isHost(n))
                .map(NamespaceSpot::of)
                .toList();
    }

    /** Records the current content of a file before it changes, to restore it later. */
    private void file(Operation operation, String path) {
        byte[] content = session.host().call(() -> Files.readBytes(path));
        add(
                Call.FILE,
                inside(operation, NamespaceKind.MNT),
                List.of(path, Base64.getEncoder().encodeToString(content)));
    }

    private void shell(Operation operation) {
        String command = places.command(operation);
        isComplete &= !command.isEmpty() && !command.contains("# util-linux has no program");
        add(Call.RUN, List.of(), List.of(command));
    }
}
