package nsx.dsl.verb.firewall;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.firewall.FilterRule;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.nft.Filter;
import nsx.nft.OwnChain;
import nsx.nft.OwnTable;

/** {@code filter.drop from: '10.0.0.0/24', port: 22}: adds a rule for packets to a table of nsx's own. */
final class FilterVerb extends Verb {
    private static final Parameter<String> IN =
            Parameter.named("in", Reader.device(), "only packets received on this device");
    private static final Parameter<String> OUT =
            Parameter.named("out", Reader.device(), "only packets that leave by this device");
    private static final Parameter<String> HOOK = Parameter.choice(
                    "hook",
                    "packets to this machine, those that it routes, or those that it sends",
                    "input",
                    "forward",
                    "output")
            .otherwise("forward");
    private static final Parameter<String> PREFIX = Parameter.named(
                    "prefix", Reader.text().such("'nsx: '"), "what a line in the log begins with")
            .otherwise(Filter.PREFIX);

    /**
     * The limit of a log prefix: NF_LOG_PREFIXLEN of include/uapi/linux/netfilter/nf_log.h, including the terminating
     * byte.
     */
    private static final int LONGEST = 128;

    static final FilterVerb DROP = new FilterVerb(
            Filter.Verdict.DROP,
            entry("filter.drop", "drop packets, in a table of nsx's own", false)
                    .example("no way from one network to another", "filter.drop from: '10.0.0.0/24', to: '10.0.1.0/24'")
                    .example("a closed port of this machine", "filter.drop port: 22, in: 'eth0', hook: 'input'")
                    .related("filter.reject", "filter.accept", "filter.rules", "filter.clear", "why"));
    static final FilterVerb ACCEPT = new FilterVerb(
            Filter.Verdict.ACCEPT,
            entry("filter.accept", "accept packets that a later rule of nsx's own table would drop", false)
                    .example("one host of a network", "filter.accept from: '10.0.0.9'\nfilter.drop from: '10.0.0.0/24'")
                    .related("filter.drop", "filter.rules"));
    static final FilterVerb REJECT = new FilterVerb(
            Filter.Verdict.REJECT,
            entry("filter.reject", "drop packets and tell their senders", false)
                    .example("the port cannot be reached", "filter.reject port: 'http', hook: 'input'")
                    .related("filter.drop", "filter.rules"));
    static final FilterVerb LOG = new FilterVerb(
            Filter.Verdict.LOG,
            entry("filter.log", "write a line to the kernel's log for each packet", true)
                    .example("what is dropped after it", "filter.log proto: 'udp'\nfilter.drop proto: 'udp'")
                    .related("filter.drop", "filter.rules", "probe"));

    private final Filter.Verdict verdict;

    private FilterVerb(Filter.Verdict verdict, Entry entry) {
        super(entry);
        this.verdict = verdict;
    }

    private static Entry entry(String name, String summary, boolean logs) {
        List<Parameter<?>> all = new ArrayList<>(
                List.of(PacketOptions.FROM, PacketOptions.TO, IN, OUT, PacketOptions.PROTO, PacketOptions.PORT, HOOK));
        if (logs) {
            all.add(PREFIX);
        }
        return Entry.of(name, summary, Theme.NETWORK)
                .takes(all)
                .answers(FilterRule.class)
                .topics("firewall");
    }

    @Override
    public Object run(Call call) {
        Filter filter = filter(call);
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.FILTER);
        operations.alone(() -> call.session().ensure(() -> operations.ensure(filter)));
        return FilterRule.of(call.here(), filter, operations.read(filter));
    }

    private Filter filter(Call call) {
        PacketOptions packets = PacketOptions.of(call);
        OwnChain hook = hook(call.get(HOOK));
        if (call.has(IN) && hook == OwnChain.FILTER_OUTPUT) {
            throw call.wrong(IN, "left out: packets that this machine sends have no incoming device");
        }
        if (call.has(OUT) && hook == OwnChain.FILTER_INPUT) {
            throw call.wrong(OUT, "left out: packets to this machine have no outgoing device");
        }
        return new Filter(
                verdict,
                hook,
                packets.from(),
                packets.to(),
                call.find(IN).map(LinkName::check).orElse(""),
                call.find(OUT).map(LinkName::check).orElse(""),
                packets.protocol(),
                packets.port(),
                verdict == Filter.Verdict.LOG ? prefix(call) : "");
    }

    private static String prefix(Call call) {
        String prefix = call.get(PREFIX);
        if (prefix.isEmpty() || prefix.getBytes(StandardCharsets.UTF_8).length >= LONGEST) {
            throw call.wrong(PREFIX, "a text of 1 to " + (LONGEST - 1) + " bytes");
        }
        if (prefix.chars().anyMatch(c -> c == '"' || Character.isISOControl(c))) {
            throw call.wrong(PREFIX, "a text without quotation marks and control characters");
        }
        return prefix;
    }

    private static OwnChain hook(String text) {
        return OwnTable.FILTER.chains().stream()
                .filter(chain -> chain.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
