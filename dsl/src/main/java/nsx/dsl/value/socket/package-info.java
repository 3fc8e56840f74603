/** Sockets as rows of a table, with how they are read, and ports by the name of their service. */
package nsx.dsl.value.socket;
