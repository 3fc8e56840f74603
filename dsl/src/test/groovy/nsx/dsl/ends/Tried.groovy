package nsx.dsl.ends

import nsx.dsl.word.Parameter

/** What is tried: its options, how one is made with an option, what shows it, and what removes it again. */
class Tried {
    List<Parameter<?>> options
    /** Lines of ip(8), tc(8) and bridge(8) that come before, in both namespaces. */
    List<String> before = []
    /** The script for options with values. */
    Closure<String> script
    /** What is said besides an option with a value. Options with the same are tried together. */
    Closure<Map<String, String>> besides = { name, value -> [:] }
    /** Options that are tried one by one: others mean something else beside them, the lines do not remove them together, or the object stays. */
    List<String> alone = []
    /** A line that shows all of it. */
    String show
    /** Lines that remove it; none where it stays for the next value. */
    List<String> remove = []
    /** More values for an option by its name, or other ones than the table has. */
    Map<String, List<String>> values = [:]
    /** Options of which the kernel alone knows what is wrong. */
    List<String> kernels = []
    /** Whether the second run is known to set it again: the kernel does not report the option. */
    Closure<Boolean> untold = { false }

    /** The script for values of options that say the same besides. */
    String text(Map<String, String> values) {
        def (name, value) = values.entrySet().first().with { [it.key, it.value] }
        script(besides(name, value) + values)
    }
}
