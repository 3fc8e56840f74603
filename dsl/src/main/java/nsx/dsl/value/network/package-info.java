/** The values that words about addresses, routes, rules, queues, filters and sockets return. */
package nsx.dsl.value.network;
