/** The values that words about processes, control groups, containers and mounts return. */
package nsx.dsl.value.process;
