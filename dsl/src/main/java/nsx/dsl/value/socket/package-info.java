/** Sockets as rows of a table, their reading, and ports by service name. */
package nsx.dsl.value.socket;
