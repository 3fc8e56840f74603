/** The words of IPC. */
package nsx.dsl.verb.ipc;
