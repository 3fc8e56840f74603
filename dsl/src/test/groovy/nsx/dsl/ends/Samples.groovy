package nsx.dsl.ends

import nsx.dsl.word.Parameter
import nsx.dsl.word.Parameter.Type
import nsx.test.Chance

/** Values of an option as its table describes them, in the form of scripts: each end of its range, one between, and wrong ones. */
final class Samples {
    private Samples() {}

    /**
     * What to try together: the first value of each option, then the second, and so on; each time those options that say the same besides.
     * Ten options with three values each are three scripts instead of thirty.
     */
    static List<Map<String, String>> together(Tried tried, Chance chance) {
        def all = tried.options.collectMany { option ->
            def name = option.name()
            (tried.values[name] ?: fitting(option, chance)).withIndex().collect { value, round -> [name: name, value: value, round: round] }
        }
        all.groupBy { it.name in tried.alone ? it : [it.round, tried.besides(it.name, it.value), tried.untold(it.name)] }
            .values().collect { it.collectEntries { [it.name, it.value] } }
    }

    /** The two halves of what did not go together. */
    static List<Map<String, String>> halves(Map<String, String> values) {
        (values.keySet() as List).collate(values.size() + 1 >> 1).collect { values.subMap(it) }
    }

    /** Values that the table takes. */
    private static List<String> fitting(Parameter<?> option, Chance chance) {
        def range = option.reader().range()
        if (range.present) {
            def (least, most) = [range.get().least(), range.get().most()]
            long between = least + (long) ((most - least) * (chance.between(1, 999) / 1000.0d))
            return [least, most, between].unique().collect { number(it) }
        }
        if (option.choices()) {
            return option.choices().collect { it in ['true', 'false'] ? it : "'$it'".toString() }
        }
        switch (option.type()) {
            case Type.FLAG: return ['true', 'false']
            case Type.DURATION: return ['10.ms', '1.second', "${chance.between(2, 250)}.seconds".toString()]
            case Type.RATE: return ['8.kbit', '100.gbit', "${chance.between(1, 4000)}.mbit".toString()]
            case Type.PERCENT: return ['100.percent', "${chance.between(1, 99)}.percent".toString()]
            case Type.ADDRESS: return ["'192.0.2.9'", "'fd00::9'"]
            case Type.PREFIX: return ["'10.7.0.0/16'", "'10.7.7.7'"]
            case Type.MAC: return ["'02:00:00:00:00:09'", "'fe:ff:ff:ff:ff:fe'"]
            case Type.LINK: return ["'p'"]
            case Type.NUMBER: return ['1', number((long) chance.between(2, 1_000_000))]
            default: return []
        }
    }

    /** Values that the table does not take. */
    static List<String> wrong(Parameter<?> option) {
        def range = option.reader().range()
        if (range.present) {
            def (least, most) = [range.get().least(), range.get().most()]
            return [number(least - 1)] + (most < Long.MAX_VALUE ? [number(most + 1)] : []) + ["'x'"]
        }
        switch (option.type()) {
            case Type.PERCENT: return ['101.percent', "'x'"]
            case Type.RATE: return ['0.mbit', "'x'"]
            case Type.DURATION: return ['-1', "'x'"]
            case Type.LINK: return ["'nosuch'"]
            case Type.TEXT: return option.choices() ? ["'nonsense'"] : []
            default: return ["'no such'"]
        }
    }

    private static String number(long value) {
        value.toString() + (value > Integer.MAX_VALUE || value < Integer.MIN_VALUE ? 'L' : '')
    }
}
