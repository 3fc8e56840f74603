package nsx.dsl.verb.firewall;

import java.util.Optional;
import nsx.dsl.session.Call;
import nsx.dsl.value.socket.Services;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.nft.Filter;
import nsx.rtnl.Prefix;

/** The options of a word that select packets by their header fields. */
record PacketOptions(Optional<Prefix> from, Optional<Prefix> to, String protocol, int port) {
    static final Parameter<Prefix> FROM =
            Parameter.named("from", Reader.prefix(Type.PREFIX), "only packets from this network or address");
    static final Parameter<Prefix> TO =
            Parameter.named("to", Reader.prefix(Type.PREFIX), "only packets to this network or address");
    static final Parameter<String> PROTO = Parameter.choice(
                    "proto", "only packets of this protocol", Filter.PROTOCOLS.toArray(String[]::new))
            .usually("'tcp' with a port, else any");
    static final Parameter<Integer> PORT =
            Parameter.named("port", Services.port(), "only packets to this port or service");

    /** Parses the options of a call; throws an error if they contradict each other. */
    static PacketOptions of(Call call) {
        Optional<Prefix> from = call.find(FROM).map(Prefix::network);
        Optional<Prefix> to = call.find(TO).map(Prefix::network);
        if (from.isPresent()
                && to.isPresent()
                && from.get().family() != to.get().family()) {
            throw call.wrong(TO, "of the same family as from:");
        }
        int port = call.find(PORT).orElse(0);
        String protocol = call.find(PROTO).orElse(port == 0 ? "" : "tcp");
        if (port != 0 && protocol.startsWith("icmp")) {
            throw call.wrong(PROTO, "tcp, udp or sctp where there is a port");
        }
        return new PacketOptions(from, to, protocol, port);
    }
}
