/** Operations on cables, connection tracking, sockets, sysctls and the rules of nsx, and the description of all network objects as lines. */
package nsx.dsl.op.network;
