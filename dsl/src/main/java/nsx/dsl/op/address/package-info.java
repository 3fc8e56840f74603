/** Operations on addresses and neighbours, and what a device loses while it is down. */
package nsx.dsl.op.address;
