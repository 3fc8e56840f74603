/**
 * Sockets as the kernel lists them (sock_diag(7)): tables and pure functions of bytes, and the processes that have them open.
 */
package nsx.diag;
