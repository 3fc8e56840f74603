/** Operations on addresses and neighbours, and the memory of a device's configuration while it is down. */
package nsx.dsl.op.address;
