package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** What of a police action besides its rate is always the same. */
    private static final List<String> POLICED = List.of("action", "burst", "peak_rate", "overhead", "mpu");
    /** The last entry of a table of times (net/sched/act_police.c). */
    private static final long LONGEST_CELL = 255;

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
        return burst(rate);
    }

    private static long burst(long rate) {
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
            case "police" -> "police " + new Rate(rate * 8).shown();
            default -> "drop";
        };
    }

    /**
     * The options that ask for the actions of an existing filter.
     *
     * @param unsaid receives the text of each action that no option asks for
     */
    public static Map<String, Object> said(TrafficFilter filter, Names names, Consumer<String> unsaid) {
        Map<String, Object> said = new LinkedHashMap<>();
        List<String> texts = texts(filter, names);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Object value = value(text, filter.actions().get(i));
            if (value == null) {
                unsaid.accept(text);
            } else {
                said.put(text.replaceAll(" .*", ""), value);
            }
        }
        return said;
    }

    /** Null where no option asks for it. */
    private static Object value(String text, Attributes action) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "mirror", "redirect" -> words.length == 3 && words[1].equals("to") ? words[2] : null;
            case "drop" -> true;
            case "police" ->
                action.value("TCA_ACT_OPTIONS")
                        .map(Attributes.class::cast)
                        .filter(FilterAction::isUsualPolice)
                        .map(options -> new Rate(rate(options) * 8))
                        .orElse(null);
            default -> null;
        };
    }

    /** Whether only its rate was chosen; the kernel gives the largest packet that the table of times holds. */
    private static boolean isUsualPolice(Attributes options) {
        long rate = rate(options);
        Attributes usual = (Attributes) Classifiers.police(rate, burst(rate), QdiscOperations.clock())
                .value("TCA_ACT_OPTIONS")
                .orElseThrow();
        Struct.Value wanted = usual.struct("TCA_POLICE_TBF").orElseThrow();
        return options.number("TCA_POLICE_AVRATE", 0) == 0
                && options.struct("TCA_POLICE_TBF")
                        .filter(is -> POLICED.stream().allMatch(f -> is.number(f) == wanted.number(f)))
                        .filter(is -> is.number("mtu") == LONGEST_CELL << wanted.number("cell_log"))
                        .isPresent();
    }

    /** In bytes a second. */
    private static long rate(Attributes police) {
        return police.number(
                "TCA_POLICE_RATE64",
                police.struct("TCA_POLICE_TBF").map(p -> p.number("rate")).orElse(0L));
    }

    /** The actions of an existing filter, each as a list shows it. */
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
                options.struct("TCA_POLICE_TBF").isPresent() ? "police " + new Rate(rate(options) * 8).shown() : kind;
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
