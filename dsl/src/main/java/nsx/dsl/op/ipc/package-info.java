/** Operations on System V and POSIX IPC objects. */
package nsx.dsl.op.ipc;
