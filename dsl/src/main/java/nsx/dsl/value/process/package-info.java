/** What words return of processes, control groups, containers and mounts. */
package nsx.dsl.value.process;
