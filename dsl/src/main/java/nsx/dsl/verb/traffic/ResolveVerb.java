package nsx.dsl.verb.traffic;

import java.net.IDN;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Verb;
import nsx.dsl.value.traffic.ResolveResult;
import nsx.dsl.value.traffic.ResolveResult.Row;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.Ip;
import nsx.process.EtcFiles;
import nsx.resolve.HostsFile;
import nsx.resolve.Resolution;
import nsx.resolve.ResolvConf;

/** {@code resolve 'www.example.org'}: queries the resolver of the current network namespace, without a program. */
public final class ResolveVerb extends Verb {
    private static final Parameter<String> NAME = Parameter.required(
            "name",
            Reader.parsed(Type.WORD, "a host's name or an address", ResolveVerb::checked)
                    .such("'www.example.org'"),
            "the name to look up, or an address to look up the name of");
    private static final Parameter<String> KIND = Parameter.choice(
                    "type",
                    "the records to ask for",
                    "A",
                    "AAAA",
                    "CAA",
                    "CNAME",
                    "MX",
                    "NS",
                    "PTR",
                    "SOA",
                    "SRV",
                    "TXT")
            .usually("A and AAAA; PTR for an address");
    private static final Parameter<InetAddress> SERVER = Parameter.named(
                    "server", Reader.address(), "the only server to ask, and no file")
            .usually("those of resolv.conf, after the file hosts");
    private static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("2.seconds"), "time for each question to a server")
            .usually("as resolv.conf says: 5 seconds");

    public ResolveVerb() {
        super(Entry.of(
                        "resolve",
                        "what the resolver of this network namespace says of a name, which server, and how long it took",
                        Theme.NETWORK)
                .takes(NAME, KIND, SERVER, TIMEOUT)
                .example("a name that a file knows", "assert resolve('localhost').answers.contains('127.0.0.1')")
                .topics("dns", "name server", "nameserver")
                .related("ping", "connect", "trace")
                .peer("dig www.example.org")
                .asks()
                .answers(ResolveResult.class));
    }

    private static String checked(String text) {
        if (text.isEmpty() || !text.matches("[\\p{L}\\p{N}_.:-]+") || text.contains("..")) {
            throw new IllegalArgumentException("a name has letters, digits, '-' and '_' between its dots");
        }
        return text;
    }

    /** The address in a text; empty for a name. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(Ip.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Object run(Call call) {
        String name = call.get(NAME);
        Optional<InetAddress> address = literal(name);
        LiveRows<Row> rows = new LiveRows<>(call, name());
        String source = call.session()
                .kernel()
                .probe(
                        call.context(),
                        "what the resolver says of " + name,
                        () -> ask(call, name, address.map(List::of).orElse(List.of()), rows::add));
        return rows.end(new ResolveResult(name, source, rows.rows()));
    }

    /** @return the file that names the servers; null if a server was given */
    private static String ask(Call call, String name, List<InetAddress> address, Consumer<Row> seen)
            throws InterruptedException {
        Here here = call.here();
        String source = EtcFiles.path(here.context().net(), "resolv.conf");
        ResolvConf file = ResolvConf.parse(EtcFiles.text(source).orElse(""));
        ResolvConf conf = call.find(SERVER)
                .map(s -> new ResolvConf(
                        List.of(Ip.text(s)), file.search(), file.dots(), file.timeout(), file.attempts()))
                .orElse(file);
        if (call.find(SERVER).isEmpty() && call.find(KIND).isEmpty()) {
            Optional<Row> known = known(here, name, address);
            if (known.isPresent()) {
                seen.accept(known.get());
                return source;
            }
        }
        List<String> types =
                call.find(KIND).map(List::of).orElse(address.isEmpty() ? List.of("A", "AAAA") : List.of("PTR"));
        String asked = address.isEmpty() ? ascii(name) : reverse(address.get(0));
        new Resolution(conf, types, call.find(TIMEOUT).orElse(conf.timeout()), one -> seen.accept(Row.of(one)))
                .run(asked);
        return call.find(SERVER).isPresent() ? null : source;
    }

    /** The answer from the hosts file; empty if it has none. */
    private static Optional<Row> known(Here here, String name, List<InetAddress> address) {
        String path = EtcFiles.path(here.context().net(), "hosts");
        String text = EtcFiles.text(path).orElse("");
        List<String> answer =
                address.isEmpty() ? HostsFile.addresses(text, name) : HostsFile.names(text, Ip.text(address.get(0)));
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(Row.of(path, name, address.isEmpty() ? "A" : "PTR", answer));
    }

    /** A name in ASCII form for DNS (RFC 5891). */
    private static String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** The name for a reverse lookup of an address: {@code 1.0.0.10.in-addr.arpa.} */
    static String reverse(InetAddress address) {
        byte[] bytes = address.getAddress();
        StringBuilder name = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = Byte.toUnsignedInt(bytes[i]);
            if (bytes.length == 4) {
                name.append(value).append('.');
            } else {
                name.append(Integer.toHexString(value & 0xf)).append('.');
                name.append(Integer.toHexString(value >> 4)).append('.');
            }
        }
        return name.append(bytes.length == 4 ? "in-addr.arpa." : "ip6.arpa.").toString();
    }
}
