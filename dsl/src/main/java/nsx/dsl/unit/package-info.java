/** Quantities, addresses and names in scripts: rates, percentages, durations, IP and MAC addresses. */
package nsx.dsl.unit;
