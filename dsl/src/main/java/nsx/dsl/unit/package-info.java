/** Quantities, addresses and names as scripts write them: rates, percentages, durations, IP and MAC addresses. */
package nsx.dsl.unit;
