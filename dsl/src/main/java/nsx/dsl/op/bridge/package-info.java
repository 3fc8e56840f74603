/** Operations on what a bridge knows: forwarding entries (fdb) and VLANs of ports. */
package nsx.dsl.op.bridge;
