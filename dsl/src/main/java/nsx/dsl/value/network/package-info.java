/** The values that words about addresses, neighbours, routes, rules, bridges and queues return, and the findings of {@code why}. */
package nsx.dsl.value.network;
