package nsx.dsl.verb.namespace;

import java.util.List;
import nsx.dsl.verb.time.TimeVerb;
import nsx.dsl.word.BlockWord;
import nsx.ns.NamespaceKind;

/** {@code timens 'a' { … }}: a namespace with its own clocks, declared in the block, for programs started in it. */
public final class TimensVerb extends NamedNamespaceVerb {
    public TimensVerb() {
        super(
                NamespaceKind.TIME,
                entry(NamespaceKind.TIME)
                        .example(
                                "declare its clocks; a repetition changes nothing",
                                "timens('later') { boottime += 1.day }\ntimens('later') { boottime += 1.day; uptime() }")
                        .example("a program in it", "timens('t') { output 'readlink /proc/self/ns/time' }")
                        .example(
                                "its offsets, and whether they can still be set",
                                "timens('later') { boottime += 1.day }\ntimens('later').offsets\nassert !timens('later').frozen")
                        .related("time", "unshare", "delete"));
    }

    @Override
    public List<BlockWord> blockWords() {
        return TimeVerb.words();
    }
}
