package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;
import nsx.process.Program;
import nsx.rtnl.Classifiers;
import nsx.rtnl.TrafficFilter;

/**
 * The action of a filter.
 *
 * @param device the device to which packets or copies are sent; null for another action
 * @param rate the rate limit in bytes per second; 0 for another action
 */
public record FilterAction(String kind, String device, long rate) {
    /** The least burst in bytes, because a packet that does not fit is dropped. */
    private static final long LEAST_BURST = 16_000;

    private static final String[] VERDICTS = {"pass", "reclassify", "drop", "pipe", "stolen", "queued", "repeat"};
    private static final String[] EFFECTS = {"", "redirect to", "mirror to", "redirect into", "mirror into"};
    private static final String[] VLAN = {"", "pop", "push", "modify"};

    /** The names of devices by index. */
    public interface Names extends IntFunction<String> {}

    static Optional<FilterAction> of(Arguments options) {
        List<Parameter<?>> given = List.<Parameter<?>>of(
                        FilterDescription.MIRROR,
                        FilterDescription.REDIRECT,
                        FilterDescription.POLICE,
                        FilterDescription.DROP)
                .stream()
                .filter(options::has)
                .toList();
        if (given.size() > 1) {
            throw new NsxException("qdisc.filter takes one of " + given.get(0) + ": and " + given.get(1) + ":")
                    .at(given.get(1));
        }
        return options.find(FilterDescription.MIRROR)
                .map(d -> new FilterAction("mirror", d, 0))
                .or(() -> options.find(FilterDescription.REDIRECT).map(d -> new FilterAction("redirect", d, 0)))
                .or(() -> options.find(FilterDescription.POLICE).map(r -> new FilterAction("police", null, r)))
                .or(() -> options.find(FilterDescription.DROP)
                        .filter(drop -> drop)
                        .map(d -> new FilterAction("drop", null, 0)));
    }

    private long burst() {
        return Math.max(LEAST_BURST, rate / 100);
    }

    /** The action in netlink form. */
    Attributes message(ToIntFunction<String> index) {
        return switch (kind) {
            case "mirror", "redirect" -> Classifiers.mirror(index.applyAsInt(device), kind.equals("mirror"));
            case "police" -> Classifiers.police(rate, burst(), QdiscOperations.clock());
            default -> Classifiers.drop();
        };
    }

    /** The words of tc(8). */
    String words() {
        return switch (kind) {
            case "mirror", "redirect" -> "action mirred egress " + kind + " dev " + Program.quoted(device);
            case "police" -> "action police rate " + rate * 8 + "bit burst " + burst() + " conform-exceed drop";
            default -> "action drop";
        };
    }

    /** The text in a list of filters. */
    String text() {
        return switch (kind) {
            case "mirror", "redirect" -> kind + " to " + device;
            case "police" -> "police " + new Rate(rate * 8);
            default -> "drop";
        };
    }

    /** The option value for an action of {@link #texts}; null if no option expresses it. */
    public static Object said(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "mirror", "redirect" -> words.length == 3 && words[1].equals("to") ? words[2] : null;
            case "drop" -> true;
            default -> null;
        };
    }

    /** The actions of an existing filter, as texts of a list. */
    public static List<String> texts(TrafficFilter filter, Names names) {
        List<String> texts = new ArrayList<>();
        for (Attributes action : filter.actions()) {
            String kind = action.string("TCA_ACT_KIND", "");
            Attributes options = action.value("TCA_ACT_OPTIONS")
                    .filter(Attributes.class::isInstance)
                    .map(Attributes.class::cast)
                    .orElse(null);
            texts.add(options == null ? kind : text(kind, options, names));
        }
        return texts;
    }

    private static String text(String kind, Attributes options, Names names) {
        return switch (kind) {
            case "mirred" ->
                options.struct("TCA_MIRRED_PARMS")
                        .map(p -> EFFECTS[p.integer("eaction") % EFFECTS.length] + " "
                                + names.apply(p.integer("ifindex")))
                        .orElse(kind);
            case "gact" ->
                options.struct("TCA_GACT_PARMS").map(FilterAction::verdict).orElse(kind);
            case "police" ->
                options.struct("TCA_POLICE_TBF")
                        .map(p -> "police " + new Rate(options.number("TCA_POLICE_RATE64", p.number("rate")) * 8))
                        .orElse(kind);
            case "vlan" ->
                options.struct("TCA_VLAN_PARMS")
                                .map(p -> "vlan " + VLAN[p.integer("v_action") % VLAN.length])
                                .orElse(kind)
                        + (options.has("TCA_VLAN_PUSH_VLAN_ID")
                                ? " id " + options.number("TCA_VLAN_PUSH_VLAN_ID")
                                : "");
            case "skbedit" ->
                "skbedit"
                        + (options.has("TCA_SKBEDIT_MARK") ? " mark " + options.number("TCA_SKBEDIT_MARK") : "")
                        + (options.has("TCA_SKBEDIT_PRIORITY")
                                ? " priority " + options.number("TCA_SKBEDIT_PRIORITY")
                                : "")
                        + (options.has("TCA_SKBEDIT_QUEUE_MAPPING")
                                ? " queue " + options.number("TCA_SKBEDIT_QUEUE_MAPPING")
                                : "");
            default -> kind;
        };
    }

    private static String verdict(Struct.Value parameters) {
        int number = parameters.integer("action");
        return number >= 0 && number < VERDICTS.length ? VERDICTS[number] : "action " + number;
    }
}
