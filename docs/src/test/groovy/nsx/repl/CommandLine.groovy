package nsx.repl

/** What the usage says of the command line, for the pages and completions that are made of it. */
class CommandLine {
    static final List<Usage.Entry> FORMS = Usage.forms()
    static final List<Usage.Entry> OPTIONS = Usage.options()
    static final List<Usage.Entry> EXIT_CODES = Usage.exitCodes()
}
