package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.BlockWord;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.op.LinkProperty;
import nsx.netlink.AttributeType;
import nsx.rtnl.kind.Bond;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Unit;

/** What a kind's table says of its options, as the arguments of a word and as the words of its block. */
final class KindParameters {
    private KindParameters() {}

    /** The options that can be set, then the properties of every device. */
    static List<Parameter<?>> named(Kind kind) {
        List<Parameter<?>> all = new ArrayList<>();
        if (kind.isOnLink()) {
            all.add(Parameter.named("dev", Type.LINK, "the device that it stands on"));
        }
        options(kind).forEach(o -> add(all, o));
        for (LinkProperty property : LinkProperty.values()) {
            add(all, of(property));
        }
        return all;
    }

    private static List<Parameter<?>> options(Kind kind) {
        return kind.options().stream()
                .filter(Option::settable)
                .map(KindParameters::of)
                .toList();
    }

    /** The first of a name stays: vxlan's {@code remote} is one attribute for IPv4 and another for IPv6. */
    private static void add(List<Parameter<?>> all, Parameter<?> one) {
        if (all.stream().noneMatch(p -> p.name().equals(one.name()))) {
            all.add(one);
        }
    }

    private static Parameter<?> of(LinkProperty property) {
        return switch (property) {
            case MTU, TXQUEUELEN, GROUP -> Parameter.named(property.word(), Type.NUMBER, property.summary());
            case MAC -> Parameter.named(property.word(), Type.MAC, property.summary());
            case ALIAS -> Parameter.named(property.word(), Type.TEXT, property.summary());
            case PROMISC -> Parameter.truth(property.word(), property.summary());
        };
    }

    private static Parameter<?> of(Option option) {
        AttributeType type = option.attribute().type();
        if (!type.names().isEmpty()) {
            return Parameter.named(option.name(), Type.CHOICE, option.summary()).among(type.names());
        }
        return Parameter.named(option.name(), type(type, option.unit()), option.summary());
    }

    private static Type type(AttributeType type, Unit unit) {
        return switch (unit) {
            case INTERFACE -> Type.LINK;
            case CENTISECONDS, MILLISECONDS, SECONDS -> Type.DURATION;
            case NONE -> plain(type);
        };
    }

    private static Type plain(AttributeType type) {
        if (type == AttributeType.IP4 || type == AttributeType.IP6 || type == AttributeType.IP) {
            return Type.ADDRESS;
        }
        if (type == AttributeType.MAC) {
            return Type.MAC;
        }
        return type.accepts(0L) ? Type.NUMBER : Type.ANY;
    }

    /** The words of the block of a device of the kind. */
    static List<BlockWord> block(Kind kind) {
        List<BlockWord> all = new ArrayList<>();
        all.add(BlockWord.plain("up", "set it up"));
        all.add(BlockWord.plain("down", "set it down"));
        Parameter<?> device = Parameter.repeated("device", Type.LINK, "a device");
        Optional<Kind> ports = Kinds.portOf(kind.kernelName());
        if (ports.isPresent() || kind == Bond.KIND) {
            List<Parameter<?>> port = new ArrayList<>(List.of(device));
            ports.ifPresent(p -> port.addAll(options(p)));
            all.add(new BlockWord("port", "make devices ports of it", port));
        }
        List<Parameter<?>> address = new AddressVerb()
                .parameters().stream().filter(p -> !p.name().equals("dev")).toList();
        all.add(new BlockWord("address", "give it an address", address));
        all.add(new BlockWord("master", "make it a port of a bridge, bond or vrf", List.of(device.alone())));
        Parameter<?> other = Parameter.required("name", Type.TEXT, "another name");
        all.add(new BlockWord("altname", "give it another name beside its own", List.of(other)));
        named(kind).forEach(p -> all.add(BlockWord.of(p)));
        return all;
    }
}
