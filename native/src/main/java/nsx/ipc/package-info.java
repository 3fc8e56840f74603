/** The objects of an IPC namespace: System V shared memory, message queues and semaphores, and POSIX message queues. */
package nsx.ipc;
