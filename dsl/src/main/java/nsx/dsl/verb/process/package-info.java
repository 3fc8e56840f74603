/** The words for programs, processes, control groups and mounts. */
package nsx.dsl.verb.process;
