package nsx.dsl.plan;

import java.util.List;

/**
 * One operation of a plan.
 *
 * @param line of the script that it comes from, 0 when that is not known
 * @param where the context it acts in: {@code host}, a namespace's name
 * @param does what it does, as an infinitive
 * @param command the equal command line, to be run where nsx was started
 * @param calls what is asked of the kernel: system calls, or netlink messages with their attributes, one in a line
 */
public record PlannedOperation(int line, String where, String does, String command, List<String> calls) {}
