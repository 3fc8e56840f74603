package nsx.xtables;

import java.util.Optional;

/** The names of ipset's sets, which rules know by a number. */
@FunctionalInterface
interface SetNames {
    /** Names nothing. */
    SetNames NONE = number -> Optional.empty();

    /** The name of the set with this number; empty if there is none. */
    Optional<String> find(int number);
}
