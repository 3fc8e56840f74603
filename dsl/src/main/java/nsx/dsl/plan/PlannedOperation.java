package nsx.dsl.plan;

import java.util.List;

/**
 * One operation of a plan.
 *
 * @param line the line of the script; 0 if unknown
 * @param where the context: {@code host} or a namespace's name
 * @param does the change, as an infinitive
 * @param command the equivalent command line, to be run in the namespaces that nsx was started in
 * @param calls the requests to the kernel: system calls, or netlink messages with their attributes, one per line
 */
public record PlannedOperation(int line, String where, String does, String command, List<String> calls) {}
