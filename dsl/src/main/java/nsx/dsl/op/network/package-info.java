/** Operations on devices, addresses, routes, rules, neighbours, queues and sysctls. */
package nsx.dsl.op.network;
