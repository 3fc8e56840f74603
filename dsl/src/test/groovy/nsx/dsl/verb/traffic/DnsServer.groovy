package nsx.dsl.verb.traffic

import java.nio.ByteBuffer

/** A name server on port 53 of the network namespace of the thread that makes it. */
class DnsServer implements Closeable {
    private static final Map<String, Integer> TYPES = [A: 1, NS: 2, CNAME: 5, PTR: 12, TXT: 16, AAAA: 28]
    final List<String> asked = Collections.synchronizedList([])
    private final DatagramSocket socket

    /**
     * @param zone what is known: {@code ['www.lab. A': ['10.0.0.7']]}
     * @param code answered instead of anything, unless 0
     */
    DnsServer(String address, Map<String, List<String>> zone, int code = 0) {
        socket = new DatagramSocket(53, InetAddress.getByName(address))
        Thread.startDaemon {
            try {
                while (true) {
                    def packet = new DatagramPacket(new byte[1500], 1500)
                    socket.receive(packet)
                    byte[] said = answer(Arrays.copyOf(packet.data, packet.length), zone, code)
                    socket.send(new DatagramPacket(said, said.length, packet.socketAddress))
                }
            } catch (SocketException ignored) {
                // closed
            }
        }
    }

    private byte[] answer(byte[] query, Map<String, List<String>> zone, int code) {
        def labels = []
        int at = 12
        for (; query[at] != 0; at += query[at] + 1) {
            labels << new String(query, at + 1, query[at])
        }
        int number = ByteBuffer.wrap(query).getShort(at + 1)
        def name = labels.join('.').toLowerCase() + '.'
        def type = TYPES.find { it.value == number }?.key
        asked << "$name $type".toString()
        def records = code ? [] : zone["$name $type".toString()] ?: []
        boolean known = zone.keySet().any { it.startsWith(name + ' ') }
        def out = ByteBuffer.allocate(1500)
        out.putShort(ByteBuffer.wrap(query).getShort(0)).putShort((short) (0x8180 | (code ?: known ? code : 3)))
        out.putShort((short) 1).putShort((short) records.size()).putInt(0).put(query, 12, at + 5 - 12)
        records.each { record ->
            def data = data(type, record)
            out.putShort((short) 0xc00c).putShort((short) number).putShort((short) 1).putInt(60).putShort((short) data.length).put(data)
        }
        Arrays.copyOf(out.array(), out.position())
    }

    private static byte[] data(String type, String record) {
        if (type == 'A' || type == 'AAAA') {
            return InetAddress.getByName(record).address
        }
        if (type == 'TXT') {
            return ([record.length()] + (record.bytes as List)) as byte[]
        }
        (record.split(/\./).collectMany { [it.length()] + (it.bytes as List) } + [0]) as byte[]
    }

    @Override
    void close() {
        socket.close()
    }
}
