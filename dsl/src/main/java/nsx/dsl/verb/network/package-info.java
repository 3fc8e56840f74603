/** The words for devices, addresses, routes and queues. */
package nsx.dsl.verb.network;
