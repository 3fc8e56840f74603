package nsx.dsl;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.verb.AddressVerb;
import nsx.dsl.verb.AddressesVerb;
import nsx.dsl.verb.CgroupVerb;
import nsx.dsl.verb.CgroupnsVerb;
import nsx.dsl.verb.ClockVerb;
import nsx.dsl.verb.ContainerVerb;
import nsx.dsl.verb.DeleteVerb;
import nsx.dsl.verb.DomainnameVerb;
import nsx.dsl.verb.EnterVerb;
import nsx.dsl.verb.ExecVerb;
import nsx.dsl.verb.FdbVerb;
import nsx.dsl.verb.HelpVerb;
import nsx.dsl.verb.HereVerb;
import nsx.dsl.verb.HostVerb;
import nsx.dsl.verb.HostnameVerb;
import nsx.dsl.verb.IncludeVerb;
import nsx.dsl.verb.IpcnsVerb;
import nsx.dsl.verb.IpcsVerb;
import nsx.dsl.verb.JobsVerb;
import nsx.dsl.verb.KindVerb;
import nsx.dsl.verb.LeaveVerb;
import nsx.dsl.verb.LinkVerb;
import nsx.dsl.verb.LinksVerb;
import nsx.dsl.verb.MntnsVerb;
import nsx.dsl.verb.MountVerb;
import nsx.dsl.verb.MountsVerb;
import nsx.dsl.verb.MqVerb;
import nsx.dsl.verb.MsgVerb;
import nsx.dsl.verb.NamespacesVerb;
import nsx.dsl.verb.NatClearVerb;
import nsx.dsl.verb.NatForwardVerb;
import nsx.dsl.verb.NatMasqueradeVerb;
import nsx.dsl.verb.NatRulesVerb;
import nsx.dsl.verb.NeighbourVerb;
import nsx.dsl.verb.NeighboursVerb;
import nsx.dsl.verb.NetnsVerb;
import nsx.dsl.verb.NsVerb;
import nsx.dsl.verb.NsidVerb;
import nsx.dsl.verb.NsidsVerb;
import nsx.dsl.verb.OutputVerb;
import nsx.dsl.verb.PidnsVerb;
import nsx.dsl.verb.PingVerb;
import nsx.dsl.verb.PingallVerb;
import nsx.dsl.verb.PsVerb;
import nsx.dsl.verb.QdiscVerb;
import nsx.dsl.verb.QdiscsVerb;
import nsx.dsl.verb.RouteAppendVerb;
import nsx.dsl.verb.RouteGetVerb;
import nsx.dsl.verb.RoutePrependVerb;
import nsx.dsl.verb.RouteReplaceVerb;
import nsx.dsl.verb.RouteVerb;
import nsx.dsl.verb.RoutesVerb;
import nsx.dsl.verb.RuleVerb;
import nsx.dsl.verb.RulesVerb;
import nsx.dsl.verb.SandboxVerb;
import nsx.dsl.verb.SemVerb;
import nsx.dsl.verb.ShVerb;
import nsx.dsl.verb.ShellVerb;
import nsx.dsl.verb.ShmVerb;
import nsx.dsl.verb.SpawnVerb;
import nsx.dsl.verb.SysctlVerb;
import nsx.dsl.verb.TimeVerb;
import nsx.dsl.verb.TimensVerb;
import nsx.dsl.verb.TopologyVerb;
import nsx.dsl.verb.UmountVerb;
import nsx.dsl.verb.UnshareVerb;
import nsx.dsl.verb.UptimeVerb;
import nsx.dsl.verb.UsernsVerb;
import nsx.dsl.verb.UtsnsVerb;
import nsx.dsl.verb.VethVerb;
import nsx.rtnl.kind.Kinds;

/** The list of words: one line each, and one for all kinds of devices, which are a list of their own. */
final class Words {
    static final List<Verb> ALL = all();

    private Words() {}

    private static List<Verb> all() {
        List<Verb> all = new ArrayList<>(List.of(
                // namespaces
                new CgroupnsVerb(),
                new ContainerVerb(),
                new DomainnameVerb(),
                new EnterVerb(),
                new HereVerb(),
                new HostVerb(),
                new HostnameVerb(),
                new IpcnsVerb(),
                new LeaveVerb(),
                new MntnsVerb(),
                new NetnsVerb(),
                new NsVerb(),
                new PidnsVerb(),
                new SandboxVerb(),
                new TimensVerb(),
                new UnshareVerb(),
                new UsernsVerb(),
                new UtsnsVerb(),
                // network
                new AddressVerb(),
                new AddressesVerb(),
                new FdbVerb(),
                new LinkVerb(),
                new LinksVerb(),
                new NatClearVerb(),
                new NatForwardVerb(),
                new NatMasqueradeVerb(),
                new NatRulesVerb(),
                new NeighbourVerb(),
                new NeighboursVerb(),
                new NsidVerb(),
                new NsidsVerb(),
                new PingVerb(),
                new PingallVerb(),
                new QdiscVerb(),
                new QdiscsVerb(),
                new RouteAppendVerb(),
                new RouteGetVerb(),
                new RoutePrependVerb(),
                new RouteReplaceVerb(),
                new RouteVerb(),
                new RoutesVerb(),
                new RuleVerb(),
                new RulesVerb(),
                new SysctlVerb(),
                new VethVerb(),
                // IPC
                new IpcsVerb(),
                new MqVerb(),
                new MsgVerb(),
                new SemVerb(),
                new ShmVerb(),
                // time
                new ClockVerb(),
                new TimeVerb(),
                new UptimeVerb(),
                // programs
                new CgroupVerb(),
                new ExecVerb(),
                new JobsVerb(),
                new MountVerb(),
                new MountsVerb(),
                new OutputVerb(),
                new PsVerb(),
                new ShVerb(),
                new ShellVerb(),
                new SpawnVerb(),
                new UmountVerb(),
                // seeing
                new NamespacesVerb(),
                new TopologyVerb(),
                // the language
                new DeleteVerb(),
                new HelpVerb(),
                new IncludeVerb()));
        Kinds.ALL.stream()
                .filter(kind -> all.stream().noneMatch(v -> v.name().equals(kind.name())))
                .forEach(kind -> all.add(new KindVerb(kind)));
        return List.copyOf(all);
    }
}
