/** The words of programs, processes, control groups and mounts. */
package nsx.dsl.verb.process;
