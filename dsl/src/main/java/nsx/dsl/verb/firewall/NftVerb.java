package nsx.dsl.verb.firewall;

import java.util.List;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.firewall.NftRow;
import nsx.dsl.value.firewall.NftStep;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Filter;
import nsx.nft.OwnChain;
import nsx.nft.Ruleset;
import nsx.sys.SysException;
import nsx.trace.NftTrace;
import nsx.xtables.Tables;

/** {@code nft()}: the rules of all programs; {@code nft(trace: true)}: shows how packets pass them. */
public final class NftVerb extends Verb {
    private static final Parameter<Boolean> TRACE =
            Parameter.flag("trace", "the steps of packets through the rules, by default until Ctrl-C");
    private static final List<Parameter<?>> OF_TRACES = List.of(
            PacketOptions.FROM,
            PacketOptions.TO,
            PacketOptions.PROTO,
            PacketOptions.PORT,
            Watching.SECONDS,
            Watching.COUNT,
            Watching.BLOCK);

    public NftVerb() {
        super(Entry.listing(
                        "nft",
                        "the rules of nftables and iptables-legacy, whoever made them, and what they do with packets",
                        Theme.NETWORK)
                .rows(NftRow.class, NftRow.COLUMNS)
                .takes(TRACE)
                .takes(OF_TRACES)
                .example("all", "filter.drop from: '10.0.0.0/24'\nnft()")
                .example("what has dropped something", "nft().findAll { it.packets && it.rule.endsWith('drop') }")
                .example("those of one program", "nft(by: 'docker')")
                .example("those of iptables-legacy", "nft(backend: 'legacy')")
                .example("what becomes of connections to a port", "nft(trace: true, port: 443, seconds: 0.2)")
                .peer("nft -a list ruleset; iptables-legacy-save -c")
                .topics("firewall")
                .related("nft.sets", "filter.rules", "nat.rules", "why", "probe"));
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    @Override
    public Object run(Call call) {
        if (!call.is(TRACE)) {
            refuseOptionsOfTraces(call);
            return all(call);
        }
        Filter filter = filter(call);
        NftSteps steps = new NftSteps(() -> rules(call), () -> DeviceNames.of(call.here()));
        try (NftTrace trace = open(call, filter)) {
            Watching<NftStep> watching = new Watching<>(call, NftStep::table);
            watching.run(trace.fd(), () -> steps.rows(trace.events()));
            return watching.answer(trace.isLossy());
        }
    }

    private static void refuseOptionsOfTraces(Call call) {
        OF_TRACES.stream().filter(call::has).findFirst().ifPresent(option -> {
            throw new NsxException("nft: " + option.name() + " needs trace: true")
                    .at(option.name())
                    .hint("nft() lists rules; nft().where(…) looks for some of them");
        });
    }

    /** All rules; where the kernel lacks nftables, those of iptables-legacy with a note. */
    private static Table<NftRow> all(Call call) {
        Tables legacy = legacy(call);
        try {
            return NftRow.all(rules(call), legacy, List.of());
        } catch (NsxException e) {
            if (e.exitCode() != ExitCode.UNSUPPORTED) {
                throw e;
            }
            return NftRow.all(Ruleset.NONE, legacy, List.of("no rules of nftables: this kernel lacks nf_tables"));
        }
    }

    private static Ruleset rules(Call call) {
        try {
            return Ruleset.read(call.session().kernel().netlink(call.context(), Request.NETFILTER));
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot read the rules of nftables", e);
        }
    }

    private static Tables legacy(Call call) {
        try {
            return call.session().kernel().call(call.context(), Tables::read);
        } catch (SysException e) {
            throw Failure.explain("cannot read the rules of iptables-legacy", e);
        }
    }

    private static NftTrace open(Call call, Filter filter) {
        try {
            return call.session()
                    .kernel()
                    .probe(call.context(), "what nft sees", () -> NftTrace.open(List.of(filter.traced())));
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot trace the rules of nftables", e);
        }
    }

    /** The conditions of a call as a filter, whose hook and verdict are not used. */
    private static Filter filter(Call call) {
        PacketOptions packets = PacketOptions.of(call);
        return new Filter(
                Filter.Verdict.ACCEPT,
                OwnChain.FILTER_INPUT,
                packets.from(),
                packets.to(),
                "",
                "",
                packets.protocol(),
                packets.port(),
                "");
    }
}
