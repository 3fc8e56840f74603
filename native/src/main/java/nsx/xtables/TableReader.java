package nsx.xtables;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.netlink.CodecException;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/** Reads tables of the calling thread's network namespace through a raw socket. */
final class TableReader {
    private static final int IPPROTO_RAW = 255;
    /** IPT_SO_GET_INFO, followed by IPT_SO_GET_ENTRIES; IPv6 uses the same numbers. */
    private static final int GET_INFO = 64;

    private static final int GET_ENTRIES = 65;
    private static final int INFO = 84;
    private static final int SIZE = 80;
    /** The size of the head: a name of 32 bytes, a size, and four bytes that align the rules' counters to 8. */
    private static final int HEAD = 40;

    private static final int NAME = 32;
    /** The request of {@code struct ip_set_req_get_set}: operation, protocol, and a number that becomes a name. */
    private static final int SO_IP_SET = 83;

    private static final int IPPROTO_IP = 0;
    private static final int BY_INDEX = 7;
    private static final int SET_PROTOCOL = 7;
    private static final int SET_REQUEST = 8 + NAME;
    private static final int TRIES = 5;
    /** The size limit of a table, XT_MAX_TABLE_SIZE. */
    private static final int LARGEST = 512 << 20;

    private final TableFamily family;
    private final Fd socket;

    private TableReader(TableFamily family, Fd socket) {
        this.family = family;
        this.socket = socket;
    }

    static List<XtablesTable> read(TableFamily family, List<String> names) {
        try (Fd socket = Sockets.open(family.domain, Sockets.SOCK_RAW, IPPROTO_RAW)) {
            TableReader reader = new TableReader(family, socket);
            List<XtablesTable> tables = new ArrayList<>();
            names.forEach(name -> tables.add(reader.read(name, TRIES)));
            return tables;
        }
    }

    /** Reads a table; the kernel answers EAGAIN if its size changed between the two requests. */
    private XtablesTable read(String name, int tries) {
        byte[] info = request(name, INFO);
        Sockets.getOption(socket, family.level, GET_INFO, info, "IPT_SO_GET_INFO " + name);
        int size = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(SIZE);
        if (size < 0 || size > LARGEST) {
            throw new CodecException("a table " + name + " of " + size + " bytes");
        }
        byte[] all = request(name, HEAD + size);
        ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()).putInt(NAME, size);
        try {
            Sockets.getOption(socket, family.level, GET_ENTRIES, all, "IPT_SO_GET_ENTRIES " + name);
        } catch (SysException e) {
            if (e.errno() != Errno.EAGAIN || tries == 1) {
                throw e;
            }
            return read(name, tries - 1);
        }
        return XtablesTable.parse(family, info, Arrays.copyOfRange(all, HEAD, all.length), TableReader::setName);
    }

    /** Asks ipset for the name of a set; empty if there is none with this number. */
    private static Optional<String> setName(int number) {
        byte[] data = new byte[SET_REQUEST];
        ByteBuffer.wrap(data)
                .order(ByteOrder.nativeOrder())
                .putInt(BY_INDEX)
                .putInt(SET_PROTOCOL)
                .putShort((short) number);
        // only a socket of IPv4 has the option
        try (Fd four = Sockets.open(TableFamily.IPV4.domain, Sockets.SOCK_RAW, IPPROTO_RAW)) {
            Sockets.getOption(four, IPPROTO_IP, SO_IP_SET, data, "SO_IP_SET");
        } catch (SysException e) {
            return Optional.empty();
        }
        String name = new Blob(data).text(8, NAME);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static byte[] request(String name, int length) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), length);
    }
}
