/** Finds the routers on the way to an address by packets with a small hop limit, and the largest packet that passes. */
package nsx.hops;
