/** What words return of IPC objects. */
package nsx.dsl.value.ipc;
