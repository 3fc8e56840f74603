/** The words for IPC objects. */
package nsx.dsl.verb.ipc;
