/**
 * Reads the protocol counters of a network namespace (/proc/net/snmp, snmp6 and netstat) and describes some of them.
 */
package nsx.counters;
