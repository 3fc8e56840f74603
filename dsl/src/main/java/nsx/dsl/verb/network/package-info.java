/** The words of devices, addresses, routes and queues. */
package nsx.dsl.verb.network;
