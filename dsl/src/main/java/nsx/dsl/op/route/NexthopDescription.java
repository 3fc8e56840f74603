package nsx.dsl.op.route;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.DeviceNames;
import nsx.netlink.Attributes;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.NextHop;
import nsx.rtnl.Rtm;

/**
 * A wanted or an existing next-hop object.
 *
 * @param values the values of {@link NexthopFields}
 * @param said the kernel's message about the next hop; for a new one, its number
 */
public record NexthopDescription(long id, Optional<String> dev, Values values, Attributes said) {
    private static final String RES_GROUP = "NHA_RES_GROUP";

    /** A next hop through a device, in a group or to nowhere. */
    public static NexthopDescription of(long id, Optional<String> dev, Values asked) {
        boolean group = asked.has(NexthopFields.GROUP);
        boolean nowhere = asked.has(NexthopFields.BLACKHOLE);
        boolean goes = dev.isPresent() || asked.has(NexthopFields.VIA);
        if ((group ? 1 : 0) + (nowhere ? 1 : 0) + (goes ? 1 : 0) != 1) {
            throw new NsxException("nexthop " + id + " takes either via: and dev:, or group:, or blackhole: true")
                    .at("nexthop")
                    .hint("such as nexthop " + id + ", via: '10.0.0.1', dev: 'veth1'");
        }
        if (goes && dev.isEmpty() && !asked.has(NexthopFields.FDB)) {
            throw new NsxException("nexthop " + id + " needs dev:")
                    .because("its gateway is in the network of no device here")
                    .at("nexthop");
        }
        check(id, group, asked);
        Family family = asked.find(NexthopFields.VIA).map(Family::of).orElse(group ? Family.UNSPEC : Family.INET);
        Attributes none =
                Attributes.of(Rtm.NEWNEXTHOP.table(), Rtm.NEWNEXTHOP.header().with("nh_family", family.number()));
        return new NexthopDescription(id, dev, asked, none.put("NHA_ID", id));
    }

    /** Rejects options that the kernel ignores: those of a group on a single next hop, and of resilient groups. */
    private static void check(long id, boolean group, Values asked) {
        first(asked, group ? NexthopFields.OF_SINGLE : NexthopFields.OF_GROUP).ifPresent(field -> {
            throw refused(id, field, "it is for " + (group ? "a single next hop" : "a group") + " only");
        });
        if (!asked.has(NexthopFields.TYPE)) {
            first(asked, NexthopFields.OF_GROUP).ifPresent(field -> {
                throw refused(id, field, "it is for a group of type: 'resilient' only");
            });
        }
    }

    private static Optional<Field<?>> first(Values asked, List<Field<?>> fields) {
        return fields.stream().filter(asked::has).findFirst();
    }

    private static NsxException refused(long id, Field<?> field, String reason) {
        return new NsxException("nexthop " + id + " cannot have " + field + ":")
                .because(reason)
                .at(field.name());
    }

    /** A next hop as the kernel reports it. */
    public static NexthopDescription of(NextHop hop, DeviceNames names) {
        Attributes said = Resend.settable(
                hop.all(),
                header -> header.with("nh_scope", 0).with("nh_flags", header.number("nh_flags") & Hop.ONLINK),
                "NHA_HW_STATS_USED",
                "NHA_OP_FLAGS");
        Attributes group = said.nested(RES_GROUP);
        said = group.isEmpty() ? said : said.set(RES_GROUP, group.without("NHA_RES_GROUP_UNBALANCED_TIME"));
        return new NexthopDescription(
                hop.id(), names.find(hop.dev()), NexthopFields.ALL.read(said).affirmed(), said);
    }

    /** Whether an existing next hop has all requested values. */
    boolean isMetBy(NexthopDescription is) {
        return (dev.isEmpty() || dev.equals(is.dev)) && is.values.meet(values);
    }

    /** Returns this next hop with what an existing one has besides, as far as it fits. */
    NexthopDescription over(NexthopDescription is) {
        boolean alike = values.has(NexthopFields.GROUP) == is.values.has(NexthopFields.GROUP)
                && values.has(NexthopFields.BLACKHOLE) == is.values.has(NexthopFields.BLACKHOLE);
        Values kept = is.values.only(NexthopFields.PROTOCOL);
        for (Field<?> field : values.has(NexthopFields.GROUP) ? NexthopFields.OF_GROUP : NexthopFields.OF_SINGLE) {
            kept = alike ? kept.with(is.values.only(field)) : kept;
        }
        return new NexthopDescription(id, dev, kept.with(values), said);
    }

    /** The content of RTM_NEWNEXTHOP. */
    Attributes message(ToIntFunction<String> index) {
        Attributes message = values.write(said);
        return dev.isPresent() ? message.set("NHA_OIF", (long) index.applyAsInt(dev.get())) : message;
    }

    /** Returns the words of ip-nexthop(8). */
    @Override
    public String toString() {
        String words = NexthopFields.ALL.words(values);
        return "id " + id + dev.map(d -> " dev " + Program.quoted(d)).orElse("") + (words.isEmpty() ? "" : " " + words);
    }
}
