/**
 * Networks and IPC namespaces as a plan leaves them. Requests are answered as the kernel would answer after the
 * plan's earlier changes. Nothing here changes the machine.
 */
package nsx.shadow;
