/** Lists sockets by sock_diag(7), as tables and pure functions of bytes, and the processes that have them open. */
package nsx.diag;
