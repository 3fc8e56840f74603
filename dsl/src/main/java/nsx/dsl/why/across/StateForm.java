package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.Literal;
import nsx.dsl.why.Held;
import nsx.dsl.why.NetState;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Message;
import nsx.nft.RulesetForm;
import nsx.rtnl.Address;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Route;
import nsx.rtnl.RoutingRule;
import nsx.xtables.Tables;

/** The state of a network namespace as another host is sent it, and back: each object as the bytes in which the kernel described it. */
final class StateForm {
    private static final Pattern INODE = Pattern.compile("net:\\[(\\d{1,18})]");

    private StateForm() {}

    static Map<String, Object> of(NetState net) {
        Map<String, Object> form = new HashMap<>();
        form.put("name", net.name());
        form.put("who", net.who());
        form.put("links", bytes(net.links(), Link::all));
        form.put("addresses", bytes(net.addresses(), Address::all));
        form.put("routes", bytes(net.routes(), Route::all));
        form.put("rules", bytes(net.rules(), RoutingRule::all));
        form.put("neighbours", bytes(net.neighbours(), Neighbour::all));
        form.put("fdb", bytes(net.fdb(), Neighbour::all));
        form.put("filters", net.filters().map(RulesetForm::of).orElse(null));
        List<String> unseen = new ArrayList<>(net.unseen());
        if (net.legacy().tables().stream().flatMap(t -> t.chains().stream()).anyMatch(StateForm::acts)) {
            unseen.add("iptables-legacy: its rules are not read from another host");
        }
        form.put("unseen", unseen);
        return form;
    }

    private static boolean acts(nsx.xtables.Chain chain) {
        return chain.dropping() || !chain.rules().isEmpty();
    }

    /**
     * The state that a form of another host describes.
     *
     * @param host before the name of the namespace in messages
     */
    static NetState read(String host, Object received, Held held) {
        return checked(host, () -> {
            Map<?, ?> form = (Map<?, ?>) received;
            String name = String.valueOf(form.get("name"));
            return new NetState(
                    host + "/" + name,
                    (String) form.get("who"),
                    scope(name),
                    objects(form, "links", Link::decode),
                    objects(form, "addresses", Address::decode),
                    objects(form, "routes", Route::decode),
                    objects(form, "rules", RoutingRule::decode),
                    objects(form, "neighbours", Neighbour::decode),
                    objects(form, "fdb", Neighbour::decode),
                    held,
                    Tables.none(),
                    Optional.ofNullable(form.get("filters")).map(f -> RulesetForm.read((Map<?, ?>) f)),
                    ((List<?>) form.get("unseen")).stream().map(String::valueOf).toList());
        });
    }

    /** The block for a line there, of a name that may be anything: a namespace without one is called by its inode. */
    private static String scope(String name) {
        Matcher inode = INODE.matcher(name);
        if (inode.matches()) {
            return "ns(" + inode.group(1) + ")";
        }
        return name.equals("host") ? "" : "netns(" + Literal.quoted(name) + ")";
    }

    /** What is read from values of another host, which may be anything, null too. */
    static <T> T checked(String host, Supplier<T> reading) {
        try {
            return Objects.requireNonNull(reading.get());
        } catch (ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | CodecException e) {
            throw none(host, e);
        }
    }

    static NsxException none(String host, Throwable cause) {
        return new NsxException(host + " sent a state that is none", cause).at(host);
    }

    static <T> List<byte[]> bytes(List<T> objects, Function<T, Attributes> all) {
        return objects.stream().map(o -> all.apply(o).encode()).toList();
    }

    static <T> List<T> objects(Object list, Function<Message, T> decode) {
        return ((List<?>) list)
                .stream()
                        .map(one -> decode.apply(new Message(0, 0, 0, 0, (byte[]) one)))
                        .toList();
    }

    private static <T> List<T> objects(Map<?, ?> form, String name, Function<Message, T> decode) {
        return objects(form.get(name), decode);
    }
}
