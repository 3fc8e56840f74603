package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.BlockWord;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code timens 'a' { … }}: clocks of its own, declared in the block, for the programs that are started in it. */
public final class TimensVerb extends NamedNamespaceVerb {
    public TimensVerb() {
        super(NamespaceKind.TIME);
    }

    @Override
    public List<BlockWord> blockWords() {
        return TimeVerb.words();
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "declare its clocks: said again, it is the same",
                        "timens('later') { boottime += 1.day }\ntimens('later') { boottime += 1.day; uptime() }"),
                new Example("a program in it", "timens('t') { output 'readlink /proc/self/ns/time' }"),
                new Example(
                        "what it adds to the clocks, and whether that can still be set",
                        "timens('later') { boottime += 1.day }\ntimens('later').offsets\nassert !timens('later').frozen"));
    }

    @Override
    public List<String> related() {
        return List.of("time", "unshare", "delete");
    }
}
