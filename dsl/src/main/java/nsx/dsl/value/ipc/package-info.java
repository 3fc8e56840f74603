/** The values that words about IPC objects return. */
package nsx.dsl.value.ipc;
