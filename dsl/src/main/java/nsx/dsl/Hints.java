package nsx.dsl;

/** What a person can do about a refusal for which the kernel has no words, or none that help. */
final class Hints {
    static final String PRIVILEGE = "this needs CAP_SYS_ADMIN and CAP_NET_ADMIN: run nsx as root";

    static final String LACKING = "this kernel lacks it, or has it in a module that is not loaded (modprobe)";

    private Hints() {}
}
