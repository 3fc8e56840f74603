/** The routers on the way to an address, found by packets that may pass few of them, and the largest packet that passes. */
package nsx.hops;
