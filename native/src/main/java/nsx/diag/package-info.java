/** Sockets as the kernel lists them (sock_diag(7)): tables and pure functions of bytes, and who has them open. */
package nsx.diag;
