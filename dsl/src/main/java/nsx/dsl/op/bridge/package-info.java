/** Operations on forwarding entries (fdb) and VLANs of bridges. */
package nsx.dsl.op.bridge;
