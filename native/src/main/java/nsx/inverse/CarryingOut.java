package nsx.inverse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ledger.Thing;
import nsx.netlink.CodecException;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.Replay;
import nsx.netlink.Request;
import nsx.ns.NamedContexts;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.process.Child;
import nsx.process.Exit;
import nsx.process.KeptNamespaces;
import nsx.process.Launcher;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.NetlinkSocket;
import nsx.sys.OutputFile;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.SystemV;
import nsx.sys.Uts;

/** Executes inverses. A netlink socket stays in its namespace, so there is one per namespace. */
final class CarryingOut implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MODE = 0666;
    /** NLMSG_NOOP, which the kernel acknowledges without doing anything. */
    private static final int NOTHING = 1;

    private record Key(NamespaceSpot spot, int family) {}

    private final Map<Key, NetlinkSocket> sockets = new HashMap<>();
    /** The namespaces searched by inode, which means a look at every process; empty for a namespace that is gone. */
    private final Map<NamespaceSpot, Optional<Namespace>> searched = new HashMap<>();

    /** Executes harmless inverses, so that no class has to be loaded later. */
    static void rehearse() {
        try (CarryingOut rehearsal = new CarryingOut()) {
            Namespace own = Namespace.at(NamespaceKind.NET, Files.OWN_PROC + "self/ns/net");
            Message nothing = new Message(NOTHING, Flags.REQUEST | Flags.ACK, 0, 0, new byte[0]);
            rehearsal.run(new Inverse(
                    Inverse.Call.NETLINK,
                    List.of(NamespaceSpot.of(own)),
                    List.of("0", "", "", Base64.getEncoder().encodeToString(nothing.encode()))));
            NsThread.visit(List.of(own), () -> new NamedNamespaces(NamespaceKind.NET).find("."));
            KeptNamespaces.inside(own);
        } catch (SysException | NamespaceException e) {
            // errors of a rehearsal do not matter
            return;
        }
    }

    /** Carries it out; why it failed, empty when it did not, or when its namespace or what it deletes is gone. */
    String run(Inverse inverse) {
        try {
            return inverse.call() == Inverse.Call.NETLINK ? netlink(inverse) : call(inverse);
        } catch (SysException e) {
            return Gone.says(e) ? "" : e.getMessage();
        } catch (NamespaceException | CodecException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String netlink(Inverse inverse) {
        List<String> words = inverse.arguments();
        List<Message> messages = new ArrayList<>();
        words.stream()
                .skip(3)
                .forEach(text ->
                        messages.addAll(Message.parse(Base64.getDecoder().decode(text))));
        Optional<NetlinkSocket> socket = socket(inverse.where().get(0), Integer.parseInt(words.get(0)));
        if (socket.isEmpty()) {
            return "";
        }
        if (words.get(1).isEmpty()) {
            int errno = Replay.send(socket.get(), messages);
            boolean route = Integer.parseInt(words.get(0)) == Request.ROUTE;
            return route && Gone.isDeletion(messages) && Gone.says(errno) ? "" : said(errno);
        }
        Optional<Namespace> other = find(NamespaceSpot.read(words.get(2)));
        if (other.isEmpty()) {
            return words.get(2) + " is gone";
        }
        try (Fd fd = other.get().open()) {
            return said(Replay.send(
                    socket.get(),
                    messages.stream().map(m -> with(fd, words.get(1), m)).toList()));
        }
    }

    private static String said(int errno) {
        return errno == 0 ? "" : Errno.of(errno).text();
    }

    /** Returns the message with the descriptor written at these offsets of its payload. */
    private static Message with(Fd fd, String offsets, Message message) {
        ByteBuffer payload = ByteBuffer.wrap(message.payload().clone()).order(ByteOrder.nativeOrder());
        Arrays.stream(offsets.split(",")).forEach(at -> payload.putInt(Integer.parseInt(at), fd.number()));
        return new Message(message.type(), message.flags(), message.sequence(), message.port(), payload.array());
    }

    private Optional<NetlinkSocket> socket(NamespaceSpot spot, int family) {
        Key key = new Key(spot, family);
        NetlinkSocket known = sockets.get(key);
        if (known == null) {
            known = in(List.of(spot), () -> NetlinkSocket.open(family)).orElse(null);
            sockets.put(key, known);
        }
        return Optional.ofNullable(known);
    }

    private Optional<Namespace> find(NamespaceSpot spot) {
        return spot.find().or(() -> searched.computeIfAbsent(spot, NamespaceSpot::search));
    }

    /** Runs the action in the namespaces; empty if one of them is gone. */
    private <T> Optional<T> in(List<NamespaceSpot> where, Callable<T> action) {
        List<Namespace> entered = new ArrayList<>();
        for (NamespaceSpot spot : where) {
            if (!spot.isOwn()) {
                Optional<Namespace> found = find(spot);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                entered.add(found.get());
            }
        }
        return Optional.ofNullable(NsThread.enter(entered, action));
    }

    private String call(Inverse inverse) throws InterruptedException {
        List<String> words = inverse.arguments();
        if (inverse.call() == Inverse.Call.RUN) {
            return shell(words.get(0));
        }
        in(inverse.where(), () -> {
            switch (inverse.call()) {
                case WRITE -> Files.writeText(words.get(0), words.get(1));
                case HOSTNAME -> Uts.setHostname(words.get(0));
                case DOMAINNAME -> Uts.setDomainname(words.get(0));
                case UNNAME -> unname(NamespaceKind.valueOf(words.get(0)), words.get(1), words.get(2));
                case UNLINK -> Files.unlink(words.get(0));
                case UNMOUNT -> Mounts.unmount(words.get(0), Integer.parseInt(words.get(1)));
                case UNMAKE -> unmake(Thing.Sort.valueOf(words.get(0)), words.get(1));
                case UNCONTAIN -> new NamedContexts().delete(words.get(0));
                case FILE -> file(words.get(0), Base64.getDecoder().decode(words.get(1)));
                default -> throw new IllegalStateException(inverse.call().name());
            }
            return "";
        });
        return "";
    }

    /** @param inode the expected inode of the named namespace, empty for any */
    private static void unname(NamespaceKind kind, String name, String inode) {
        Optional<Namespace> named = new NamedNamespaces(kind).find(name);
        boolean same = named.filter(n -> inode.isEmpty() || inode.equals(Long.toString(n.id().inode())))
                .isPresent();
        if (same) {
            KeptNamespaces.delete(kind, name);
        }
    }

    /** @param which a key such as {@code 0x7b}, which may be unused by now, or an id such as {@code 3} */
    private static void unmake(Thing.Sort sort, String which) {
        IpcObjects all = IpcObjects.OF_THIS_THREAD;
        Stream<IpcObject> objects = switch (sort) {
            case SEGMENT -> all.segments().stream().map(s -> s.object());
            case QUEUE -> all.queues().stream().map(q -> q.object());
            case SEMAPHORES -> all.semaphores().stream().map(s -> s.object());
            default -> throw new IllegalArgumentException(sort.name());
        };
        objects.filter(o -> which.equals(Integer.toString(o.id()))
                        || which.startsWith("0x") && o.key() == Integer.parseUnsignedInt(which.substring(2), 16))
                .forEach(o -> remove(sort, o.id()));
    }

    private static void remove(Thing.Sort sort, int id) {
        switch (sort) {
            case SEGMENT -> SystemV.removeSegment(id);
            case QUEUE -> SystemV.removeQueue(id);
            default -> SystemV.removeSemaphores(id);
        }
    }

    private static void file(String path, byte[] content) {
        try (OutputFile file = OutputFile.open(path, MODE)) {
            file.write(content);
        }
    }

    private static String shell(String command) throws InterruptedException {
        try (Fd nothing = Files.open("/dev/null", Files.O_RDONLY);
                Fd nowhere = Files.open("/dev/null", Files.O_WRONLY)) {
            Child child = Launcher.startHere(
                    Program.shell(command),
                    new Spawn.Setting(nothing.number(), nowhere.number(), nowhere.number(), true));
            Optional<Exit> exit = child.await(PATIENCE);
            if (exit.isEmpty()) {
                child.end();
            }
            return exit.filter(e -> e.code() == 0).isPresent() ? "" : command + " failed";
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(socket -> {
            if (socket != null) {
                socket.close();
            }
        });
        searched.values().forEach(found -> found.ifPresent(Namespace::close));
    }
}
